"""After the morning only those are looked at to whom something has happened: each way of it by itself."""

from datetime import timedelta

from domain.keys import IndicatorKey
from domain.reminders.planned import reminders_due
from domain.reports.events import EventKind, event_about
from handlers.city.owed import city_now
from handlers.reminders import remind
from handlers.reminders.looking import Looked
from tests.handlers.reminders.reminding import (
    THE_DAY_BEFORE,
    operator,
    owing_only_sakip,
    sent_already,
    with_deadlines,
)
from tests.town.dialogue import HEALTH, Talker, Town


async def _look(town: Town, *, minutes: int = 0) -> list[int]:
    """Return whom the tick finds so many minutes later; whoever looks at all finds no others."""
    town.pass_time(minutes=minutes)
    context = town.app.context_types.context(town.app)
    async with context.look() as uow:
        whole = reminders_due(context.now, await city_now(uow, context))
    found = sorted(await remind.remind.items(context))
    assert found == [one.person for one in whole]
    return found


async def _looked_at(town: Town) -> set[int] | None:
    """Return whom the next tick would look at; None: everybody."""
    context = town.app.context_types.context(town.app)
    async with context.look() as uow:
        return await context.services.kept(Looked).whom(uow, context.now)


async def _decide(town: Town, person: int) -> None:
    await remind.remind.work(town.app.context_types.context(town.app), person)


async def _id(town: Town, talker: Talker) -> int:
    return (await town.person(talker)).id


async def _snooze(town: Town, *, minutes: int) -> None:
    (line,) = town.storage.tables.reminders
    async with town.storage.uow(now=town.now) as uow:
        await uow.reminders.snooze(line, town.now + timedelta(minutes=minutes))
        await uow.commit()


async def _withdraw(town: Town, by: int) -> None:
    sent = [one for one in await town.events(HEALTH.code) if one.indicator is IndicatorKey.SAKIP][-1]
    async with town.storage.uow(now=town.now) as uow:
        await uow.reports.append(event_about(sent, EventKind.WITHDRAWN, by=by, at=town.now))
        await uow.commit()


async def test_nobody_is_looked_at_while_nothing_happens(town: Town) -> None:
    await with_deadlines(town)
    town.now = THE_DAY_BEFORE - timedelta(minutes=5)
    await _look(town)
    assert await _looked_at(town) == set()


async def _put_off_and_sent(town: Town, siti: Talker) -> None:
    """Let her put off the reminder of 08.00 until nine, and send the report meanwhile."""
    me = await _id(town, siti)
    town.now = THE_DAY_BEFORE
    assert me in await _look(town)
    await _decide(town, me)
    await _snooze(town, minutes=60)
    await sent_already(town, siti, IndicatorKey.SAKIP)
    await _look(town, minutes=61)
    assert await _look(town, minutes=1) == []


async def test_whoever_was_decided_about_is_not_looked_at_again(town: Town) -> None:
    siti = await owing_only_sakip(town)
    me = await _id(town, siti)
    town.now = THE_DAY_BEFORE
    assert await _look(town) == [me]
    assert await _looked_at(town) == {me}
    await _decide(town, me)
    assert await _looked_at(town) == set()


async def test_who_takes_back_what_was_put_off_owes_it_again(town: Town) -> None:
    siti = await owing_only_sakip(town)
    me = await _id(town, siti)
    await _put_off_and_sent(town, siti)
    await _withdraw(town, me)
    assert await _looked_at(town) == {me}
    assert await _look(town, minutes=1) == [me]


async def test_a_colleague_may_take_it_back_as_well(town: Town) -> None:
    siti = await owing_only_sakip(town)
    await _put_off_and_sent(town, siti)
    budi = await _id(town, await operator(town, 1002, "Budi", HEALTH.code))
    await _look(town)
    assert await _looked_at(town) == set()
    await _withdraw(town, budi)
    assert await _looked_at(town) == {await _id(town, siti), budi}
    assert await _look(town, minutes=1) == [await _id(town, siti)]


async def test_whoever_was_amid_a_conversation_is_asked_about_until_it_rests(town: Town) -> None:
    siti = await owing_only_sakip(town)
    me = await _id(town, siti)
    town.now = THE_DAY_BEFORE
    async with town.storage.uow(now=town.now) as uow:
        await uow.drafts.begin("umumkan", "", 2026, by=me, at=town.now)
        await uow.commit()
    assert await _look(town) == []
    assert await _look(town, minutes=15) == []
    # Nothing is stored when somebody has been silent for so long.
    assert await _look(town, minutes=20) == [me]


async def test_what_was_put_off_is_wanted_again_at_its_moment(town: Town) -> None:
    siti = await owing_only_sakip(town)
    me = await _id(town, siti)
    town.now = THE_DAY_BEFORE
    assert await _look(town) == [me]
    await _decide(town, me)
    await _snooze(town, minutes=60)
    assert await _look(town, minutes=1) == []
    assert await _look(town, minutes=30) == []
    assert await _looked_at(town) == set()
    assert await _look(town, minutes=30) == [me]


async def test_whoever_could_not_be_decided_about_is_found_again(town: Town) -> None:
    siti = await owing_only_sakip(town)
    me = await _id(town, siti)
    town.now = THE_DAY_BEFORE
    assert await _look(town) == [me]
    await _decide(town, me)
    await _snooze(town, minutes=60)
    assert await _look(town, minutes=61) == [me]
    # There is a line of this day already, and the moment it was put off to is past: still nothing is lost.
    assert await _look(town, minutes=10) == [me]
    assert await _look(town, minutes=10) == [me]


async def test_a_line_that_was_taken_back_makes_it_due_again(town: Town) -> None:
    siti = await owing_only_sakip(town)
    me = await _id(town, siti)
    town.now = THE_DAY_BEFORE
    await _look(town)
    await _decide(town, me)
    assert await _look(town, minutes=1) == []
    assert await _look(town, minutes=1) == []
    (line,) = town.storage.tables.reminders
    async with town.storage.uow(now=town.now) as uow:
        await uow.reminders.drop(line)
        await uow.commit()
    assert await _look(town, minutes=1) == [me]
