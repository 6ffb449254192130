"""A kind of button and what runs when it is pressed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update

from handlers.buttons import Button
from handlers.context import Context
from handlers.texts import reports


@dataclass(frozen=True, slots=True)
class Press:
    """A kind of button and what runs when it is pressed."""

    button: type[Button]
    run: Callable[[Update, Context, Any], Awaitable[None]]
    not_yours: str = reports.NOT_YOUR_OPD
    """What is said when it raises NotAllowed."""
