"""The dry run of a year's reminders."""
