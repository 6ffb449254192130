"""The settings of the years: history that is only added to."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.indicators.sakip import Predikat, minimum
from domain.years.rules import rules_from
from storage.ports import NotFound, Setting, Storage
from tests.storage.contract.test_opds import HEALTH
from tests.storage.samples import IKM, LATER, NOW, SAKIP, someone


async def test_the_last_value_of_a_setting_holds(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.years.set(2026, "target.sakip", "75", by=None, at=NOW)
        await uow.years.set(2026, "target.sakip", "80", by=None, at=LATER, legal_basis="Perwali 1/2026")
        await uow.years.set(2026, "sakip.minimum", "BB", by=None, at=NOW)
        await uow.years.set(2026, "deadline.ikm", "2026-11-30T23:59:00+07:00", by=None, at=NOW)
        await uow.years.set(2025, "target.sakip", "60", by=None, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        rules = await uow.years.rules(2026)
    assert rules.targets == {SAKIP: Decimal(80)}
    assert minimum(rules.chosen) is Predikat.BB
    assert rules.deadlines == {IKM: datetime(2026, 11, 30, 16, 59, tzinfo=UTC)}


async def test_everything_that_was_set_is_told_oldest_first(storage: Storage) -> None:
    async with storage.uow() as uow:
        admin = await someone(uow)
        await uow.years.set(2026, "target.sakip", "75", by=None, at=NOW)
        await uow.years.set(2025, "target.sakip", "60", by=None, at=NOW)
        await uow.years.set(2026, "target.sakip", "80", by=admin.id, at=LATER, legal_basis="Perwali 1")
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.years.settings(2026) == [
            Setting(id=1, year=2026, key="target.sakip", value="75", by=None, at=NOW, legal_basis=""),
            Setting(
                id=3,
                year=2026,
                key="target.sakip",
                value="80",
                by=admin.id,
                at=LATER,
                legal_basis="Perwali 1",
            ),
        ]
        assert await uow.years.settings(2031) == []


async def test_a_setting_is_never_older_than_the_one_before_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        for at, percent in ((LATER, "75"), (NOW, "80")):
            await uow.years.set(2026, "target.sakip", percent, by=None, at=at)
        assert [setting.at for setting in await uow.years.settings(2026)] == [LATER, LATER]


async def test_only_what_is_new_about_a_setting_is_stored_and_told(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await uow.years.set(2026, "target.sakip", "75", by=None, at=NOW, legal_basis="Perwali 1")
        again = await uow.years.set(2026, "target.sakip", "75", by=None, at=LATER, legal_basis="Perwali 1")
        assert again == first
        other = await uow.years.set(2026, "target.sakip", "75", by=None, at=LATER, legal_basis="Perwali 2")
        back = await uow.years.set(2026, "target.sakip", "75", by=None, at=LATER, legal_basis="Perwali 1")
        assert [one.id for one in await uow.years.settings(2026)] == [first.id, other.id, back.id]
        assert len(await uow.audit.entries()) == 3


async def test_a_year_is_known_by_its_settings(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.years.known() == []
        for year in (2026, 2024, 2026, 2025):
            await uow.years.set(year, "target.sakip", "75", by=None, at=NOW)
        assert await uow.years.known() == [2024, 2025, 2026]


async def test_a_year_without_settings_has_the_defaults(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.years.rules(2031) == rules_from(2031, ())


async def test_settings_are_set_by_people_who_are_known(storage: Storage) -> None:
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.years.set(2026, "target.sakip", "75", by=9, at=NOW)
        with pytest.raises(NotFound):
            await uow.opds.record(HEALTH, by=9, at=NOW)
        assert await uow.opds.all() == []
        assert (await uow.years.rules(2026)).targets == {}
