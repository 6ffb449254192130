"""Where every OPD stands in the figures of now: kept with the events, not folded anew.

It is what `domain.figures.kept` makes of all that is stored, what the unit that reads it has stored itself
included. What is past (the end of a quarter, a closing) is not here: that is folded from the events.

Everything is asked for on a day: only the OPD count that are in force then, or in a past year's figure on its
last day (`domain.units.opd.in_force_at`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from domain.figures.kept import Kept, Totals
from domain.keys import IndicatorKey
from domain.units.opd import Opd


@dataclass(frozen=True, slots=True)
class Stood:
    """One OPD in the figure of one indicator, and what is kept of it; None: nothing was ever heard of it."""

    opd: Opd
    indicator: IndicatorKey
    kept: Kept | None


class StoodIn(StrEnum):
    """What the OPD of a figure are listed by; each is in exactly one."""

    WAITING = "waiting"  # something waits for a verdict, be it the correction of what counts
    RETURNED = "returned"
    MISSING = "missing"
    UNMET = "unmet"
    MET = "met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Whose verdict is asked about: what they have sent, and what is of these OPD, is their own."""

    person: int
    opds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What waits for a verdict: of these indicators, in whichever year but these."""

    indicators: Collection[IndicatorKey]
    today: date
    but: Collection[int] = ()
    """Years that are closed: nothing of them can be decided."""
    reviewer: Reviewer | None = None
    """Only what this person may decide about; None: all of it."""


@dataclass(frozen=True, slots=True)
class OwedSlice:
    """What some OPD owe, by code and indicator, and the last OPD that was looked at; "" when all were."""

    owed: tuple[Stood, ...]
    last: str


class Standings(Protocol):
    async def totals(self, year: int, today: date) -> Mapping[IndicatorKey, Totals]:
        """Return the sums of every indicator: what `domain.figures.figure.Figure` says of itself.

        A handful of small reads, however many OPD and events there are.
        """

    async def own(self, opds: Collection[str], year: int, today: date) -> list[Stood]:
        """Return how those of these OPD stand that are in the figures, by name, in each indicator."""

    async def of(
        self,
        year: int,
        indicator: IndicatorKey,
        group: StoodIn,
        today: date,
        *,
        reviewer: Reviewer | None = None,
        start: int = 0,
        limit: int,
    ) -> list[Stood]:
        """Return some OPD of a group, by what they are called in lists, from that place on.

        With a `reviewer`, of those that wait only what that person may decide about.
        """

    async def waiting(self, wanted: Undecided, *, after: int = 0, limit: int) -> list[Kept]:
        """Return what waits, oldest first (by `Kept.waiting`), of what was sent after that event."""

    async def waiting_counts(self, wanted: Undecided) -> Mapping[tuple[int, IndicatorKey], int]:
        """Return how much waits, by year and indicator; nothing is left out that is there."""

    async def owed(
        self, year: int, indicators: Collection[IndicatorKey], today: date, *, after: str = "", limit: int
    ) -> OwedSlice:
        """Return what is owed by the next so many OPD after that code: what is missing or to be repaired."""
