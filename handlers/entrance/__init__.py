"""Getting in and finding the way: who is let in, `/start`, `/bantuan`."""

from handlers.entrance import start
from handlers.entrance.access import let_in
from handlers.entrance.start import unknown_command
from handlers.feature import Feature
from handlers.telegram.command import Command

FEATURE = Feature(
    commands=(
        Command("bantuan", "Cara memakai bot ini", start.help_command),
        Command("start", "Mulai", start.start_command, at_the_door=True),
    ),
    replies={start.WELCOME: start.show_welcome},
)

__all__ = ["FEATURE", "let_in", "unknown_command"]
