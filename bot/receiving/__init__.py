"""Receiving: what Telegram brings is kept, goes into its chat's lane, and is acknowledged."""
