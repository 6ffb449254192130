"""Calls to Telegram that are made for every answer, without the objects that the library makes around them.

They go the same way (`bot.request`) and fail with the same errors. The library's own methods cost three times
as much as the call itself: every key of a keyboard is taken apart attribute by attribute, and of what comes
back a whole message is built, of which nothing but its id is wanted.
"""

import json
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import RequestData


async def call(bot: Bot, method: str, **parameters: object) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the result of a call, as JSON. Raises TelegramError.

    What is None is not sent. A value is plain JSON, or an inline keyboard.
    """
    given = {
        name: keyboard(value) if isinstance(value, InlineKeyboardMarkup) else value
        for name, value in parameters.items()
        if value is not None
    }
    return await bot.request.post(f"{bot.base_url}/{method}", Said(given))


class Said(RequestData):  # type: ignore[misc] # final to the library, which makes one for every call of its own
    """What is said with a call without files, as plain JSON by name.

    The library takes each value apart, and puts it together again for each who asks.
    """

    __slots__ = ("_said",)

    def __init__(self, said: dict[str, Any]) -> None:
        super().__init__()
        self._said = said

    @property
    def parameters(self) -> dict[str, Any]:
        return self._said

    @property
    def json_parameters(self) -> dict[str, str]:
        """The same for who sends a form: what is no text is JSON."""
        return {name: one if isinstance(one, str) else json.dumps(one) for name, one in self._said.items()}


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
