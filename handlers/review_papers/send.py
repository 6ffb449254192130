"""Evidence sent into the reviewer's chat with one tap, and noted as opened."""

from collections.abc import Sequence

from telegram import Update

from domain.reports.events import ReportEvent
from handlers.review import OpenFile, OpenPapers, openable, send_papers, show_report, submission
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import answer, chat_of, pressed_card
from storage.ports import NotFound, UnitOfWork

PAPERS_BELOW = "Buktinya sudah dikirim, ada di bawah."


async def open_papers(update: Update, context: Context, button: OpenPapers) -> None:
    """Send all evidence of a report, then its card below it."""
    await _open(update, context, button.submission)


async def open_file(update: Update, context: Context, button: OpenFile) -> None:
    """Send one file, as cards offered it that named each. Raises NotFound for a file of another report."""
    await _open(update, context, button.submission, (button.file,))


async def _open(update: Update, context: Context, submission_id: int, only: Sequence[int] = ()) -> None:
    async with context.look() as uow:
        sent = await submission(uow, context, submission_id)
        if not set(only) <= set(sent.files):
            raise NotFound(only)
        files = [file for file in await openable(uow, sent) if not only or file.id in only]
        is_there = await _are_below(uow, update, sent, [file.id for file in files])
    if is_there:
        await answer(context, update, PAPERS_BELOW)
        return
    await answer(context, update)
    note = await send_papers(context, update, sent, files, reply=name_of("review", sent.id))
    await show_report(context, update, sent.id, note)


async def _are_below(uow: UnitOfWork, update: Update, sent: ReportEvent, files: Sequence[int]) -> bool:
    """Return whether the pressed card has these files below it already: the second tap of a double tap."""
    pressed, chat_id = pressed_card(update), chat_of(update)
    shown = await uow.reviewing.evidence_of(sent.id)
    below = {one.evidence for one in shown if one.chat_id == chat_id and one.message_id > (pressed or 0)}
    return pressed is not None and bool(files) and below.issuperset(files)
