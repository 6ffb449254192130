"""Reminders: decided by a tick, worded when sent, ticked off when answered, put off with a tap."""
