"""The tick that makes a backup every night, and whenever an admin asks; admins hear where there is none.

One is made at a time. A night that fails is tried again after ten seconds, told once that fails too, and
then tried every hour.
"""

import logging
from datetime import datetime, timedelta
from enum import Enum

from domain.backups.keeping import TOO_OLD, due, is_too_old
from domain.language.dates import day_of
from domain.people.roster import admins
from handlers.backups import keyboards, texts, wish
from handlers.backups.ask import ANSWER
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.chores import Chore, earliest, troubles_of
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import Backup, CannotBackUp, Notice, NoticeState, Urgency

log = logging.getLogger(__name__)

LANE = "backups"
TROUBLE = "backup.trouble"
"""A kind of notice; about the day, so that it is told once in it."""


class Task(Enum):
    ASKED = "asked"
    NIGHTLY = "nightly"
    TOO_OLD = "too old"


async def _newest(context: Context) -> Backup | None:
    found = await context.services.backups.all()
    return found[0] if found else None


async def _tasks(context: Context) -> list[Task]:
    if not context.services.backups.is_on:
        return []
    newest = await _newest(context)
    async with context.look() as uow:
        is_wanted = await wish.wanted(uow) is not None
    made_at = newest.made_at if newest is not None else None
    tasks = [Task.ASKED] if is_wanted else []
    if not tasks and due(made_at, context.now) <= context.now:
        tasks.append(Task.NIGHTLY)
    if made_at is not None and is_too_old(made_at, context.now):
        tasks.append(Task.TOO_OLD)
    return tasks


async def _do(context: Context, task: Task) -> None:
    match task:
        case Task.ASKED:
            await _asked(context)
        case Task.NIGHTLY:
            await _nightly(context)
        case Task.TOO_OLD:
            await _say_too_old(context)


async def _asked(context: Context) -> None:
    """Make what is wanted; it is not tried again by itself, because whoever asked reads how it went."""
    why = ""
    try:
        made = await context.services.backups.make(context.now)
        log.info("Backup %s was made, and restored on trial.", made.name)
    except CannotBackUp as error:
        why = str(error)
        log.error("No backup: %s", why)  # noqa: TRY400 - the sentence says it all
    async with context.aside() as uow:
        wanted = await wish.wanted(uow)
        await wish.settle(uow, why)
        if wanted is not None:
            await uow.notices.add(wanted.by, ANSWER, wanted.at, context.now)
        await uow.commit()


async def _nightly(context: Context) -> None:
    """Make the one of this night. Raises CannotBackUp: then it is tried again."""
    try:
        made = await context.services.backups.make(context.now)
    except CannotBackUp as error:
        # The first time it may have been one that somebody makes by hand just then.
        if Task.NIGHTLY.value in await troubles_of(context, LANE):
            await _tell_admins(context, str(error))
        raise
    log.info("Backup %s was made, and restored on trial.", made.name)
    async with context.aside() as uow:
        await wish.note_why(uow, "")
        await uow.commit()


async def _say_too_old(context: Context) -> None:
    newest = await _newest(context)
    if newest is not None and is_too_old(newest.made_at, context.now):
        await _tell_admins(context, None)


async def _tell_admins(context: Context, why: str | None) -> None:
    """Let every admin hear once a day that there is no new backup; None: nobody knows why."""
    async with context.aside() as uow:
        if why is not None:
            await wish.note_why(uow, why)
        everyone = [one.id for one in admins(await uow.people.everyone())]
        about = day_of(context.now).toordinal()
        await uow.notices.add_all(everyone, TROUBLE, about, context.now, urgency=Urgency.DUTY)
        await uow.commit()


async def _next(context: Context) -> datetime | None:
    if not context.services.backups.is_on:
        return None
    newest = await _newest(context)
    made_at = newest.made_at if newest is not None else None
    night = due(made_at, context.now)
    too_old = made_at + TOO_OLD if made_at is not None else None
    # What is past is being tried again, or has been told of: the next is tomorrow's.
    return earliest(*(one for one in (night, too_old) if one is not None and one > context.now))


nightly = Chore(LANE, _tasks, _do, lambda task: task.value, longest=timedelta(hours=1), next_due=_next)


async def trouble(context: Context, waiting: Notice) -> Screen | NoticeState | None:
    """Say it, unless there is a newer backup by now."""
    newest = await _newest(context)
    async with context.look() as uow:
        person, why = await uow.people.get(waiting.person), await wish.why_not(uow)
    if not runs_the_bot(person):
        return None
    if newest is not None and not why and not is_too_old(newest.made_at, context.now):
        return NoticeState.STOPPED
    return Screen(texts.trouble(newest, context.now, why), keyboards.told())
