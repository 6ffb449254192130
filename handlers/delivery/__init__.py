"""The delivery lane: what waits in the ledger goes out at Telegram's pace."""
