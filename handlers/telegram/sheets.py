"""Workbooks that people download, handed over; what is in them is written by `tables`."""

import asyncio
import io
from collections.abc import Callable
from typing import Protocol

from telegram import InputFile, Update

from handlers.telegram.context import Context
from handlers.telegram.home import home_below
from handlers.telegram.keys import markup
from handlers.telegram.screen import answer, chat_of


class Book(Protocol):
    """A workbook that can be saved."""

    def save(self, filename: io.BytesIO) -> None: ...


async def send(update: Update, context: Context, make: Callable[[], Book], name: str, caption: str) -> None:
    """Send a workbook with the way home below it; making one takes a while, so it is made in a thread."""
    content = await asyncio.to_thread(lambda: _saved(make()))
    await answer(context, update)
    await context.bot.send_document(
        chat_of(update), InputFile(content, name), caption=caption, reply_markup=markup([home_below()])
    )


def _saved(book: Book) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
