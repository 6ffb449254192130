"""The buttons of `/tahun`, `/target` and `/aturan`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Years(Button):
    """A page of the list of years."""

    prefix: ClassVar[str] = "jl"
    page: int


@dataclass(frozen=True, slots=True)
class YearCard(Button):
    prefix: ClassVar[str] = "jy"
    year: int


@dataclass(frozen=True, slots=True)
class PreviewOpening(Button):
    """What the next year would take over."""

    prefix: ClassVar[str] = "jo"


@dataclass(frozen=True, slots=True)
class OpenYear(Button):
    """Take over exactly what was shown, known by its fingerprint."""

    prefix: ClassVar[str] = "jp"
    year: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PreviewClosing(Button):
    """The figures that closing would freeze."""

    prefix: ClassVar[str] = "jk"
    year: int


@dataclass(frozen=True, slots=True)
class CloseYear(Button):
    """Freeze exactly the figures that were shown, known by their fingerprint."""

    prefix: ClassVar[str] = "jx"
    year: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ReopenYear(Button):
    prefix: ClassVar[str] = "jr"
    year: int


@dataclass(frozen=True, slots=True)
class Targets(Button):
    prefix: ClassVar[str] = "jt"
    year: int


@dataclass(frozen=True, slots=True)
class SetTarget(Button):
    prefix: ClassVar[str] = "js"
    year: int
    indicator: str


@dataclass(frozen=True, slots=True)
class Rules(Button):
    prefix: ClassVar[str] = "ja"
    year: int


@dataclass(frozen=True, slots=True)
class SetRule(Button):
    """The rule of that indicator which a year may set."""

    prefix: ClassVar[str] = "jb"
    year: int
    indicator: str
