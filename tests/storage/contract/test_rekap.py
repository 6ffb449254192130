"""The Inspektorat's tables: kept as they were read, the newest that names an OPD holds, names remembered."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.rekap.comparison import Comparison, RekapRow, RowProblem
from storage.ports import NotFound, RekapName, RekapSheet, Stale, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, file_of, someone, started

HEALTH = RekapRow(row=5, name="1. Dinas  Kesehatan", opd="DINKES", nilai=Decimal("75.4999"), kategori="BB")
LIBRARY = RekapRow(row=6, name="Perpustakaan", opd="DISPERPUSIP", nilai=Decimal("60.01"))
UNKNOWN = RekapRow(
    row=7, name="Dinas \ud800 Apa", problem=RowProblem.UNKNOWN_NAME, kategori="B", said="Dinas Apa"
)


async def sheet(uow: UnitOfWork, *rows: RekapRow, year: int = 2026) -> RekapSheet:
    by = await someone(uow)
    new = RekapSheet(id=0, year=year, by=by.id, at=NOW, name="rekap.xlsx", sha256="ab" * 32, rows=rows)
    return await uow.rekap.keep(new)


async def test_a_sheet_is_kept_as_it_was_read(storage: Storage) -> None:
    async with storage.uow() as uow:
        kept = await sheet(uow, HEALTH, UNKNOWN)
        await uow.commit()
    async with storage.uow() as uow:
        stored = replace(kept, rows=(HEALTH, replace(UNKNOWN, name="Dinas \ufffd Apa")))
        assert await uow.rekap.sheets(2026) == [stored]
        assert await uow.rekap.sheet(kept.id) == stored
        assert await uow.rekap.newest(2026) == stored
        assert await uow.rekap.sheets(2025) == []
        assert await uow.rekap.newest(2025) is None
        with pytest.raises(NotFound):
            await uow.rekap.sheet(kept.id + 1)


async def test_what_is_held_beside_reports_is_of_the_newest_sheet_that_names_the_opd(
    storage: Storage,
) -> None:
    async with storage.uow() as uow:
        first = await sheet(uow, HEALTH, LIBRARY, UNKNOWN)
        better = replace(HEALTH, row=9, nilai=Decimal(80), kategori="")
        second = await sheet(uow, better, replace(LIBRARY, problem=RowProblem.TWICE))
        await sheet(uow, replace(HEALTH, nilai=Decimal(1), kategori="D"), year=2025)
        health = Comparison(
            opd="DINKES", nilai=Decimal("80.00"), kategori="BB", sheet=second.id, row=9, at=NOW
        )
        library = Comparison(
            opd="DISPERPUSIP", nilai=Decimal("60.01"), kategori="B", sheet=first.id, row=6, at=NOW
        )
        assert await uow.rekap.comparisons(2026) == {"DINKES": health, "DISPERPUSIP": library}
        assert await uow.rekap.comparisons(2027) == {}


async def test_a_sheet_that_was_withdrawn_says_nothing(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await someone(uow)
        first = await sheet(uow, HEALTH)
        second = await sheet(uow, replace(HEALTH, nilai=Decimal(80)), LIBRARY)
        await uow.rekap.withdraw(second.id, by=by.id, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        held = await uow.rekap.comparisons(2026)
        assert {opd: one.sheet for opd, one in held.items()} == {"DINKES": first.id}
        assert await uow.rekap.newest(2026) == first
        assert [one.withdrawn_at for one in await uow.rekap.sheets(2026)] == [None, LATER]
        with pytest.raises(Stale):
            await uow.rekap.withdraw(second.id, by=by.id, at=LATER)
        with pytest.raises(NotFound):
            await uow.rekap.withdraw(second.id + 1, by=by.id, at=LATER)
        with pytest.raises(NotFound):
            await uow.rekap.withdraw(first.id, by=99, at=LATER)


async def test_a_sheet_is_never_older_than_the_one_before_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await sheet(uow, HEALTH)
        await uow.rekap.keep(replace(first, at=LATER))
        third = await uow.rekap.keep(replace(first, at=NOW))
        assert third.at == LATER
        assert {one.at for one in (await uow.rekap.comparisons(2026)).values()} == {LATER}


async def test_names_are_remembered_as_they_are_compared_and_the_last_word_holds(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = (await someone(uow)).id
        assert await uow.rekap.remembered() == {}
        for name, opd in (("Din. KES", "DINKES"), ("Kel. Wiroborang", ""), ("din.  kes", "DISPERPUSIP")):
            await uow.rekap.remember(RekapName(name=name, opd=opd, by=by, at=NOW))
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.rekap.remembered() == {"din. kes": "DISPERPUSIP", "kel. wiroborang": ""}
        again = RekapName(name="DIN. KES", opd="DISPERPUSIP", by=by, at=LATER)
        before = await uow.rekap.names()
        await uow.rekap.remember(again)
        assert await uow.rekap.names() == before
        with pytest.raises(NotFound):
            await uow.rekap.remember(replace(again, opd="DINKES", by=99))


async def test_the_trail_tells_what_was_said_before_and_now(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await someone(uow)
        first = await sheet(uow, HEALTH)
        await sheet(uow, replace(HEALTH, nilai=Decimal(80)), LIBRARY)
        await uow.rekap.withdraw(first.id, by=by.id, at=LATER)
        await uow.rekap.remember(RekapName(name="Din. Kes", opd="DINKES", by=by.id, at=NOW))
        await uow.rekap.remember(RekapName(name="Din. Kes", opd="", by=by.id, at=NOW))
        entries = await uow.audit.entries()
    told = [(entry.kind, entry.subject, entry.by) for entry in reversed(entries[:5])]
    assert told == [
        *[("rekap.kept", "rekap 2026", by.id)] * 2,
        ("rekap.withdrawn", "rekap 2026", by.id),
        *[("rekap.name", "rekap Din. Kes", by.id)] * 2,
    ]
    other_name, _, withdrawn, second, kept = entries[:5]
    of_first = {"file": "rekap.xlsx", "sha256": "ab" * 32, "values": {"DINKES": "75.50|BB"}}
    assert json.loads(kept.before) is None
    assert json.loads(kept.after) == of_first
    assert json.loads(second.before) == {"values": {"DINKES": "75.50|BB"}}
    assert json.loads(second.after)["values"] == {"DINKES": "80.00|BB", "DISPERPUSIP": "60.01|B"}
    assert (json.loads(withdrawn.before), json.loads(withdrawn.after)) == (of_first, None)
    assert (json.loads(other_name.before), json.loads(other_name.after)) == ({"opd": "DINKES"}, {"opd": ""})


async def test_its_file_is_still_wanted_when_it_has_left_its_draft(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await started(uow, await someone(uow))
        file, other = [
            await uow.evidence.add(file_of(draft, unique_id=unique)) for unique in ("rekap", "lain")
        ]
        await uow.rekap.keep(replace(await sheet(uow), evidence=file.id))
        for one in (file, other):
            await uow.evidence.remove(one.id, NOW)
        assert [one.id for one in await uow.evidence.due(NOW, 9)] == [file.id]


async def test_it_is_kept_by_people_and_with_files_that_are_known(storage: Storage) -> None:
    async with storage.uow() as uow:
        known = await sheet(uow)
        for wrong in (replace(known, by=99), replace(known, evidence=99)):
            with pytest.raises(NotFound):
                await uow.rekap.keep(wrong)
        assert await uow.rekap.sheets(2026) == [known]
