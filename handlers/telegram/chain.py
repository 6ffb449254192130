"""What an update is for: one look finds who takes it, however many commands there are.

The library would ask every one of its handlers in turn, and there would be one for each command.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from telegram import Message, Update

from handlers.telegram.command import Run
from handlers.telegram.context import Context

Takes: TypeAlias = Callable[[Message], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Hands an update to the one that takes it."""

    edited: Run
    pressed: Run
    messages: Sequence[tuple[Takes, Run]]
    """Of what kind a new message may be, in the order in which that is asked."""

    async def handle(self, update: Update, context: Context) -> None:
        """Let whoever it is for handle the update; what is neither said nor pressed is for nobody."""
        run = self.taker(update)
        if run is not None:
            await run(update, context)

    def taker(self, update: Update) -> Run | None:
        if update.edited_message is not None:
            return self.edited
        if update.callback_query is not None:
            return self.pressed
        message = update.effective_message
        if not isinstance(message, Message):
            return None
        return next((run for takes, run in self.messages if takes(message)), None)
