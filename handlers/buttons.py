"""Typed callback data. A button says what it is for and which version of a draft it was made for.

Callback data comes back from the outside: `unpack` trusts nothing, and having a button is no
permission; every handler asks again whether this person may do this now.
"""

from dataclasses import astuple, dataclass, fields
from typing import ClassVar, Self

LONGEST = 64
"""Bytes that Telegram allows in callback_data; python-telegram-bot does not check it."""
SEPARATOR = ":"


class Button:
    """Base of all buttons: subclasses are frozen dataclasses of int and str fields."""

    prefix: ClassVar[str]

    def pack(self) -> str:
        """Return the callback data. Raises ValueError if it is too long or would not come back the same."""
        parts = [str(value) for value in astuple(self)]  # type: ignore[call-overload] # every subclass is a dataclass
        data = SEPARATOR.join([self.prefix, *parts])
        if len(data.encode()) > LONGEST:
            raise ValueError(f"callback data of more than {LONGEST} bytes: {data}")
        if any(SEPARATOR in part for part in parts):
            raise ValueError(f"a separator inside callback data: {data}")
        return data

    @classmethod
    def unpack(cls, data: str) -> Self:
        """Return the button. Raises ValueError for anything that this class did not pack."""
        prefix, *parts = data.split(SEPARATOR)
        wanted = fields(cls)  # type: ignore[arg-type] # every subclass is a dataclass
        if prefix != cls.prefix or len(parts) != len(wanted):
            raise ValueError(f"not a {cls.__name__}")
        return cls(*(field.type(part) for field, part in zip(wanted, parts, strict=True)))  # type: ignore[operator] # int or str


@dataclass(frozen=True, slots=True)
class Answer(Button):
    """One of the choices of the question that is being asked."""

    prefix: ClassVar[str] = "a"
    draft: int
    version: int
    value: str


@dataclass(frozen=True, slots=True)
class Move(Button):
    """Go `back`, `keep` the answer in front, `skip` an optional one, or just `show` the card again."""

    prefix: ClassVar[str] = "m"
    draft: int
    version: int
    to: str


@dataclass(frozen=True, slots=True)
class Edit(Button):
    prefix: ClassVar[str] = "e"
    draft: int
    version: int
    question: str


@dataclass(frozen=True, slots=True)
class DropFile(Button):
    prefix: ClassVar[str] = "f"
    draft: int
    version: int
    file: int


@dataclass(frozen=True, slots=True)
class Send(Button):
    prefix: ClassVar[str] = "s"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Cancel(Button):
    prefix: ClassVar[str] = "x"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Undo(Button):
    """Bring a cancelled draft back."""

    prefix: ClassVar[str] = "u"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class TakeOver(Button):
    """Go on with a draft that a colleague began."""

    prefix: ClassVar[str] = "t"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Withdraw(Button):
    prefix: ClassVar[str] = "w"
    submission: int


@dataclass(frozen=True, slots=True)
class Reports(Button):
    """The list of reports of one OPD."""

    prefix: ClassVar[str] = "l"
    opd: str


@dataclass(frozen=True, slots=True)
class OpenReport(Button):
    """One report of that list; `mode` is `go`, or `correct` to correct a verified one."""

    prefix: ClassVar[str] = "o"
    opd: str
    indicator: str
    year: int
    mode: str = "go"


@dataclass(frozen=True, slots=True)
class Status(Button):
    prefix: ClassVar[str] = "st"
    opd: str


@dataclass(frozen=True, slots=True)
class History(Button):
    prefix: ClassVar[str] = "h"
    opd: str
    page: int


@dataclass(frozen=True, slots=True)
class Iku(Button):
    """The five percentages of a year."""

    prefix: ClassVar[str] = "i"
    year: int


@dataclass(frozen=True, slots=True)
class IkuDetail(Button):
    prefix: ClassVar[str] = "d"
    indicator: str
    year: int
    page: int


@dataclass(frozen=True, slots=True)
class Noop(Button):
    """A button that only shows something, such as the page number."""

    prefix: ClassVar[str] = "n"
