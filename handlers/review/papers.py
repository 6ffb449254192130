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
    async with context.aside() as uow:
        wanted = await uow.people.prefers(context.person.id, Preference.OPENS_PAPERS)
        files = await _not_there(uow, chat_of(update), sent) if wanted else []
    return await send_papers(context, update, sent, files) if files else ""


async def _not_there(uow: UnitOfWork, chat_id: int, sent: ReportEvent) -> list[Evidence]:
    """Return the files that do not stand among the newest evidence of that chat."""
    files = await openable(uow, sent)
    shown = [one for one in await uow.reviewing.evidence_of(sent.id) if one.chat_id == chat_id]
    newest = await uow.reviewing.newest_evidence(chat_id)
    if all(one.message_id != newest for one in shown):
        return files  # nothing of it was ever sent here, or another report's papers stand below
    there = {one.evidence for one in shown}
    return [file for file in files if file.id not in there]


async def openable(uow: UnitOfWork, sent: ReportEvent) -> list[Evidence]:
    return [file for file in await uow.evidence.several(sent.files) if not unusable(file)]


async def send_papers(
    context: Context, update: Update, sent: ReportEvent, files: Sequence[Evidence], *, reply: str = ""
) -> str:
    """Send these files; return what has to be said of those that did not come. `reply`: as `show_papers`."""
    found = await show_papers(context, chat_of(update), sent, files, reply=reply)
    return f"{missing(found)} {ASK_AGAIN}" if found.gone else missing(found)
