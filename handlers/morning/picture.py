"""The picture that a digest carries: one message with the words below it, or the words and then the picture.

Nothing of the words is lost, and they never wait for the picture: where it cannot be made or is not taken,
they come alone.
"""

import html
import logging
import re

from telegram.error import BadRequest, TelegramError

from domain.documents.wanted import DocumentKind, Wanted
from handlers.delivery.notices import Act
from handlers.morning import keyboards
from handlers.papers.at_once import Picture, made_at_once
from handlers.papers.captions import LONGEST
from handlers.papers.pictures import is_of_the_picture, send_picture
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, say
from handlers.words import words
from storage.ports import NotFound, StorageError

log = logging.getLogger(__name__)

_TAG = re.compile(r"<[^>]*>")


async def with_picture(context: Context, screen: Screen, year: int) -> Screen | Act:
    """Return the words of a digest with the picture of that year; the words alone where there is none."""
    found = await made_at_once(context, Wanted(kind=DocumentKind.CHART, year=year))
    if found is None:
        return screen
    picture, whole = found, _with_numbers(screen.text, found)

    async def act(context: Context, chat_id: int) -> int:
        if length(whole) <= LONGEST:
            return await _in_one(context, chat_id, picture, screen, whole)
        return await _one_after_the_other(context, chat_id, picture, screen)

    return act


def _with_numbers(text: str, picture: Picture) -> str:
    """Return the words and below them all numbers of the picture, if a caption has room for both."""
    numbers = words.lines(
        words.bold(f"IKU {picture.document.wanted.year}"),
        *(words.escape(one.words) for one in picture.document.said),
    )
    both = words.paragraphs(text, numbers)
    return both if length(both) <= LONGEST else text


def length(text: str) -> int:
    """Return how long Telegram finds a text (HTML): without its markup, in units of UTF-16."""
    return len(html.unescape(_TAG.sub("", text)).encode("utf-16-le")) // 2


async def _in_one(context: Context, chat_id: int, picture: Picture, screen: Screen, caption: str) -> int:
    try:
        return await send_picture(context, chat_id, picture, caption, screen.keyboard)
    except BadRequest as error:
        if not is_of_the_picture(error):
            raise
        log.error("A digest comes without its picture: %s", error)  # noqa: TRY400 - Telegram's words are enough
    except NotFound as error:
        log.error("A digest comes without its picture: %s", error)  # noqa: TRY400 - its bytes are gone
    return await say(context, chat_id, screen)


async def _one_after_the_other(context: Context, chat_id: int, picture: Picture, screen: Screen) -> int:
    """Say the words, which are too many for a caption, and then send the picture.

    That is tried once: to try it again would be to say the words again.
    """
    message_id = await say(context, chat_id, screen)
    try:
        await send_picture(
            context,
            chat_id,
            picture,
            picture.document.caption,
            keyboards.picture(picture.document.wanted.year),
            silent=True,
        )
    except (TelegramError, StorageError) as error:
        log.warning("A digest stays without its picture: %s", error)
    return message_id
