"""A bot that says every message again: aiogram as its documentation has it, nothing added."""

import asyncio
import importlib
import os
from typing import Any


def _aiogram() -> Any:  # noqa: ANN401 - it is there only where it is measured
    return importlib.import_module("aiogram")


async def main() -> None:
    aiogram = _aiogram()
    session = importlib.import_module("aiogram.client.session.aiohttp")
    servers = importlib.import_module("aiogram.client.telegram")
    api = servers.TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    bot = aiogram.Bot(os.environ["TELEGRAM_BOT_TOKEN"], session=session.AiohttpSession(api=api))
    dispatcher = aiogram.Dispatcher()

    async def echo(message: Any) -> None:  # noqa: ANN401 - as above
        await message.answer(message.text)

    dispatcher.message()(echo)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
