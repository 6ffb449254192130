from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.language.dates import day_of
from domain.reminders.planned import Item, Reminder, Why
from storage.ports import NotFound, Stale, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, SAKIP, someone

ITEMS = (
    Item(opd="DINKES", indicator=SAKIP, year=2026, due=LATER, step=-1),
    Item(opd="DINKES", indicator=SAKIP, year=2025, due=None, step=None, returned=True),
)


async def reminder(uow: UnitOfWork, why: Why = Why.STEP, telegram_id: int = 1) -> Reminder:
    return Reminder(person=(await someone(uow, telegram_id)).id, why=why, items=ITEMS)


async def test_a_line_comes_back_as_it_was_decided(storage: Storage) -> None:
    async with storage.uow() as uow:
        decided = await reminder(uow)
        line = await uow.reminders.add(decided, NOW)
        await uow.reminders.snooze(line.id, LATER)
        await uow.commit()
    async with storage.uow() as uow:
        told = await uow.reminders.get(line.id)
    assert (told.person, told.why, told.items) == (decided.person, decided.why, decided.items)
    assert (told.day, told.at, told.again_at) == (day_of(NOW), NOW, LATER)


async def test_a_person_has_one_step_a_day_and_as_many_as_were_asked_for(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.reminders.lock()
        await uow.reminders.add(await reminder(uow), NOW)
        with pytest.raises(Stale):
            await uow.reminders.add(await reminder(uow), LATER)
        await uow.reminders.add(await reminder(uow, Why.SNOOZE), LATER)
        await uow.reminders.add(await reminder(uow, telegram_id=2), LATER)
        await uow.reminders.add(await reminder(uow), NOW + timedelta(days=1))
        await uow.commit()
    async with storage.uow() as uow:
        everyone = await uow.reminders.since(day_of(NOW))
        own = await uow.reminders.of(everyone[0].person, 2)
        assert [line.why for line in everyone] == [Why.STEP, Why.SNOOZE, Why.STEP, Why.STEP]
        assert own == [everyone[3], everyone[1]]
        assert await uow.reminders.since(day_of(NOW) + timedelta(days=1)) == everyone[3:]
        assert await uow.reminders.since(day_of(NOW), [everyone[2].person]) == [everyone[2]]


async def test_what_somebody_asked_for_is_the_one_of_its_day(storage: Storage) -> None:
    async with storage.uow() as uow:
        asker = await someone(uow, 9)
        asked = replace(await reminder(uow, Why.ASKED), asked_by=asker.id)
        line = await uow.reminders.add(asked, NOW)
        assert line.asked_by == asker.id
        for why in (Why.STEP, Why.ASKED):
            with pytest.raises(Stale):
                await uow.reminders.add(await reminder(uow, why), LATER)
        await uow.reminders.add(await reminder(uow, Why.SNOOZE), LATER)
        await uow.reminders.add(await reminder(uow, telegram_id=2), NOW)
        with pytest.raises(Stale):
            await uow.reminders.add(replace(asked, person=(await someone(uow, 2)).id), LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.reminders.get(line.id) == line


async def test_a_line_belongs_to_the_day_that_it_is_in_probolinggo(storage: Storage) -> None:
    late = datetime(2026, 3, 2, 17, tzinfo=UTC)
    async with storage.uow() as uow:
        assert (await uow.reminders.add(await reminder(uow), late)).day == date(2026, 3, 3)


async def test_an_older_line_counts_while_it_is_wanted_again(storage: Storage) -> None:
    week = timedelta(days=7)
    async with storage.uow() as uow:
        line = await uow.reminders.add(await reminder(uow), NOW)
        assert await uow.reminders.since(day_of(NOW + week)) == []
        await uow.reminders.snooze(line.id, NOW + week)
        found = await uow.reminders.since(day_of(NOW + week))
        assert [one.id for one in found] == [line.id]
        assert await uow.reminders.since(day_of(NOW + week), [line.person]) == found
        assert await uow.reminders.since(day_of(NOW + week), [line.person + 1]) == []
        assert await uow.reminders.since(day_of(NOW + week) + timedelta(days=1)) == []


async def test_a_line_that_is_taken_back_leaves_its_number_to_no_other(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await uow.reminders.add(await reminder(uow), NOW)
        await uow.reminders.drop(first.id)
        again = await uow.reminders.add(await reminder(uow), NOW)
        await uow.commit()
    assert again.id > first.id
    async with storage.uow() as uow:
        assert await uow.reminders.since(day_of(NOW)) == [again]
        with pytest.raises(NotFound):
            await uow.reminders.get(first.id)
        with pytest.raises(NotFound):
            await uow.reminders.snooze(first.id, LATER)
