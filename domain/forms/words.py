"""What is said of a question and of its answers: Indonesian, and plain text for whoever shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from domain.keys import Answers


@dataclass(frozen=True, slots=True)
class Wording:
    """`name` is for the summary and its *Ubah* buttons; `ask` and `hint` are for the question's card."""

    name: str
    ask: str = ""
    hint: str = ""
    short: str = ""
    """The name on the *Ubah* button, where that would not fit beside another; "": the name itself."""


Labels: TypeAlias = Mapping[str, str | Callable[[Answers], str]]
"""The words of choices; a callable where they depend on the answers."""


class Row(NamedTuple):
    """One row of a summary; `is_result` where it says what those before it come to."""

    name: str
    value: str
    is_result: bool = False
