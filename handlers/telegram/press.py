"""A kind of button, what runs when it is pressed, and which button it is that comes back."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any, TypeAlias

from telegram import Update

from handlers.telegram.buttons import BELOW, SEPARATOR, Button
from handlers.telegram.context import Context
from handlers.telegram.known import Known
from handlers.words import problems

log = logging.getLogger(__name__)

Run: TypeAlias = Callable[[Update, Context, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Press:
    """A kind of button and what runs when it is pressed."""

    button: type[Button]
    run: Run
    not_yours: str
    """What is said when it raises NotAllowed."""


def presses(*runs: Run, not_yours: str = problems.NOT_YOUR_OPD) -> tuple[Press, ...]:
    """Return what these handlers are pressed by: each says in its signature which button that is."""
    return tuple(Press(_button_of(run), run, not_yours) for run in runs)


def _button_of(run: Run) -> type[Button]:
    *_, pressed = signature(run).parameters.values()
    button: type[Button] = pressed.annotation
    return button


PRESSES = Known[Press]("buttons")


def pressed_button(data: str) -> tuple[Press, Button] | None:
    """Return what callback data stands for; None for data that no button of ours has."""
    data = data.removeprefix(BELOW)
    press = PRESSES.get(data.split(SEPARATOR)[0])
    if press is None:
        return None
    try:
        return press, press.button.unpack(data)
    except ValueError:
        log.warning("Callback data that no button of ours has.")
        return None
