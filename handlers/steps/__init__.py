"""On which days before and after a deadline reminders go, below `/tenggat`."""
