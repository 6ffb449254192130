"""How the tests look at a refused answer."""

from collections.abc import Callable

import pytest

from domain.errors import InvalidAnswer


def refusal(read: Callable[[], object]) -> InvalidAnswer:
    """Return the InvalidAnswer that `read` raises; fails if it raises none."""
    with pytest.raises(InvalidAnswer) as caught:
        read()
    return caught.value
