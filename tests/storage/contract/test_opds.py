"""The OPD as versions: history that is only added to."""

from dataclasses import replace
from datetime import date

import pytest

from domain.units.opd import Opd
from storage.ports import NotFound, Storage
from storage.sql.unit_of_work import Database
from tests.storage.databases import run
from tests.storage.samples import LATER, NOW

HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2020, 1, 1))
SCHOOLS = Opd("DIKBUD", "Dinas Pendidikan dan Kebudayaan", "dinas", date(2020, 1, 1), date(2026, 12, 31))


async def test_every_opd_is_there_by_code(storage: Storage) -> None:
    async with storage.uow() as uow:
        for opd in (HEALTH, SCHOOLS):
            await uow.opds.record(opd, by=None, at=NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.opds.all() == [SCHOOLS, HEALTH]
        assert await uow.opds.get("DIKBUD") == SCHOOLS
        with pytest.raises(NotFound):
            await uow.opds.get("DISHUB")


async def test_the_newest_version_of_an_opd_holds(storage: Storage) -> None:
    ended = replace(HEALTH, name="Dinas Kesehatan dan KB", valid_to=date(2026, 6, 30))
    async with storage.uow() as uow:
        for version in (HEALTH, ended, HEALTH, ended):
            await uow.opds.record(version, by=None, at=NOW)
        assert await uow.opds.all() == [ended]
        assert await uow.opds.get("DINKES") == ended


async def test_a_merger_is_a_version_with_its_decree(storage: Storage) -> None:
    merged = replace(HEALTH, valid_to=date(2026, 6, 30), decree="Perwali 12/2026", merged_into="DIKBUD")
    async with storage.uow() as uow:
        await uow.opds.record(HEALTH, by=None, at=NOW)
        await uow.opds.record(merged, by=None, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.opds.get("DINKES") == merged
        assert await uow.opds.all() == [merged]


async def test_a_short_name_is_a_version_too(storage: Storage) -> None:
    called = replace(HEALTH, short="Dinkes")
    async with storage.uow() as uow:
        await uow.opds.record(HEALTH, by=None, at=NOW)
        await uow.opds.record(called, by=None, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.opds.all() == [called]
        assert (await uow.opds.get("DINKES")).short_name == "Dinkes"


async def test_a_version_is_never_older_than_the_one_before_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.opds.record(HEALTH, by=None, at=LATER)
        await uow.opds.record(replace(HEALTH, kind="badan"), by=None, at=NOW)
        assert [entry.at for entry in await uow.audit.entries()] == [LATER, LATER]


async def test_only_what_is_new_about_an_opd_is_a_version(database: Database, url: str) -> None:
    async with database.uow() as uow:
        for version in (HEALTH, HEALTH, replace(HEALTH, kind="badan"), HEALTH):
            await uow.opds.record(version, by=None, at=NOW)
        await uow.commit()
    kinds = await run(url, "SELECT kind FROM opd_versions ORDER BY id")
    assert kinds == [("dinas",), ("badan",), ("dinas",)]


async def test_some_opd_are_there_by_code_as_they_are_now(storage: Storage) -> None:
    renamed = replace(HEALTH, name="Dinas Kesehatan dan KB")
    async with storage.uow() as uow:
        for opd in (HEALTH, SCHOOLS, renamed):
            await uow.opds.record(opd, by=None, at=NOW)
        assert await uow.opds.several(["DINKES", "DISHUB", "DIKBUD"]) == [SCHOOLS, renamed]
        assert await uow.opds.several(["DINKES"]) == [renamed]
        assert await uow.opds.several([]) == []


async def test_who_begins_or_ends_between_two_days_is_found(storage: Storage) -> None:
    first, last = date(2026, 6, 1), date(2026, 6, 30)
    validities = {
        "ALWAYS": (date(2020, 1, 1), None),
        "BEGINS": (first, None),
        "LATER": (date(2026, 7, 1), None),
        "ENDS": (date(2020, 1, 1), last),
        "ENDED": (date(2020, 1, 1), date(2026, 5, 31)),
        "WITHIN": (date(2026, 6, 10), date(2026, 6, 20)),
        "RETURNED": (date(2020, 1, 1), date(2026, 6, 10)),
    }
    async with storage.uow() as uow:
        for code, (begins, ends) in validities.items():
            await uow.opds.record(
                replace(HEALTH, code=code, valid_from=begins, valid_to=ends), by=None, at=NOW
            )
        back = replace(HEALTH, code="RETURNED", valid_from=date(2020, 1, 1), valid_to=None)
        await uow.opds.record(back, by=None, at=LATER)
        assert await uow.standings.coming_and_going(first, last) == {"BEGINS", "ENDS", "WITHIN"}
