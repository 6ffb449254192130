"""Reminders: a tick decides who is reminded of what, and each is worded when it is sent (product.md).

The decision itself is `domain.reminders.planned`. What was decided stands in the ledger in the same
transaction as the message that waits to be sent, so ticking again, restarting, or several instances remind
nobody twice.
"""

import logging
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.language.dates import WIB, next_at
from domain.people.person import Person
from domain.reminders.asked import still_asked
from domain.reminders.planned import (
    EARLIEST,
    LATEST,
    MORNING,
    City,
    Reminded,
    Reminder,
    Why,
    reminders_due,
    still_due,
)
from domain.sequence import TOLERANCE
from handlers.city.owed import IN_CONVERSATION, city_of, common_now
from handlers.delivery.notices import Act
from handlers.reminders.card import reminder_screen
from handlers.reminders.looking import Looked
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, say, take_buttons
from storage.ports import NotFound, Notice, NoticeState, UnitOfWork, Urgency, give_way

log = logging.getLogger(__name__)

REMINDER = "reminder"
WAKES = frozenset({"opd_versions", "people", "reminders", "report_events", "role_events", "year_settings"})
"""What is stored in these tables may make a reminder due."""
_ASK_AGAIN = timedelta(minutes=1)
PEOPLE_AT_ONCE = 25
"""So many are looked at before whoever waits is let in: some milliseconds."""
_BEFORE_ALL = 0
_LOOK_BACK = 5
"""Lines of one person's ledger among which their newest message is looked for."""


async def _to_remind(context: Context) -> list[int]:
    """Return who is to be reminded, as far as can be seen; in the evening and at night that is nobody.

    Some people after the other are looked at, with what concerns them, so that whoever writes meanwhile is
    answered, however big the city is: everybody in the morning, then whom something has happened to.
    """
    if not EARLIEST <= context.now.astimezone(WIB).time() < LATEST:
        return []
    looked, now = context.services.kept(Looked), context.now
    async with context.look() as uow:
        seen = await uow.audit.newest()
        common = await common_now(uow, context)
        whom = await looked.whom(uow, now)
    found = list[int]()
    async for people in _some(context, whom):
        async with context.look() as uow:
            city = await city_of(uow, common, [person for person in people if person.opds])
        await give_way()
        found += _due_among(city, now)
        await give_way()
    looked.note(now, seen, common.busy, found, await _told_today(context) if found else ())
    return found


async def _told_today(context: Context) -> set[int]:
    async with context.look() as uow:
        return await uow.reminders.told_on(context.today)


async def _some(context: Context, whom: Collection[int] | None) -> AsyncIterator[Sequence[Person]]:
    """Give these people, or everybody, some after the other."""
    ids = sorted(whom or ())
    for start in range(0, len(ids), PEOPLE_AT_ONCE):
        async with context.look() as uow:
            people = await uow.people.several(ids[start : start + PEOPLE_AT_ONCE])
        yield people
    after = _BEFORE_ALL if whom is None else None
    while after is not None:
        async with context.look() as uow:
            people, after = await uow.people.page(after, PEOPLE_AT_ONCE)
        yield people


def _due_among(city: City, now: datetime) -> list[int]:
    try:
        return [due.person for due in reminders_due(now, city)]
    except Exception:  # noqa: BLE001 - whose fault it is shows when each is decided about by itself
        return [person.id for person in city.people]


async def _decide(context: Context, person_id: int) -> None:
    """Decide whether that person is reminded now, and queue it. Asking again changes nothing."""
    async with context.aside() as uow:
        # Of several instances, those that come later find in the ledger what the first has decided.
        await uow.reminders.lock()
        person = await uow.people.get(person_id)
        city = await city_of(uow, await common_now(uow, context), [person])
        for due in reminders_due(context.now, city):
            await queue(uow, context, due)
        await uow.commit()


async def queue(uow: UnitOfWork, context: Context, due: Reminder) -> None:
    """Write into the ledger what was decided on, and let its message wait to be sent."""
    line = await uow.reminders.add(due, context.now)
    await uow.notices.add(line.person, REMINDER, line.id, context.now, urgency=Urgency.DUTY)


async def _next(context: Context) -> datetime:
    """Return when time alone may make another reminder due.

    Steps come with the morning of a day, and what somebody put off at its moment, or that morning. Whoever
    is in the middle of a conversation is asked about again and again until it has ended.
    """
    now = context.now
    mornings = min(next_at(now, EARLIEST), next_at(now, MORNING))
    if not EARLIEST <= now.astimezone(WIB).time() < LATEST:
        return mornings
    async with context.look() as uow:
        again = await uow.reminders.next_again(now)
        is_busy = bool(await uow.drafts.busy(now - IN_CONVERSATION, now + TOLERANCE))
    return min(mornings, again or mornings, now + _ASK_AGAIN if is_busy else mornings)


remind = Chore("reminders", _to_remind, _decide, lambda person_id: f"person {person_id}", next_due=_next)


async def reminder(context: Context, waiting: Notice) -> Act | None:
    """Ask once more whether it is due. If not, it is taken back, and decided on again when its time comes."""
    async with context.aside() as uow:
        try:
            line = await uow.reminders.get(waiting.about)
        except NotFound:
            return None  # it was taken back, and then this process was killed
        person = await uow.people.get(line.person)
        city = await city_of(uow, await common_now(uow, context), [person])
        still = still_asked if line.why is Why.ASKED else still_due
        if not still(context.now, city, line):
            await uow.reminders.drop(line.id)
            await uow.commit()
            return None
        screen = await reminder_screen(uow, context, line, person, city)
        older = [out.message_id for out in await lately_out(uow, line.person) if out.line.id < line.id]
    return _saying(screen, older[0] if older else None)


def _saying(screen: Screen, older: int | None) -> Act:
    async def act(context: Context, chat_id: int) -> int:
        message_id = await say(context, chat_id, screen)
        if older is not None:
            # Whoever presses an older reminder nevertheless is told so.
            await take_buttons(context, chat_id, older)
        return message_id

    return act


@dataclass(frozen=True, slots=True)
class Out:
    """A reminder that went out. `message_id` is None while it is just on its way, or nobody knows whether."""

    line: Reminded
    message_id: int | None


async def lately_out(uow: UnitOfWork, person_id: int) -> list[Out]:
    """Return the last reminders that a person may have seen, newest first."""
    found = list[Out]()
    for line in await uow.reminders.of(person_id, _LOOK_BACK):
        told = await uow.notices.find(person_id, REMINDER, line.id)
        if told is not None and (told.state is NoticeState.SENT or _is_on_its_way(told)):
            found.append(Out(line, told.message_id))
    return found


def _is_on_its_way(told: Notice) -> bool:
    return told.state is NoticeState.WAITING and told.attempts > 0
