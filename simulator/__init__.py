"""A local Telegram: the Bot API over HTTP, people who talk to the bot, and a chat page."""
