"""What every room stands on: context, commands, presses, screens, and what Telegram means."""
