"""What holds in one year: targets, deadlines, rules, steps of reminders, days off."""
