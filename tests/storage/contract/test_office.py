"""The office: the newest text of a part holds, and the newest version of whoever signs."""

import json
from dataclasses import replace
from datetime import date

import pytest

from domain.office.office import HEAD, Office, Part, Signatory
from storage.ports import NotFound, OfficeText, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, someone

SRI = Signatory(
    title="Kepala Bagian Organisasi",
    name='Dra. Sri "Ning" <b>Rahayu</b> & Co., M.Si. 🌾',
    rank="Pembina Tingkat I",
    nip="19700101 199503 2 001",
    since=date(2024, 1, 1),
)
BUDI = Signatory(
    post="anjab", title="Plt. Kepala Sub Bagian", name="Budi", since=NOW.date(), until=NOW.date()
)


async def by_someone(uow: UnitOfWork) -> int:
    return (await someone(uow)).id


async def test_a_city_that_has_set_nothing_has_the_defaults(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.office.current() == Office()


async def test_the_newest_text_of_a_part_holds_and_every_one_is_kept(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await by_someone(uow)
        first = await uow.office.set(Part.GOVERNMENT, "Pemerintah Kabupaten Bandung Barat", by=by, at=NOW)
        await uow.office.set(Part.ADDRESS, "Jalan Satu\nTelepon (022) \ud8001", by=by, at=NOW)
        await uow.office.set(Part.GOVERNMENT, "Pemerintah Kota Cirebon", by=by, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        office = await uow.office.current()
        assert (office.government, office.region) == ("Pemerintah Kota Cirebon", "Kota Cirebon")
        assert office.address == ("Jalan Satu", "Telepon (022) \ufffd1")
        assert office.unit == Office().unit
        assert await uow.office.text(Part.GOVERNMENT) == "Pemerintah Kota Cirebon"
        assert await uow.office.text(Part.UNIT) == Office().unit
        assert first == OfficeText(id=1, part="government", text=first.text if first else "", by=by, at=NOW)
        assert [one.text for one in await uow.office.texts() if one.part == Part.GOVERNMENT] == [
            "Pemerintah Kabupaten Bandung Barat",
            "Pemerintah Kota Cirebon",
        ]


async def test_what_says_nothing_new_is_not_stored(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await by_someone(uow)
        assert await uow.office.set(Part.PLACE, Office().place, by=by, at=NOW) is None
        assert await uow.office.set(Part.PLACE, "Kraksaan", by=by, at=LATER) is not None
        assert await uow.office.set(Part.PLACE, "Kraksaan", by=by, at=LATER) is None
        back = await uow.office.set(Part.PLACE, Office().place, by=by, at=NOW)
        assert back is not None
        assert back.at == LATER
        assert len(await uow.office.texts()) == 2
        sri = await uow.office.appoint(SRI, by=by, at=NOW)
        assert await uow.office.correct(sri, by=by, at=NOW) == sri
        assert len(await uow.office.versions()) == 1


async def test_signatories_are_entered_corrected_and_struck_by_versions(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await by_someone(uow)
        sri = await uow.office.appoint(SRI, by=by, at=NOW)
        budi = await uow.office.appoint(BUDI, by=by, at=LATER)
        assert (sri.id, budi.id) == (1, 2)
        ended = replace(sri, until=date(2026, 6, 30), rank="Pembina Utama Muda")
        await uow.office.correct(ended, by=by, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert (await uow.office.current()).signatories == (ended, budi)
        await uow.office.strike(budi.id, by=by, at=NOW)
        assert await uow.office.signatories() == [ended]
        for number in (budi.id, 3, 0):
            with pytest.raises(NotFound):
                await uow.office.correct(replace(SRI, id=number), by=by, at=LATER)
            with pytest.raises(NotFound):
                await uow.office.strike(number, by=by, at=LATER)
        again = await uow.office.appoint(BUDI, by=by, at=LATER)
        assert again.id == 3, "a number is nobody else's afterwards"
        versions = await uow.office.versions()
        assert [(one.signatory.id, one.struck, one.at) for one in versions] == [
            (1, False, NOW),
            (2, False, LATER),
            (1, False, LATER),
            (2, True, LATER),
            (3, False, LATER),
        ]


async def test_unknown_people_set_nothing(storage: Storage) -> None:
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.office.set(Part.PLACE, "Kraksaan", by=99, at=NOW)
        with pytest.raises(NotFound):
            await uow.office.appoint(SRI, by=99, at=NOW)


async def test_every_change_is_in_the_audit_trail(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await by_someone(uow)
        await uow.office.set(Part.PLACE, "Kraksaan", by=by, at=NOW)
        await uow.office.set(Part.PLACE, "Probolinggo", by=by, at=NOW)
        sri = await uow.office.appoint(SRI, by=by, at=NOW)
        await uow.office.correct(replace(sri, nip=""), by=by, at=NOW)
        await uow.office.strike(sri.id, by=by, at=NOW)
        told = [one for one in reversed(await uow.audit.entries()) if one.kind.startswith("office.")]
    assert [(one.kind, one.subject, one.by) for one in told] == [
        ("office.set", "office place", by),
        ("office.set", "office place", by),
        ("office.signatory", "signatory 1", by),
        ("office.signatory", "signatory 1", by),
        ("office.signatory", "signatory 1", by),
    ]
    said = [(json.loads(one.before), json.loads(one.after)) for one in told]
    assert said[0] == (None, {"text": "Kraksaan"})
    assert said[1] == ({"text": "Kraksaan"}, {"text": "Probolinggo"})
    entered = {
        "post": HEAD,
        "title": SRI.title,
        "name": SRI.name,
        "rank": SRI.rank,
        "nip": SRI.nip,
        "since": "2024-01-01",
        "until": "",
    }
    assert said[2] == (None, entered)
    assert said[3] == (entered, entered | {"nip": ""})
    assert said[4] == (entered | {"nip": ""}, None)
