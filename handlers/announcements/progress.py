"""An announcement on its way: what goes out, the card that counts it, and stopping it half-way."""

import logging
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, RetryAfter

from domain.announcements.audience import years_of
from domain.overdue.debts import debts
from domain.parking import is_let_alone
from domain.people.person import Person
from domain.reminders.planned import owed_by
from handlers.announcements import keyboards
from handlers.announcements import progress_texts as texts
from handlers.announcements.audience import report_of
from handlers.announcements.buttons import ShowAnnouncement, StopAnnouncement
from handlers.announcements.content import send
from handlers.announcements.progress_texts import Progress
from handlers.delivery.notices import Act
from handlers.telegram.admins import check_admin
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from handlers.telegram.errors import is_passing, wait_asked
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, answer, change, chat_of, pressed_card, say
from storage.ports import Announcement, Notice, NoticeState, UnitOfWork

log = logging.getLogger(__name__)

ANNOUNCEMENT, RECALL = "announcement", "recall"
_SAID_IN = ("announcements", "people", "role_events")
"""The tables that an announcement and its sender are read from."""


@dataclass(slots=True)
class _Card:
    """What this process last made the card of an announcement say, and until when it is to be let alone."""

    said: tuple[int, int, str] | None = None
    """Chat, message and text."""
    quiet: tuple[datetime, datetime] | None = None
    """Since when and until when."""


class _Cards(dict[int, _Card]):
    """The cards of announcements, by their ids, so that a tick changes only what is no longer true."""


class _Read(dict[int, tuple[Hashable, Announcement, Person]]):
    """Announcements on their way and who sends them, each under the version of what it was read from."""


async def _said(context: Context, announcement_id: int) -> tuple[Announcement, Person]:
    """Return an announcement and who sends it: for a thousand readers it is read once. Raises NotFound."""
    read, version = context.services.kept(_Read), context.services.storage.version(*_SAID_IN)
    known = read.get(announcement_id)
    if known is not None and known[0] == version:
        return known[1:]
    async with context.look() as uow:
        said = await uow.announcements.get(announcement_id)
        by = await uow.people.get(said.by)
    read[announcement_id] = (version, said, by)
    return said, by


async def announced(context: Context, waiting: Notice) -> Act | NoticeState:
    """Send it, unless it was stopped meanwhile."""
    said, by = await _said(context, waiting.about)
    keyboard = None
    if report_of(said.audience) is not None:
        async with context.look() as uow:
            keyboard = await _key(uow, context, said, waiting.person)
    if said.stopped_at is not None:
        return NoticeState.STOPPED

    async def act(context: Context, chat_id: int) -> int:
        return await send(context, chat_id, said, by, keyboard)

    return act


async def _key(
    uow: UnitOfWork, context: Context, said: Announcement, reader: int
) -> InlineKeyboardMarkup | None:
    """Return the way to the report that it is about, for those OPD of the reader that still owe it."""
    about = report_of(said.audience)
    if about is None:
        return None
    person, opds = await uow.people.get(reader), {opd.code: opd for opd in await uow.opds.all()}
    owed = []
    for year in years_of(said.audience):
        events = await uow.reports.events(years=[year], indicator=about.key)
        found = debts(await uow.years.rules(year), opds.values(), events, context.now)
        mine = [debt for debt in owed_by(person, found) if debt.indicator == about.key]
        owed += [(opds[debt.opd], year) for debt in mine]
    return keyboards.report(about, owed, several=len(person.opds) > 1)


async def progress_of(uow: UnitOfWork, announcement_id: int) -> Progress:
    """Return how far it has come. Raises NotFound."""
    said = await uow.announcements.get(announcement_id)
    # In this order: what a recall has done is settled before its own line is. The other way round others
    # could finish in between, and the last word would be that some cannot be taken back.
    taken_back = await uow.notices.tally(RECALL, said.id)
    sent = await uow.notices.tally(ANNOUNCEMENT, said.id)
    return Progress(announcement=said, sent=sent, taken_back=taken_back)


def card_of(progress: Progress) -> Screen:
    return Screen(texts.progress(progress), keyboards.progress(progress))


async def show(update: Update, context: Context, button: ShowAnnouncement) -> None:
    await show_progress(context, update, button.announcement)


async def show_progress(context: Context, update: Update, announcement_id: int) -> None:
    """Show how far it has come. The card that was looked at last is the one that goes on counting."""
    check_admin(context)
    async with context.look() as uow:
        card = card_of(await progress_of(uow, announcement_id))
    await answer(context, update)
    chat_id, pressed = chat_of(update), pressed_card(update)
    changed = pressed is not None and await change(context, chat_id, pressed, card)
    shown = pressed if changed and pressed is not None else await say(context, chat_id, card)
    async with context.aside() as uow:
        await uow.announcements.lock(announcement_id)
        said = await uow.announcements.get(announcement_id)
        placed = replace(said, chat_id=chat_id, message_id=shown)
        await uow.announcements.update(placed, by=None, at=context.now)
        await uow.commit()
    context.services.kept(_Cards)[announcement_id] = _Card(said=(chat_id, shown, card.text))


async def stop(update: Update, context: Context, button: StopAnnouncement) -> None:
    """Send it to nobody else from now on; pressed twice or too late, it changes nothing."""
    async with context.uow() as uow:
        await uow.announcements.lock(button.announcement)
        progress = await progress_of(uow, button.announcement)
        if progress.waiting and progress.announcement.stopped_at is None:
            stopped = replace(progress.announcement, stopped_at=context.now)
            await uow.announcements.update(stopped, by=context.person.id, at=context.now)
            await uow.notices.stop(ANNOUNCEMENT, stopped.id, context.now)
            await uow.commit(name_of("announcement", stopped.id))
    await show_progress(context, update, button.announcement)


async def _keep_up(context: Context, one: Announcement) -> None:
    """Bring the card of what is on its way up to date, and say the last word. Twice is harmless."""
    card = context.services.kept(_Cards).setdefault(one.id, _Card())
    if card.quiet is not None and is_let_alone(*card.quiet, context.now):
        return
    try:
        if one.chat_id is None:
            await _follow(context, one.id)
        else:
            async with context.services.turns.of(one.chat_id):
                await _follow(context, one.id)
    except RetryAfter as error:
        card.quiet = (context.now, context.now + wait_asked(error))


async def _followed(context: Context) -> list[Announcement]:
    """Return what is on its way, and what was so when this process last changed its card.

    While that change was under way, another instance may have said the last word below it.
    """
    async with context.look() as uow:
        running = await uow.announcements.unfinished()
        ended = context.services.kept(_Cards).keys() - {one.id for one in running}
        return running + [await uow.announcements.get(one) for one in sorted(ended)]


async def _next(context: Context) -> datetime | None:
    """Return when the first card that is let alone may be changed again."""
    cards, now = context.services.kept(_Cards), context.now
    quiet = [card.quiet[1] for card in cards.values() if card.quiet is not None]
    return min((until for until in quiet if until > now), default=None)


follow = Chore("announcements", _followed, _keep_up, lambda one: f"announcement {one.id}", next_due=_next)


async def _follow(context: Context, announcement_id: int) -> None:
    async with context.aside() as uow:
        if (await uow.announcements.get(announcement_id)).stopped_at is not None:
            # Who was refused for a while at that moment need not be waited for.
            await uow.notices.stop(ANNOUNCEMENT, announcement_id, context.now)
        progress = await progress_of(uow, announcement_id)
        await uow.commit()
    await _refresh(context, progress)
    if progress.is_over:
        await _finish(context, progress.announcement)


async def _refresh(context: Context, progress: Progress) -> None:
    """Change the card if it says something else now; an admin who blocked the bot goes without."""
    said, card = progress.announcement, card_of(progress)
    shown = context.services.kept(_Cards)[said.id]
    if said.chat_id is None or said.message_id is None:
        return
    to_say = (said.chat_id, said.message_id, card.text)
    if shown.said == to_say:
        return
    try:
        await change(context, said.chat_id, said.message_id, card)
    except (Forbidden, BadRequest) as error:
        if is_passing(error):
            raise
        log.info("Nobody looks at announcement %d any more: %s", said.id, error)
    shown.said = to_say


async def _finish(context: Context, followed: Announcement) -> None:
    """Note that the last word is said, unless something has happened to it since."""
    async with context.aside() as uow:
        await uow.announcements.lock(followed.id)
        if followed.finished_at is None and await uow.announcements.get(followed.id) == followed:
            finished = replace(followed, finished_at=context.now)
            await uow.announcements.update(finished, by=None, at=context.now)
            await uow.commit()
    context.services.kept(_Cards).pop(followed.id, None)
    context.services.kept(_Read).pop(followed.id, None)
