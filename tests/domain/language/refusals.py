"""How the tests look at a refused answer."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

import pytest

from domain.errors import InvalidAnswer, Problem

Typed = TypeVar("Typed")


def refusal(read: Callable[[], object]) -> InvalidAnswer:
    """Return the InvalidAnswer that `read` raises; fails if it raises none."""
    with pytest.raises(InvalidAnswer) as caught:
        read()
    return caught.value


def refusals(typed: Iterable[Typed], read: Callable[[Typed], object]) -> set[Problem]:
    """Return for what reasons these answers are refused; fails if one of them is not."""
    return {refusal(partial(read, one)).problem for one in typed}
