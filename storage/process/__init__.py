"""Work that may take long, take much or go wrong, in kept processes of its own beside the bot's."""
