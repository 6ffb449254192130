"""Evidence sent into the reviewer's chat with one tap, and noted as opened."""

import logging

from telegram import Message, Update
from telegram.error import BadRequest

from domain.forms.drafts import Evidence, FileState
from domain.reports.events import ReportEvent
from handlers.review import OpenFile, show_report, submission
from handlers.review_papers import texts
from handlers.review_papers.marks import captions
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import answer, chat_of, pressed_card
from storage.ports import NotFound, ShownEvidence, UnitOfWork

log = logging.getLogger(__name__)


async def open_file(update: Update, context: Context, button: OpenFile) -> None:
    """Send the file, then its report's card below it. Raises NotFound for a file that was not sent with it.

    That it was opened is noted after the sending, because the note says that somebody had the file before
    their eyes; a file may come twice after a crash, but is never noted unseen.
    """
    async with context.aside() as uow:
        sent = await submission(uow, context, button.submission)
        if button.file not in sent.files:
            raise NotFound(button.file)
        file = await uow.evidence.get(button.file)
        caption = (await captions(uow, sent)).get(file.id, file.name)
        is_there = await _is_below(uow, update, sent, file)
    if is_there:
        await answer(context, update, texts.FILE_BELOW)
        return
    if file.state is FileState.WAITING and file.kind != "photo":
        # Nobody has looked at its content yet; a photo was made anew by Telegram itself.
        await answer(context, update)
        await show_report(context, update, sent.id, texts.FILE_NOT_YET)
        return
    await answer(context, update)
    message = await _send(context, chat_of(update), file, caption)
    if message is not None:
        await _note(context, sent, file, message)
    await show_report(context, update, sent.id, texts.FILE_GONE if message is None else "")


async def _is_below(uow: UnitOfWork, update: Update, sent: ReportEvent, file: Evidence) -> bool:
    """Return whether the pressed card has this file below it already: the second tap of a double tap."""
    pressed, chat_id = pressed_card(update), chat_of(update)
    shown = await uow.reviewing.evidence_of(sent.id)
    there = (one.message_id for one in shown if (one.evidence, one.chat_id) == (file.id, chat_id))
    return pressed is not None and any(message_id > pressed for message_id in there)


async def _note(context: Context, sent: ReportEvent, file: Evidence, message: Message) -> None:
    shown = ShownEvidence(
        submission=sent.id,
        evidence=file.id,
        person=context.person.id,
        chat_id=message.chat_id,
        message_id=message.message_id,
    )
    async with context.uow() as uow:
        await uow.evidence.note_opened(file.id, by=context.person.id, at=context.now)
        await uow.reviewing.note_evidence(shown, context.now)
        await uow.commit(name_of("review", sent.id))


async def _send(context: Context, chat_id: int, file: Evidence, caption: str) -> Message | None:
    """Send the file as Telegram knows it, or from the store; return None where nobody has it any more."""
    if file.renamed:
        # Telegram has it under the name that its sender gave it.
        return await _send_stored(context, chat_id, file, caption)
    try:
        if file.kind == "photo":
            return await context.bot.send_photo(chat_id, file.file_id, caption=caption)
        return await context.bot.send_document(chat_id, file.file_id, caption=caption)
    except BadRequest as error:
        # A bot under another token, or a restored database: Telegram does not know the file any more.
        log.info("Evidence %d is sent from the store: %s", file.id, error)
        return await _send_stored(context, chat_id, file, caption)


async def _send_stored(context: Context, chat_id: int, file: Evidence, caption: str) -> Message | None:
    if not file.sha256:
        return None
    try:
        content = await context.services.files.get(file.sha256)
    except NotFound:
        log.exception("Evidence %d is not in the store.", file.id)
        return None
    return await context.bot.send_document(chat_id, content, filename=file.name, caption=caption)
