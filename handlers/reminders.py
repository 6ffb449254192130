"""Reminders: a tick decides who is reminded of what, and each is worded when it is sent (product.md).

The decision itself is `domain.reminders`. What was decided stands in the ledger in the same transaction as
the message that waits to be sent, so ticking again, restarting, or several instances remind nobody twice.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from telegram.error import TelegramError

from domain.dates import WIB
from domain.reminders import EARLIEST, LATEST, City, Reminded, asked_by, reminders_due, still_due
from handlers.city import city_now
from handlers.context import Context
from handlers.notices import Act, notice
from handlers.reminders_card import reminder_screen
from handlers.speech import say, take_buttons
from storage.ports import NotFound, Notice, NoticeState, Stale, UnitOfWork, Urgency

log = logging.getLogger(__name__)

REMINDER = "reminder"
_LOOK_BACK = 10
"""Lines of one person's ledger among which their newest message is looked for."""


async def remind(context: Context) -> None:
    """Decide who is reminded now, and queue it. Asking again changes nothing."""
    # In the evening and at night nothing is due: the city need not even be read.
    if not EARLIEST <= context.now.astimezone(WIB).time() < LATEST:
        return
    try:
        async with context.aside() as uow:
            await uow.reminders.lock()
            await _decide(uow, context)
            await uow.commit()
    except Stale:
        log.info("Another instance was faster; whatever is still due is decided on at the next tick.")


async def _decide(uow: UnitOfWork, context: Context) -> None:
    now = context.now
    city = await city_now(uow, context)
    for due in reminders_due(now, city):
        line = await uow.reminders.add(due, now)
        await _fulfil_wishes(uow, city, line.person, now)
        await uow.notices.add(line.person, REMINDER, line.id, now, urgency=Urgency.DUTY)


async def _fulfil_wishes(uow: UnitOfWork, city: City, person_id: int, now: datetime) -> None:
    """Let the snoozes that are over end: what was asked for comes now."""
    for line in city.ledger:
        if line.person == person_id and line.again_at is not None and line.again_at <= now:
            await uow.reminders.snooze(line.id, None)


@notice(REMINDER)
async def _reminder(context: Context, waiting: Notice) -> Act | None:
    """Ask once more whether it is due. If not, it is taken back, and decided on again when its time comes."""
    async with context.aside() as uow:
        try:
            line = await uow.reminders.get(waiting.about)
        except NotFound:
            return None  # it was taken back, and then this process was killed
        city = await city_now(uow, context)
        if not still_due(context.now, city, line):
            await _take_back(uow, city, line)
            await uow.commit()
            return None
        person = await uow.people.get(line.person)
        screen = await reminder_screen(uow, context, line, person, city)
        before = await newest_sent(uow, line.person)

    async def act(context: Context, chat_id: int) -> int:
        message_id = await say(context, chat_id, screen)
        if before is not None:
            await _retire(context, chat_id, before.message_id)
        return message_id

    return act


async def _take_back(uow: UnitOfWork, city: City, line: Reminded) -> None:
    asked = asked_by(line, city.ledger)
    if asked is not None:
        await uow.reminders.snooze(asked.id, line.at)
    await uow.reminders.drop(line.id)


async def _retire(context: Context, chat_id: int, message_id: int) -> None:
    """Leave an older reminder without buttons; whoever presses them nevertheless is told so."""
    try:
        await take_buttons(context, chat_id, message_id)
    except TelegramError as error:
        # The new one is out and must not be sent again because of this.
        log.info("The buttons of an older reminder stay: %s", error)


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that arrived, and the message that it is."""

    line: Reminded
    message_id: int


async def newest_sent(uow: UnitOfWork, person_id: int) -> Sent | None:
    """Return the newest reminder that reached a person, if any did lately."""
    for line in await uow.reminders.of(person_id, _LOOK_BACK):
        told = await uow.notices.find(person_id, REMINDER, line.id)
        if told is not None and told.state is NoticeState.SENT and told.message_id is not None:
            return Sent(line, told.message_id)
    return None
