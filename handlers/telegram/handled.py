"""Whose update is being handled just now, for the log: numbers that name nobody to who reads only the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.telegram.context import Context

_IN_HAND: ContextVar["Context | None"] = ContextVar("in_hand", default=None)


@contextmanager
def handling(context: "Context") -> Iterator[None]:
    """Let every line that is logged in this block say whose update it is."""
    before = _IN_HAND.set(context)
    try:
        yield
    finally:
        _IN_HAND.reset(before)


def handled() -> str:
    """Return "update 12, person 3" while that is handled, "update 12" of somebody unknown, else ""."""
    context = _IN_HAND.get()
    if context is None or context.update_id is None:
        return ""
    person = f", person {context.person.id}" if context.knows_person else ""
    return f"update {context.update_id}{person}"
