"""A small scripted bot for the page's tests: it answers by the text and the buttons it is given."""

import asyncio

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import NetworkError

_PAUSE_SECONDS = 0.1


def keys(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Return a markup of these rows."""
    return InlineKeyboardMarkup(rows)


def key(text: str, data: str = "", style: str | None = None) -> InlineKeyboardButton:
    """Return a callback button; its data is its text unless given."""
    return InlineKeyboardButton(text, callback_data=data or text, style=style)


class EchoBot:
    """Polls the simulator, echoes text and answers presses by the button's data.

    "peringatan" alerts, "tunggu" is answered only once ``release`` is set, anything else is noted in the
    message itself and toasted.
    """

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.release = asyncio.Event()

    async def run(self) -> None:
        """Answer until cancelled; a simulator that is away is asked again."""
        offset = 0
        while True:
            try:
                for update in await self.bot.get_updates(offset=offset, timeout=10):
                    offset = update.update_id + 1
                    if update.message is not None:
                        await self._echo(update.message)
                    if update.callback_query is not None:
                        await self._answer(update.callback_query)
            except NetworkError:
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _echo(self, message: Message) -> None:
        if message.text is not None:
            await self.bot.send_message(message.chat_id, f"Anda menulis: {message.text}")

    async def _answer(self, query: CallbackQuery) -> None:
        if query.data == "peringatan":
            await query.answer("Isi dulu nilainya, Ibu.", show_alert=True)
            return
        if query.data == "tunggu":
            await self.release.wait()
        await query.edit_message_text(f"Pilihan Anda: {query.data}", reply_markup=keys([key("Ganti")]))
        await query.answer("Tercatat")
