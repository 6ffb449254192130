"""Where every OPD stands in the figures of now: kept with the events, not folded anew.

It is what `domain.figures.kept` makes of all that is stored, what the unit that reads it has stored itself
included. What is past (the end of a quarter, a closing) is not here: that is folded from the events.

Everything is asked for on a day: only the OPD count that are in force then, or in a past year's figure on its
last day (`domain.units.opd.in_force_at`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.figures.figure import Part
from domain.figures.kept import Kept, Totals
from domain.keys import Answers, IndicatorKey
from domain.overdue.alike import Alike, Lateness, Pressing
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


_OF_PART = {
    Part.MET: StoodIn.MET,
    Part.UNMET: StoodIn.UNMET,
    Part.WAITING_MET: StoodIn.WAITING,
    Part.WAITING_UNMET: StoodIn.WAITING,
    Part.RETURNED: StoodIn.RETURNED,
    Part.MISSING: StoodIn.MISSING,
}


def stood_in(kept: Kept | None) -> StoodIn:
    """Return what an OPD is listed by of which that is kept."""
    if kept is None:
        return StoodIn.MISSING
    return _OF_PART[kept.part] if kept.waiting is None else StoodIn.WAITING


def place_of(opd: Opd) -> str:
    """Return what OPD are sorted by in lists: what they are called there, then by name and code."""
    return f"{opd.short_name.casefold()}\x1f{opd.name}\x1f{opd.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Whose verdict is asked about: what they have sent, and what is of these OPD, is their own."""

    person: int
    opds: frozenset[str] = frozenset()
    own: bool = False
    """What is asked for is their own, which they may not decide about."""

    def asks(self, kept: Kept) -> bool:
        """Return whether something waits there that is asked for (`domain.reports.four_eyes`)."""
        return kept.waiting is not None and self.own == (
            kept.waiting_by == self.person or kept.opd in self.opds
        )


class Proofs(StrEnum):
    """What evidence of a report that waits is asked for."""

    ANY = "any"  # with or without
    SOME = "some"
    OPENED = "opened"  # some, and somebody has opened every file of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What waits for a verdict: of these indicators, in whichever year but these."""

    indicators: Collection[IndicatorKey]
    today: date
    but: Collection[int] = ()
    """Years that are closed: nothing of them can be decided."""
    reviewer: Reviewer | None = None
    """Only what this person may decide about; None: all of it."""
    until: int | None = None
    """Only what was sent up to that event."""
    proofs: Proofs = Proofs.ANY


@dataclass(frozen=True, slots=True)
class OwedSlice:
    """What some OPD owe, by code and indicator, and the last OPD that was looked at; "" when all were."""

    owed: tuple[Stood, ...]
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtors:
    """Which OPD of a year are listed: those that owe any of these, and are as pressing as that."""

    year: int
    today: date
    listed: Mapping[IndicatorKey, Lateness]
    pressing: Pressing


@dataclass(frozen=True, slots=True)
class Difference:
    """What is kept and does not follow from the history, and what does; None: nothing."""

    what: str
    kept: object
    follows: object


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

        With a `reviewer`, of those that wait only what is asked for of that person.
        """

    async def returned(self, year: int, today: date) -> list[Stood]:
        """Return what was returned and not verified since, be it the correction of what counts."""

    async def answers(self, year: int, indicator: IndicatorKey, today: date) -> list[Answers]:
        """Return the answers that OPD stand on, as many as there are, in the order they were stored."""

    async def waiting(self, wanted: Undecided, *, after: int = 0, limit: int) -> list[Kept]:
        """Return what waits, oldest first (by `Kept.waiting`), of what was sent after that event."""

    async def waiting_counts(self, wanted: Undecided) -> Mapping[tuple[int, IndicatorKey], int]:
        """Return how much waits, by year and indicator; nothing is left out that is there."""

    async def waiting_shares(
        self, wanted: Undecided, reviewer: Reviewer
    ) -> Mapping[tuple[int, IndicatorKey], tuple[int, int]]:
        """Return the same, and how much of it this person is asked for."""

    async def waiting_since(self, wanted: Undecided) -> datetime | None:
        """Return when the oldest of what waits was sent; None: nothing waits."""

    async def owed(
        self, year: int, indicators: Collection[IndicatorKey], today: date, *, after: str = "", limit: int
    ) -> OwedSlice:
        """Return what is owed by the next so many OPD after that code: what is missing or to be repaired."""

    async def alike(
        self, year: int, today: date, apart: Mapping[IndicatorKey, Collection[str]]
    ) -> Mapping[IndicatorKey, list[Alike]]:
        """Return how many OPD owe each of these in which way, and of those apart what each owes by itself.

        It is what `owed` tells one by one.
        """

    async def alone(
        self, year: int, indicator: IndicatorKey, today: date, opds: Collection[str]
    ) -> list[Alike]:
        """Return which of these OPD owe a report, each by itself, by what they are called in lists."""

    async def debtors(self, wanted: Debtors, *, start: int = 0, limit: int) -> list[Opd]:
        """Return some OPD that are as pressing as that, by what they are called in lists."""

    async def debtor_count(self, wanted: Debtors) -> int:
        """Return how many OPD are as pressing as that."""

    async def expecting(self, year: int, indicator: IndicatorKey, today: date, *, limit: int) -> list[int]:
        """Return by which events OPD have said that what they owe is not out yet, as lists go."""

    async def coming_and_going(self, first: date, last: date) -> set[str]:
        """Return the OPD whose newest validity begins or ends between these days, both included."""

    async def years(self) -> list[int]:
        """Return the years of which anything is kept, or would have to be."""

    async def renew(self, year: int, indicator: IndicatorKey) -> list[Difference]:
        """Make what is kept of a year and indicator anew, from the history; return what differed.

        Nothing of it is changed by others until this unit ends.
        """

    async def renew_opds(self) -> list[Difference]:
        """Make what is kept of the newest versions of the OPD anew; return what differed."""

    async def differences(
        self, year: int, indicator: IndicatorKey, opds: int | None = None
    ) -> list[Difference]:
        """Return in what the kept figures of a year and indicator differ from the history; changes nothing.

        With `opds`, only so many OPD, spread over all, are folded; their sums are compared in any case.
        """

    async def made(self) -> bool:
        """Return whether all of it was made by the definition that this program has."""

    async def mark_made(self, at: datetime) -> None:
        """Say that all of it was made by this definition."""
