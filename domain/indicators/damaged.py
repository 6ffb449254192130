"""Answers that cannot be read: they were damaged, or come from another version of the form."""

from collections.abc import Callable
from typing import TypeVar

from domain.errors import DomainError

Value = TypeVar("Value")


def if_readable(read: Callable[[], Value]) -> Value | None:
    """Return what is read of answers, None where they cannot be read.

    One OPD's must not take what is said of all others with it.
    """
    try:
        return read()
    except (DomainError, LookupError, ValueError, TypeError, ArithmeticError):
        return None
