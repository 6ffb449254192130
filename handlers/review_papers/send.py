"""Evidence sent into the reviewer's chat with one tap, and noted as opened."""

from telegram import Update

from domain.forms.drafts import Evidence
from domain.reports.events import ReportEvent
from handlers.evidence.sending import Outcome
from handlers.evidence.showing import show_papers
from handlers.review import OpenFile, show_report, submission
from handlers.review_papers import texts
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import answer, chat_of, pressed_card
from storage.ports import NotFound, UnitOfWork


async def open_file(update: Update, context: Context, button: OpenFile) -> None:
    """Send the file, then its report's card below it. Raises NotFound for a file of another report."""
    async with context.aside() as uow:
        sent = await submission(uow, context, button.submission)
        if button.file not in sent.files:
            raise NotFound(button.file)
        file = await uow.evidence.get(button.file)
        is_there = await _is_below(uow, update, sent, file)
    if is_there:
        await answer(context, update, texts.FILE_BELOW)
        return
    await answer(context, update)
    found = await show_papers(context, chat_of(update), sent, [file], reply=name_of("review", sent.id))
    await show_report(context, update, sent.id, _note(found))


async def _is_below(uow: UnitOfWork, update: Update, sent: ReportEvent, file: Evidence) -> bool:
    """Return whether the pressed card has this file below it already: the second tap of a double tap."""
    pressed, chat_id = pressed_card(update), chat_of(update)
    shown = await uow.reviewing.evidence_of(sent.id)
    there = (one.message_id for one in shown if (one.evidence, one.chat_id) == (file.id, chat_id))
    return pressed is not None and any(message_id > pressed for message_id in there)


def _note(found: Outcome) -> str:
    """Return what is said above the card of a file that did not come."""
    said = (
        (found.not_yet, texts.FILE_NOT_YET),
        (found.gone, texts.FILE_GONE),
        (found.late, texts.FILE_LATE),
    )
    return next((note for files, note in said if files), "")
