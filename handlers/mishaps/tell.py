"""The tick that lets the admins hear of unexpected errors, in one message a day."""

from datetime import datetime

from domain.language.dates import next_at
from domain.mishaps.told import FROM, Mishaps, number_of, read, written
from handlers.mishaps import texts
from handlers.mishaps.note import KEPT
from handlers.telegram.admins import ADMINS, runs_the_bot
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, lasting
from storage.ports import Notice, Urgency

LANE = "mishaps.tell"
TOLD = "mishaps"
"""A kind of notice; about the day."""


async def _kept(context: Context) -> Mishaps:
    async with context.look() as uow:
        return read(await uow.installation.get(KEPT))


async def _days(context: Context) -> list[int]:
    kept = await _kept(context)
    return [number_of(context.now)] if kept.is_to_be_told(context.now) else []


async def _tell(context: Context, day: int) -> None:
    async with context.aside() as uow:
        kept = read(await uow.installation.get(KEPT))
        if not kept.is_to_be_told(context.now):
            return
        admins = [one.id for one in await uow.people.having(ADMINS)]
        await uow.notices.add_all(admins, TOLD, day, context.now, urgency=Urgency.DUTY)
        await uow.installation.set(KEPT, written(kept.told_on(context.now)))
        await uow.commit()


async def _next(context: Context) -> datetime | None:
    return next_at(context.now, FROM) if (await _kept(context)).untold else None


tell = Chore(LANE, _days, _tell, str, next_due=_next)


async def message(context: Context, waiting: Notice) -> Screen | None:
    """Return what is said to somebody who still runs the bot."""
    async with context.look() as uow:
        person, kept = await uow.people.get(waiting.person), read(await uow.installation.get(KEPT))
    if not runs_the_bot(person) or waiting.about not in kept.told:
        return None
    return lasting(texts.told(kept.told[waiting.about]))
