"""Reminders: a tick decides who is reminded of what, and each is worded when it is sent (product.md).

The decision itself is `domain.reminders.planned`. What was decided stands in the ledger in the same
transaction as the message that waits to be sent, so ticking again, restarting, or several instances remind
nobody twice.
"""

import logging
from dataclasses import dataclass, replace
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
    owed_by,
    reminders_due,
    still_due,
)
from domain.sequence import TOLERANCE
from handlers.city.owed import IN_CONVERSATION, city_now
from handlers.delivery.notices import Act
from handlers.reminders.card import reminder_screen
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, say, take_buttons
from storage.ports import NotFound, Notice, NoticeState, UnitOfWork, Urgency

log = logging.getLogger(__name__)

REMINDER = "reminder"
WAKES = frozenset({"opd_versions", "people", "reminders", "report_events", "role_events", "year_settings"})
"""What is stored in these tables may make a reminder due."""
_ASK_AGAIN = timedelta(minutes=1)
_LOOK_BACK = 5
"""Lines of one person's ledger among which their newest message is looked for."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Somebody about whom the question is asked, with the city as it was when the tick began."""

    person: Person
    city: City


async def _everybody(context: Context) -> list[_Asked]:
    """Return all people. In the evening and at night nothing is due: the city need not even be read."""
    if not EARLIEST <= context.now.astimezone(WIB).time() < LATEST:
        return []
    async with context.look() as uow:
        city = await city_now(uow, context)
    return [_Asked(person, city) for person in sorted(city.people, key=lambda person: person.id)]


async def _decide(context: Context, asked: _Asked) -> None:
    """Decide whether that person is reminded now, and queue it. Asking again changes nothing."""
    if not _due_to(asked.person, asked.city, context.now):
        return
    async with context.aside() as uow:
        # Of several instances, those that come later find in the ledger what the first has decided.
        await uow.reminders.lock()
        city = await city_now(uow, context, asked.person.id)
        for due in _due_to(asked.person, city, context.now):
            await queue(uow, context, due)
        await uow.commit()


async def queue(uow: UnitOfWork, context: Context, due: Reminder) -> None:
    """Write into the ledger what was decided on, and let its message wait to be sent."""
    line = await uow.reminders.add(due, context.now)
    await uow.notices.add(line.person, REMINDER, line.id, context.now, urgency=Urgency.DUTY)


def _due_to(asked: Person, city: City, now: datetime) -> tuple[Reminder, ...]:
    """Ask about one person, by what concerns that person alone: a fault elsewhere is of no account."""
    people = [person for person in city.people if person.id == asked.id]
    debts = [debt for person in people for debt in owed_by(person, city.debts)]
    ledger = [line for line in city.ledger if line.person == asked.id]
    return reminders_due(now, replace(city, people=people, debts=debts, ledger=ledger))


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


remind = Chore("reminders", _everybody, _decide, lambda asked: f"person {asked.person.id}", next_due=_next)


async def reminder(context: Context, waiting: Notice) -> Act | None:
    """Ask once more whether it is due. If not, it is taken back, and decided on again when its time comes."""
    async with context.aside() as uow:
        try:
            line = await uow.reminders.get(waiting.about)
        except NotFound:
            return None  # it was taken back, and then this process was killed
        city = await city_now(uow, context, line.person)
        still = still_asked if line.why is Why.ASKED else still_due
        if not still(context.now, city, line):
            await uow.reminders.drop(line.id)
            await uow.commit()
            return None
        person = await uow.people.get(line.person)
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
