"""The process: from settings to a living bot, its ticks, and its end."""
