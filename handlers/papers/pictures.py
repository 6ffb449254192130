"""A picture sent as a message of its own, or with what a message says in its caption."""

import asyncio
import logging

from telegram import InlineKeyboardMarkup, InputFile, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from domain.people.person import Unreachable
from handlers.papers.at_once import Picture
from handlers.papers.sending import Uploads
from handlers.telegram.context import Context
from handlers.telegram.errors import is_passing
from handlers.telegram.refusals import Meaning, meaning_of

log = logging.getLogger(__name__)


def is_of_the_picture(error: BadRequest) -> bool:
    """Return whether Telegram refuses what is sent, and not whom it is sent to, or just now."""
    meaning = meaning_of(error)
    return not (
        is_passing(error) or meaning in (Meaning.BUSY, Meaning.SHUT) or isinstance(meaning, Unreachable)
    )


async def send_picture(
    context: Context,
    chat_id: int,
    picture: Picture,
    caption: str,
    keys: InlineKeyboardMarkup | None,
    *,
    silent: bool = False,
) -> int:
    """Send a picture by what Telegram knows it by, else its bytes; return the message's id.

    Raises BadRequest for what Telegram does not take, NotFound where its bytes are gone.
    """

    async def sent(photo: str | InputFile) -> Message:
        return await context.bot.send_photo(
            chat_id,
            photo,
            caption=caption,
            parse_mode=ParseMode.HTML,
            reply_markup=keys,
            disable_notification=silent,
        )

    async with context.services.kept(Uploads).of(picture.file.id):
        async with context.look() as uow:
            file = await uow.documents.file(picture.file.id)
        if file.file_id:
            try:
                return (await sent(file.file_id)).message_id
            except BadRequest as error:
                if not is_of_the_picture(error):
                    raise
                log.info("Picture %d is brought anew: %s", file.id, error)
        path = await context.services.papers.find(file.sha256)
        content = await asyncio.to_thread(path.read_bytes)
        message = await sent(InputFile(content, filename=file.name))
        # It has come, whatever the answer says of it; without a name there it is brought anew next time.
        if message.photo:
            async with context.aside() as uow:
                await uow.documents.known_as(file.id, message.photo[-1].file_id)
                await uow.commit()
        return message.message_id
