"""Reminders: who is reminded of what and when, put off, or no longer."""
