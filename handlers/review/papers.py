"""A report's evidence above its card in the reviewer's chat: by itself for whoever has not chosen otherwise.

It comes only while it is not the newest evidence there already, so that what stands above a verdict is always
its own, and nothing comes twice for going back and forth.
"""

from collections.abc import Sequence

from telegram import Update

from domain.forms.drafts import Evidence
from domain.people.preferences import Preference
from domain.reports.events import ReportEvent
from domain.review.inbox import unusable
from handlers.evidence.showing import missing, show_papers
from handlers.telegram.context import Context
from handlers.telegram.screen import chat_of
from storage.ports import UnitOfWork

ASK_AGAIN = "Kembalikan laporannya agar bukti dikirim ulang."


async def papers_above(context: Context, update: Update, sent: ReportEvent) -> str:
    """Send what is to stand above the card of a report; return what has to be said of what did not come."""
    if not sent.files:
        return ""
    async with context.look() as uow:
        wanted = await uow.people.prefers(context.person.id, Preference.OPENS_PAPERS)
        files = await _not_there(uow, chat_of(update), sent) if wanted else []
    return await send_papers(context, update, sent, files) if files else ""


async def papers_again(context: Context, update: Update, sent: ReportEvent) -> None:
    """Send what stood above a report's card once more where other papers have come below it since."""
    async with context.look() as uow:
        chat_id = chat_of(update)
        shown = await _shown_in(uow, chat_id, sent)
        newest = await uow.reviewing.newest_evidence(chat_id)
        files = [one for one in await openable(uow, sent) if one.id in shown.values()]
    if files and newest not in shown:
        await send_papers(context, update, sent, files)


async def _shown_in(uow: UnitOfWork, chat_id: int, sent: ReportEvent) -> dict[int, int]:
    """Return which files of a report stand in that chat, by their messages."""
    shown = await uow.reviewing.evidence_of(sent.id)
    return {one.message_id: one.evidence for one in shown if one.chat_id == chat_id}


async def _not_there(uow: UnitOfWork, chat_id: int, sent: ReportEvent) -> list[Evidence]:
    """Return the files that do not stand among the newest evidence of that chat."""
    files, shown = await openable(uow, sent), await _shown_in(uow, chat_id, sent)
    if await uow.reviewing.newest_evidence(chat_id) not in shown:
        return files  # nothing of it was ever sent here, or another report's papers stand below
    return [file for file in files if file.id not in shown.values()]


async def openable(uow: UnitOfWork, sent: ReportEvent) -> list[Evidence]:
    return [file for file in await uow.evidence.several(sent.files) if not unusable(file)]


async def send_papers(
    context: Context, update: Update, sent: ReportEvent, files: Sequence[Evidence], *, reply: str = ""
) -> str:
    """Send these files; return what has to be said of those that did not come. `reply`: as `show_papers`."""
    found = await show_papers(context, chat_of(update), sent, files, reply=reply)
    return f"{missing(found)} {ASK_AGAIN}" if found.gone else missing(found)
