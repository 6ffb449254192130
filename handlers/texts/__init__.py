"""Every word the bot says: pure functions from domain values to HTML; the only place that escapes."""
