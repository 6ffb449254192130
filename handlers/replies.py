"""What a person is shown after something was stored, by name.

The name is stored in the same transaction as the effect. When the update is delivered again (the process
was killed before the answer got out, or Telegram was away), the effect is not repeated; the reply is.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

from telegram import Update

from handlers.context import Context

Show: TypeAlias = Callable[[Context, Update, int], Awaitable[None]]

AnyShow = TypeVar("AnyShow", bound=Show)

_SHOWN: dict[str, Show] = {}


def reply(name: str) -> Callable[[AnyShow], AnyShow]:
    """Register how the reply of that name is shown; it gets the id of what it is about."""

    def register(show: AnyShow) -> AnyShow:
        if name in _SHOWN:
            raise ValueError(f"two replies are named {name}")
        _SHOWN[name] = show
        return show

    return register


def name_of(name: str, about: int) -> str:
    """Return what is stored with the effect. Raises KeyError for a reply that nobody can show."""
    if name not in _SHOWN:
        raise KeyError(name)
    return f"{name} {about}"


async def show_again(context: Context, update: Update, stored: str) -> None:
    """Show a stored reply; an effect stored without one deserves none."""
    if stored:
        name, about = stored.split(" ")
        await _SHOWN[name](context, update, int(about))
