"""What a reviewer works with: the reports that wait for their Sub Bagian, and what came before them.

Thousands may wait. So the desk counts, and gives what is asked of it: a page, the next one, some by some.
"""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from domain.figures.kept import Kept
from domain.indicators import Indicator, reported
from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reports.events import ReportEvent
from domain.reports.four_eyes import is_own
from domain.review.inbox import Waiting, inbox
from domain.units.opd import Opd
from handlers.city.kept import kept_history, kept_opd, kept_rules
from handlers.telegram.paging import Page, page_at
from storage.ports import FIGURES, Proofs, Reviewer, Undecided, UnitOfWork, give_way, once

AT_ONCE = 50
"""So many waiting reports are looked at with their histories before whoever else waits is let in."""
_ALL = 1_000_000


def owned(person: Person) -> tuple[Indicator, ...]:
    """Return the indicators that this person reviews."""
    return tuple(one for one in reported() if one.owner in person.sub_bagian)


def may_review(person: Person, indicator: Indicator) -> bool:
    return indicator in owned(person)


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is on which day, and how much of each indicator waits there."""

    uow: UnitOfWork
    person: Person
    today: date
    shut: frozenset[int]
    """Closed years: what still waits of them cannot be decided, until the year is reopened."""
    counted: Counter[IndicatorKey]
    """What waits for this very person: "n menunggu Anda" counts these and no others."""
    total: int
    """What waits for the Sub Bagian, the own reports of this person included."""

    @property
    def mine(self) -> int:
        return self.counted.total()

    async def oldest(self) -> int | None:
        """Return the submission that has waited longest for this person."""
        return await self._first(after=0)

    async def following(self, sent: ReportEvent) -> int | None:
        """Return what waits for this person after that submission, from the beginning again at the end.

        None when nothing else waits.
        """
        later = await self._first(after=sent.id)
        if later is not None:
            return later
        first = await self.oldest()
        return first if first != sent.id else None

    async def find(self, sent: ReportEvent) -> Waiting | None:
        """Return that submission if it waits here."""
        if sent.year in self.shut:
            return None
        told = await kept_history(self.uow, sent.opd, sent.indicator)
        own, opd = [event for event in told if event.year == sent.year], await kept_opd(self.uow, sent.opd)
        return next((one for one in inbox(own, [opd], self.today) if one.sent.id == sent.id), None)

    async def since(self) -> datetime | None:
        """Return since when the oldest of what waits for this person was sent; None: nothing waits."""
        return await self.uow.standings.waiting_since(self._mine())

    async def number(self, sent: ReportEvent) -> int:
        """Return which it is of what waits for this person, counted from 1; 0 where it does not."""
        if is_own(self.person, sent):
            return 0
        before = replace(self._mine(), until=sent.id)
        return sum((await self.uow.standings.waiting_counts(before)).values())

    async def page(self, number: int, size: int) -> tuple[Page[tuple[int, Waiting]], dict[str, Opd]]:
        """Return a page of all that waits, oldest first and numbered from 1, and its OPD by code."""
        here = page_at(self.total, number, size)
        last = here.first - 1 + size
        rows = (await self.uow.standings.waiting(self._all(), limit=last))[here.first - 1 :]
        waiting = await self.read(rows)
        items = list(enumerate(waiting, start=here.first))
        page = Page(here.number, here.count, items, here.total, here.first)
        return page, await self.opds(waiting)

    async def rows(self, *, mine: bool = False) -> list[Kept]:
        """Return all that waits, oldest first, without its history."""
        return await self.uow.standings.waiting(self._mine() if mine else self._all(), limit=_ALL)

    async def some(self, proofs: Proofs = Proofs.ANY, *, mine: bool = False) -> AsyncIterator[list[Waiting]]:
        """Yield what waits, oldest first, some after the other."""
        wanted, last = replace(self._mine() if mine else self._all(), proofs=proofs), 0
        while rows := await self.uow.standings.waiting(wanted, after=last, limit=AT_ONCE):
            last = rows[-1].waiting or 0
            yield await self.read(rows)
            await give_way()

    async def read(self, rows: Sequence[Kept]) -> list[Waiting]:
        """Return these with where their reports stand, oldest first."""
        histories = await self.histories(rows)
        events = [event for history in histories for event in history]
        opds = await self.uow.opds.several({event.opd for event in events})
        ids = {row.waiting for row in rows}
        return [one for one in inbox(events, opds, self.today) if one.sent.id in ids]

    async def histories(self, rows: Sequence[Kept]) -> list[list[ReportEvent]]:
        """Return what happened to reports of the years in which these wait, indicator by indicator."""
        asked = defaultdict[IndicatorKey, list[Kept]](list)
        for row in rows:
            asked[row.indicator].append(row)
        return [
            await self.uow.reports.events(
                opds={row.opd for row in of_it}, indicator=indicator, years={row.year for row in of_it}
            )
            for indicator, of_it in asked.items()
        ]

    async def opds(self, waiting: Sequence[Waiting]) -> dict[str, Opd]:
        """Return the OPD of these reports by code."""
        return {opd.code: opd for opd in await self.uow.opds.several({one.sent.opd for one in waiting})}

    async def history(self, sent: ReportEvent) -> list[ReportEvent]:
        """Return the events of that submission's OPD and indicator, of all years."""
        return await self.uow.reports.events(opd=sent.opd, indicator=sent.indicator)

    async def _first(self, *, after: int) -> int | None:
        found = await self.uow.standings.waiting(self._mine(), after=after, limit=1)
        return found[0].waiting if found else None

    def _all(self) -> Undecided:
        return _wanted(self.person, self.today, self.shut)

    def _mine(self) -> Undecided:
        return _decidable(self._all(), self.person)


async def desk_of(uow: UnitOfWork, person: Person, today: date, *, fresh: bool = False) -> Desk:
    """Return what a reviewer works with on that day; `fresh`: counted behind the locks of what is stored."""
    wanted = _wanted(person, today, ())
    about = ("desk", person.id, person.opds, tuple(wanted.indicators), today)
    read = partial(_counts, uow, person, wanted)
    shut, counted, total = await (read() if fresh else once(uow, FIGURES, about, read))
    return Desk(uow, person, today, shut, counted, total)


async def _counts(
    uow: UnitOfWork, person: Person, wanted: Undecided
) -> tuple[frozenset[int], Counter[IndicatorKey], int]:
    """Return the closed years, what waits for the person of each indicator, and all that waits."""
    waits = await uow.standings.waiting_shares(wanted, _reviewer(person)) if wanted.indicators else {}
    rules = [await kept_rules(uow, year) for year in sorted({year for year, _ in waits})]
    shut = {one.year for one in rules if one.closed_at is not None}
    counted = Counter[IndicatorKey]()
    for (year, indicator), (_, mine) in waits.items():
        counted[indicator] += mine * (year not in shut)
    total = sum(many for (year, _), (many, _) in waits.items() if year not in shut)
    return frozenset(shut), counted, total


def _wanted(person: Person, today: date, shut: Collection[int]) -> Undecided:
    return Undecided(indicators=[one.key for one in owned(person)], today=today, but=shut)


def _decidable(wanted: Undecided, person: Person) -> Undecided:
    return replace(wanted, reviewer=_reviewer(person))


def _reviewer(person: Person) -> Reviewer:
    return Reviewer(person=person.id, opds=frozenset(person.opds))
