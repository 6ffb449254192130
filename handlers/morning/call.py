"""One message a morning to verifikators and pimpinan: late OPD, what waits, what changed in the numbers.

The tick only says that there is a message of this day for everybody concerned. What it has to say is asked
at the moment of sending; where that is nothing, or the day is over, nothing is sent. Who is late and what
changed but was not sent on its day is part of a later message.
"""

from datetime import datetime, timedelta

from domain.language.dates import WIB, next_at
from domain.people.person import Role
from domain.reminders.planned import LATEST, MORNING
from domain.sequence import TOLERANCE
from handlers.city.calendar import workdays_around
from handlers.city.owed import IN_CONVERSATION
from handlers.delivery.notices import Act
from handlers.morning import keyboards, texts
from handlers.morning.desk import morning_of
from handlers.morning.picture import with_picture
from handlers.morning.told import MORNING_MESSAGE, number_of
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import Notice, UnitOfWork, Urgency

READERS = frozenset({Role.VERIFIKATOR, Role.PIMPINAN})
"""Who gets the message."""
_ASK_AGAIN = timedelta(minutes=1)


async def _to_call(context: Context) -> list[int]:
    """Return whoever has no message of this day yet; outside 08.00–17.00 WIB nothing is read.

    Whoever is in the middle of a conversation gets it afterwards. A bot that was away makes up for it.
    """
    if not _is_open(context.now):
        return []
    async with context.look() as uow:
        waiting = await _without_one(uow, context)
        is_off = bool(waiting) and (await workdays_around(uow, context.year)).is_off(context.today)
    return [] if is_off else waiting


async def _call(context: Context, person_id: int) -> None:
    """Queue this day's message for one person; twice is once."""
    async with context.aside() as uow:
        about = number_of(context.today)
        await uow.notices.add(person_id, MORNING_MESSAGE, about, context.now, urgency=Urgency.DUTY)
        await uow.commit()


async def _next(context: Context) -> datetime:
    """Return the next morning, or a little later while somebody who is busy has no message of this day."""
    now = context.now
    if _is_open(now):
        async with context.look() as uow:
            is_busy = bool(await uow.drafts.busy(now - IN_CONVERSATION, now + TOLERANCE))
            if is_busy and await _not_called(uow, context):
                return now + _ASK_AGAIN
    return next_at(now, MORNING)


call = Chore("morning", _to_call, _call, lambda person_id: f"person {person_id}", next_due=_next)


def _is_open(now: datetime) -> bool:
    return MORNING <= now.astimezone(WIB).time() < LATEST


async def _without_one(uow: UnitOfWork, context: Context) -> list[int]:
    missing = await _not_called(uow, context)
    if not missing:
        return []
    return sorted(missing - await uow.drafts.busy(context.now - IN_CONVERSATION, context.now + TOLERANCE))


async def _not_called(uow: UnitOfWork, context: Context) -> set[int]:
    called = {one.person for one in await uow.notices.about(MORNING_MESSAGE, number_of(context.today))}
    return {one.id for one in await uow.people.having(READERS)} - called


async def message(context: Context, waiting: Notice) -> Screen | Act | None:
    """Return what that person is told; a digest carries its picture. None for what is over, or nothing."""
    now = context.now
    if waiting.about != number_of(context.today) or not _is_open(now):
        return None
    async with context.look() as uow:
        person = await uow.people.get(waiting.person)
        if READERS.isdisjoint(person.roles):
            return None
        told = await morning_of(uow, context, person)
    text = texts.message(person.name, told, now)
    if not text:
        return None
    screen = Screen(text, keyboards.morning(told))
    return screen if told.digest is None else await with_picture(context, screen, told.digest.year)
