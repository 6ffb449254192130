"""What the rooms have to say on the home screen of one person, and what they read for it, each thing once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

from telegram import InlineKeyboardButton

from domain.figures.asking import period
from domain.people.person import Person, Role
from handlers.city.figures import Known, known
from handlers.city.working_year import year_at_work
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
    _known: dict[int, Known] = field(default_factory=dict)
    _on: list[int] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.context.person

    async def known(self, year: int) -> Known:
        """Return what is known of a year at this moment; it is read once."""
        if year not in self._known:
            asked = period(year, 0, self.context.now)
            self._known[year] = await self.context.once((Known, year), lambda: known(self.uow, asked))
        return self._known[year]

    async def on(self) -> Known:
        """Return what is known of the year that is worked on; which one that is, is asked once."""
        if not self._on:
            self._on.append(await year_at_work(self.uow, self.context))
        return await self.known(self._on[0])


AtHome: TypeAlias = Callable[[Visit], Awaitable[Part]]

AT_HOME: list[AtHome] = []
"""In the order of the features."""
