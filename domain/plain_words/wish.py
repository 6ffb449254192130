"""What a text can mean, and what has to be known of who wrote it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from domain.documents.wanted import DocumentKind
from domain.units.opd import Opd

Near: TypeAlias = Callable[[str, Collection[str]], str | None]
"""Returns which of these words a word with a slip of the finger is; None for none of them, or for several."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what is said behind it: `/iku sakip 2025`."""

    name: str
    args: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        return " ".join((f"/{self.name}", *self.args))


@dataclass(frozen=True, slots=True)
class Ticket:
    """A report by its ticket."""

    number: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A document, or with None for its kind all that can be had; `args` say of what, as `/iku` takes them."""

    kind: DocumentKind | None
    args: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        return " ".join(("berkas", *filter(None, (self.kind,)), *self.args))


class Polite(StrEnum):
    """What deserves a kind word, and nothing else."""

    THANKS = "terima kasih"
    PEACE = "assalamualaikum"
    GREETING = "salam"
    AGREED = "baik"


@dataclass(frozen=True, slots=True)
class Unsure:
    """What may be meant: the person is asked, and nothing is done before they say."""

    perhaps: tuple[Command | Ticket, ...]


Wish: TypeAlias = Command | Ticket | Handed | Polite | Unsure


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose text it is. `may` are the names of their commands; the command itself asks again."""

    may: frozenset[str]
    year: int
    opds: tuple[Opd, ...] = ()
    region: str = ""
    """What is governed: its name says nothing, since everything here is about it."""

    def first(self, *names: str) -> str:
        """Return the first command of these that is theirs; of none the first, which then says so itself."""
        return next((name for name in names if name in self.may), names[0])
