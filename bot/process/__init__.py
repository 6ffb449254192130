"""The process: from settings to a living bot, and its end."""
