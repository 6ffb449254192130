"""What the reminders are judged by, as it is read from the storage."""

from datetime import date, timedelta

from domain.keys import IndicatorKey
from domain.reminders.planned import City, Item, Reminder, Why
from handlers.city.owed import IN_CONVERSATION, city_now
from tests.handlers.reminders.reminding import operator, sent_already, wib, with_deadlines
from tests.town.dialogue import HEALTH, Town

SAKIP = IndicatorKey.SAKIP


async def city_of(town: Town) -> City:
    context = town.app.context_types.context(town.app)
    async with context.aside() as uow:
        return await city_now(uow, context)


async def test_the_debts_of_this_year_and_who_reports_them(town: Town) -> None:
    siti = await with_deadlines(town)
    await sent_already(town, siti, IndicatorKey.IKM)
    city = await city_of(town)
    assert [(debt.opd, debt.indicator) for debt in city.debts if debt.opd == HEALTH.code] == [
        (HEALTH.code, SAKIP),
        (HEALTH.code, IndicatorKey.ANJAB),
    ]
    assert [person.opds for person in city.people] == [(HEALTH.code,)]
    assert city.debts[0].due == wib(12, 2, 16)
    assert city.debts[0].since == town.now


async def test_what_is_left_of_last_year_with_its_own_steps(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    await town.set_year("reminder.after", "5")
    town.now = wib(1, 4, 8, year=2027)
    city = await city_of(town)
    last = [debt for debt in city.debts if debt.year == 2026]
    assert {(debt.opd, debt.indicator) for debt in last} == {
        (opd, SAKIP) for opd in (HEALTH.code, "DISPERPUSIP")
    }
    assert (city.steps[2026].after, city.steps[2027].after) == ((5,), (1, 7))
    assert all(debt.year == 2026 for debt in city.debts)
    await town.set_year("closed_at", town.now.isoformat())
    assert (await city_of(town)).debts == ()


async def test_days_off_reach_over_new_year(town: Town) -> None:
    await town.set_year("dayoff.2026-12-28", "Libur kota")
    await town.set_year("dayoff.2027-01-05", "kerja", year=2027)
    town.now = wib(12, 20, 8)
    workdays = (await city_of(town)).workdays
    days = {day: workdays.is_off(date(2026, 12, 23) + timedelta(days=day)) for day in range(14)}
    # 24 and 25 December by decree, 26 and 27 a weekend, 28 by the city; 1 January and a weekend.
    assert [day for day, is_off in days.items() if is_off] == [1, 2, 3, 4, 5, 9, 10, 11]


async def test_who_touched_a_draft_lately_is_busy(town: Town) -> None:
    siti = await operator(town)
    person = await town.person(siti)
    await siti.opens("SAKIP")
    assert (await city_of(town)).busy == {person.id}
    town.now += IN_CONVERSATION
    assert (await city_of(town)).busy == {person.id}
    town.now += timedelta(seconds=1)
    assert (await city_of(town)).busy == frozenset()


async def test_the_ledger_reaches_back_as_far_as_it_matters(town: Town) -> None:
    person = await town.person(await operator(town))
    item = Item(opd=HEALTH.code, indicator=SAKIP, year=2026, due=wib(12, 2, 16), step=-1)
    for at in (wib(1, 5, 8), wib(12, 1, 8)):
        async with town.storage.uow() as uow:
            await uow.reminders.add(Reminder(person=person.id, why=Why.STEP, items=(item,)), at)
            await uow.commit()
    town.now = wib(12, 2, 8)
    assert [line.day for line in (await city_of(town)).ledger] == [date(2026, 12, 1)]
