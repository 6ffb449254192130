"""Calls to Telegram that are made for every answer, without the objects that the library makes around them.

They go the same way (`bot.request`) and fail with the same errors. The library's own methods cost three times
as much as the call itself: every key of a keyboard is taken apart attribute by attribute, and of what comes
back a whole message is built, of which nothing but its id is wanted.
"""

from collections.abc import Mapping
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData is made of nothing else


async def call(bot: Bot, method: str, **parameters: object) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the result of a call, as JSON. Raises TelegramError.

    What is None is not sent. A value is plain JSON, or an inline keyboard.
    """
    given = {
        name: keyboard(value) if isinstance(value, InlineKeyboardMarkup) else value
        for name, value in parameters.items()
        if value is not None
    }
    return await bot.request.post(f"{bot.base_url}/{method}", said(given))


def said(given: Mapping[str, object]) -> RequestData:
    """Return what is said with a call: plain JSON by name."""
    return RequestData([RequestParameter(name, value, None) for name, value in given.items()])


def keyboard(markup: InlineKeyboardMarkup) -> dict[str, Any]:
    """Return what the library's `to_dict` returns."""
    if not markup.inline_keyboard:
        return markup.to_dict()
    return {"inline_keyboard": [[_key(key) for key in row] for row in markup.inline_keyboard]}


def _key(key: InlineKeyboardButton) -> dict[str, Any]:
    if key.callback_data is None or key.icon_custom_emoji_id is not None or key.api_kwargs:
        return key.to_dict()
    if key.style is None:
        return {"text": key.text, "callback_data": key.callback_data}
    return {"text": key.text, "callback_data": key.callback_data, "style": key.style}
