"""A bot that says every message again: python-telegram-bot with this bot's wire to Telegram."""

import os

from telegram.ext import Application, MessageHandler, filters

from benchmarks.peers.ptb_echo import echo
from bot.line.request import TelegramRequest


def main() -> None:
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder = builder.base_url(f"{os.environ['TELEGRAM_API_URL']}/bot").concurrent_updates(True)
    builder = builder.request(TelegramRequest(connection_pool_size=256, pool_timeout=15.0))
    builder = builder.get_updates_request(TelegramRequest())
    app = builder.build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling()


if __name__ == "__main__":
    main()
