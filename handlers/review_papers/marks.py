"""The captions of evidence in people's chats say, once that is so, what was decided."""

import logging

from telegram.error import BadRequest

from domain.reports.events import EventKind, ReportEvent
from handlers.delivery.notices import Act
from handlers.evidence.captions import captions_of
from handlers.telegram.context import Context
from handlers.telegram.refusals import Meaning, meaning_of
from storage.ports import Notice, NoticeState, ShownEvidence, UnitOfWork

log = logging.getLogger(__name__)

MARKED = "evidence.marked"


async def mark_evidence(uow: UnitOfWork, _: Context, event: ReportEvent) -> None:
    """Queue that the captions say what has just happened to the report, wherever its files were sent."""
    if event.kind in (EventKind.SUBMITTED, EventKind.EXPECTED):
        return  # nobody has opened its files yet
    sent = await _submission(uow, event)
    if sent.kind is EventKind.EXPECTED:
        return
    for person in sorted({shown.person for shown in await uow.reviewing.evidence_of(sent.id)}):
        await uow.notices.add(person, MARKED, event.id, event.at)


async def _submission(uow: UnitOfWork, event: ReportEvent) -> ReportEvent:
    """Return what a verdict or withdrawal is about, or what the verdict was about that was undone."""
    about = await uow.reports.get(event.about or 0)
    is_sent = about.kind in (EventKind.SUBMITTED, EventKind.EXPECTED)
    return about if is_sent else await uow.reports.get(about.about or 0)


async def marked(context: Context, waiting: Notice) -> Act | NoticeState:
    """Let the captions say how the report stands now, which may be newer than what this was queued for.

    Whose role has ended at that OPD learns no more of its reports, be it below papers opened before.
    """
    async with context.look() as uow:
        sent = await _submission(uow, await uow.reports.get(waiting.about))
        if not (await uow.people.get(waiting.person)).may_see(sent.opd):
            return NoticeState.STOPPED
        captions = await captions_of(uow, sent)
        shown = [one for one in await uow.reviewing.evidence_of(sent.id) if one.person == waiting.person]

    async def act(context: Context, _: int) -> None:
        for one in shown:
            # A second caption in an album of photos would let Telegram show none of them.
            if one.evidence in captions and one.about:
                await _edit(context, one, captions.of(one.evidence, one.about))

    return act


async def _edit(context: Context, shown: ShownEvidence, caption: str) -> None:
    try:
        await context.bot.edit_message_caption(shown.chat_id, shown.message_id, caption=caption)
    except BadRequest as error:
        if meaning_of(error) is Meaning.BUSY:
            raise
        # The message says this already, or was deleted: the verdict itself stands on its own card.
        log.info("The caption of message %d stays as it is: %s", shown.message_id, error)
