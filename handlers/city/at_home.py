"""What the rooms have to say on the home screen of one person, and what they read for it, each thing once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from telegram import InlineKeyboardButton

from domain.people.person import Person, Role
from handlers.telegram.buttons import Button
from handlers.telegram.context import Context
from handlers.telegram.keys import PRIMARY, key
from storage.ports import UnitOfWork


class Rank(IntEnum):
    """Which keys come first: of all that the rooms offer, home shows three."""

    ASKED = 0
    """It waits for this person's hand: late, returned, half done, to be decided."""
    NEXT = 1
    """What is to be done next."""
    USUAL = 2
    """What people of this role look at most."""


@dataclass(frozen=True, slots=True)
class Way:
    rank: Rank
    label: str
    button: Button

    def key(self) -> InlineKeyboardButton:
        return key(self.label, self.button, PRIMARY if self.rank is Rank.ASKED else None)


@dataclass(frozen=True, slots=True)
class Part:
    """What one room says at home (HTML), the keys it offers, and those that always stand beside the rest."""

    text: str = ""
    ways: tuple[Way, ...] = ()
    beside: tuple[InlineKeyboardButton, ...] = ()
    leads: bool = False
    """Whether its text stands above that of the other rooms."""


NOTHING = Part()


@dataclass(frozen=True, slots=True)
class Visit:
    """One home screen being put together, in one unit of work; `roles` are those it is made for."""

    uow: UnitOfWork
    context: Context
    roles: frozenset[Role]

    @property
    def person(self) -> Person:
        return self.context.person


AtHome: TypeAlias = Callable[[Visit], Awaitable[Part]]

AT_HOME: list[AtHome] = []
"""In the order of the features."""
