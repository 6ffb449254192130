"""Reading what came from outside, in a process of its own: nothing here knows Telegram or a database."""
