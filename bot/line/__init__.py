"""The line to Telegram: what counts as an answer, and what as an outage."""
