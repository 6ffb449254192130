"""A kind of button and what runs when it is pressed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update

from handlers.reporting import texts as reports
from handlers.telegram.buttons import Button
from handlers.telegram.context import Context


@dataclass(frozen=True, slots=True)
class Press:
    """A kind of button and what runs when it is pressed."""

    button: type[Button]
    run: Callable[[Update, Context, Any], Awaitable[None]]
    not_yours: str = reports.NOT_YOUR_OPD
    """What is said when it raises NotAllowed."""
