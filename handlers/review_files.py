"""Evidence sent into the reviewer's chat with one tap, and noted as opened."""

import logging

from telegram import Update
from telegram.error import BadRequest

from domain.drafts import Evidence
from handlers.buttons.review import OpenFile
from handlers.context import Context
from handlers.press import Press
from handlers.replies import name_of
from handlers.review import card_screen
from handlers.review_desk import submission
from handlers.speech import answer, chat_of, show
from handlers.texts import review
from storage.ports import NotFound

log = logging.getLogger(__name__)


async def open_file(update: Update, context: Context, button: OpenFile) -> None:
    """Send the file below the card, then note it. Raises NotFound for a file that was not sent with it.

    The note says that somebody had the file before their eyes, so it is stored after the sending; a file
    may come twice after a crash, but is never noted unseen.
    """
    async with context.aside() as uow:
        sent = await submission(uow, context, button.submission)
        if button.file not in sent.files:
            raise NotFound(button.file)
        file = await uow.evidence.get(button.file)
    await answer(context, update)
    note = await _send(context, chat_of(update), file)
    if not note:
        async with context.uow() as uow:
            await uow.evidence.note_opened(file.id, by=context.person.id, at=context.now)
            await uow.commit(name_of("review", sent.id))
    await show(context, update, await card_screen(context, sent.id, note))


async def _send(context: Context, chat_id: int, file: Evidence) -> str:
    """Send the file as Telegram knows it, or from the store; return why that failed, or nothing."""
    try:
        if file.kind == "photo":
            await context.bot.send_photo(chat_id, file.file_id, caption=file.name)
        else:
            await context.bot.send_document(chat_id, file.file_id, caption=file.name)
    except BadRequest as error:
        # A bot under another token, or a restored database: Telegram does not know the file any more.
        log.info("Evidence %d is sent from the store: %s", file.id, error)
        return await _send_stored(context, chat_id, file)
    return ""


async def _send_stored(context: Context, chat_id: int, file: Evidence) -> str:
    if not file.sha256:
        return review.FILE_GONE
    try:
        content = await context.services.files.get(file.sha256)
    except NotFound:
        log.exception("Evidence %d is not in the store.", file.id)
        return review.FILE_GONE
    await context.bot.send_document(chat_id, content, filename=file.name, caption=file.name)
    return ""


PRESSES = (Press(OpenFile, open_file, review.NOT_YOURS),)
