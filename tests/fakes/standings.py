"""Where every OPD stands in the figures of now, in memory: folded whenever it is asked for."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.figures.figure import Part
from domain.figures.kept import Kept, Totals, kept, sums, totals
from domain.indicators import INDICATORS, by_key
from domain.keys import Answers, IndicatorKey
from domain.language.dates import day_of, year_end
from domain.overdue.alike import Alike, Pressing
from domain.units.opd import Opd, in_force
from domain.years.rules import readable_rules
from storage.ports import Debtors, OwedSlice, Proofs, Reviewer, Standings, Stood, StoodIn, Undecided
from storage.ports.standings import Difference, place_of, stood_in
from tests.fakes.tables import Tables


class FakeStandings(Standings):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def totals(self, year: int, today: date) -> dict[IndicatorKey, Totals]:
        opds = self._counted(year, today)
        return {
            one.key: totals(sums(kept for opd in opds if (kept := self._kept(opd, one.key, year))), len(opds))
            for one in INDICATORS
        }

    async def own(self, opds: Collection[str], year: int, today: date) -> list[Stood]:
        found = [opd for opd in self._counted(year, today) if opd.code in opds]
        by_name = sorted(found, key=lambda opd: (opd.name, opd.code))
        return [self._stood(opd, one.key, year) for opd in by_name for one in INDICATORS]

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
        every = (self._stood(opd, indicator, year) for opd in self._counted(year, today))
        found = [one for one in every if stood_in(one.kept) is group]
        if reviewer is not None and group is StoodIn.WAITING:
            found = [one for one in found if one.kept is not None and reviewer.asks(one.kept)]
        return sorted(found, key=lambda one: place_of(one.opd))[start : start + limit]

    async def returned(self, year: int, today: date) -> list[Stood]:
        by_code = sorted(self._counted(year, today), key=lambda opd: opd.code)
        every = (self._stood(opd, one.key, year) for opd in by_code for one in INDICATORS)
        return [one for one in every if one.kept is not None and one.kept.returned is not None]

    async def answers(self, year: int, indicator: IndicatorKey, today: date) -> list[Answers]:
        opds = self._counted(year, today)
        found = (kept for opd in opds if (kept := self._kept(opd, indicator, year)) is not None)
        ids = sorted(one.verified for one in found if one.verified is not None)
        return [self._tables.events[number].answers for number in ids]

    async def waiting(self, wanted: Undecided, *, after: int = 0, limit: int) -> list[Kept]:
        found = [one for one in self._undecided(wanted) if one.waiting is not None and one.waiting > after]
        return sorted(found, key=lambda one: one.waiting or 0)[:limit]

    async def waiting_counts(self, wanted: Undecided) -> Counter[tuple[int, IndicatorKey]]:
        return Counter((one.year, one.indicator) for one in self._undecided(wanted))

    async def waiting_shares(
        self, wanted: Undecided, reviewer: Reviewer
    ) -> dict[tuple[int, IndicatorKey], tuple[int, int]]:
        asked = await self.waiting_counts(replace(wanted, reviewer=reviewer))
        return {key: (many, asked[key]) for key, many in (await self.waiting_counts(wanted)).items()}

    def _undecided(self, wanted: Undecided) -> list[Kept]:
        years = {event.year for event in self._tables.events.values()}.difference(wanted.but)
        found = (
            kept
            for year in years
            for opd in self._counted(year, wanted.today)
            for indicator in wanted.indicators
            if (kept := self._kept(opd, indicator, year)) is not None and kept.waiting is not None
        )
        return [
            one
            for one in found
            if (wanted.reviewer is None or wanted.reviewer.asks(one)) and self._is_wanted(wanted, one)
        ]

    def _is_wanted(self, wanted: Undecided, kept: Kept) -> bool:
        files = self._tables.events[kept.waiting or 0].files
        opened = all(file in self._tables.opened for file in files)
        return (
            (wanted.until is None or (kept.waiting or 0) <= wanted.until)
            and (wanted.proofs is Proofs.ANY or bool(files))
            and (wanted.proofs is not Proofs.OPENED or opened)
        )

    async def waiting_since(self, wanted: Undecided) -> datetime | None:
        since = [one.waiting_since for one in self._undecided(wanted) if one.waiting_since is not None]
        return min(since, default=None)

    async def owed(
        self, year: int, indicators: Collection[IndicatorKey], today: date, *, after: str = "", limit: int
    ) -> OwedSlice:
        there = sorted(self._counted(year, today), key=lambda opd: opd.code)
        opds = [opd for opd in there if opd.code > after][:limit]
        owed = (
            self._stood(opd, indicator, year)
            for opd in opds
            for indicator in indicators
            if in_force(opd, today) or not by_key(indicator).reported_by_operator
        )
        last = opds[-1].code if len(opds) == limit else ""
        return OwedSlice(tuple(one for one in owed if one.kept is None or one.kept.is_owed), last)

    async def alike(
        self, year: int, today: date, apart: Mapping[IndicatorKey, Collection[str]]
    ) -> dict[IndicatorKey, list[Alike]]:
        told = dict[IndicatorKey, list[Alike]]()
        for key, by_themselves in apart.items():
            every = self._alone(year, key, today)
            found = Counter(
                one if one.opd in by_themselves else replace(one, opd="", place="") for one in every
            )
            told[key] = [replace(one, many=many) for one, many in found.items()]
        return told

    async def alone(
        self, year: int, indicator: IndicatorKey, today: date, opds: Collection[str]
    ) -> list[Alike]:
        return [one for one in self._alone(year, indicator, today) if one.opd in opds]

    def _alone(self, year: int, indicator: IndicatorKey, today: date) -> list[Alike]:
        return [_alike(one) for one in self._owed(year, indicator, today)]

    def _owed(self, year: int, indicator: IndicatorKey, today: date) -> list[Stood]:
        reports = by_key(indicator).reported_by_operator
        opds = (one for one in self._counted(year, today) if in_force(one, today) or not reports)
        found = [self._stood(opd, indicator, year) for opd in sorted(opds, key=place_of)]
        return [one for one in found if one.kept is None or one.kept.is_owed]

    async def debtors(self, wanted: Debtors, *, start: int = 0, limit: int) -> list[Opd]:
        ranks = dict[Opd, list[Pressing]]()
        for indicator, lateness in wanted.listed.items():
            for one in self._owed(wanted.year, indicator, wanted.today):
                told = _alike(one)
                is_late = lateness.is_late(told.opd, told.review_days)
                rank = Pressing.RETURNED if told.returned else Pressing.MISSING
                ranks.setdefault(one.opd, []).append(Pressing.LATE if is_late else rank)
        found = sorted((opd for opd in ranks if min(ranks[opd]) is wanted.pressing), key=place_of)
        return found[start : start + limit]

    async def debtor_count(self, wanted: Debtors) -> int:
        return len(await self.debtors(wanted, limit=len(self._tables.opds)))

    async def expecting(self, year: int, indicator: IndicatorKey, today: date, *, limit: int) -> list[int]:
        owed = self._owed(year, indicator, today)
        said = [one.kept.expected for one in owed if one.kept is not None and one.kept.expected is not None]
        return said[:limit]

    async def coming_and_going(self, first: date, last: date) -> set[str]:
        newest = {opd.code: opd for opd, _ in self._tables.opds}
        return {
            opd.code
            for opd in newest.values()
            if first <= opd.valid_from <= last or (opd.valid_to is not None and first <= opd.valid_to <= last)
        }

    async def years(self) -> list[int]:
        return sorted({event.year for event in self._tables.events.values()})

    async def renew(self, year: int, indicator: IndicatorKey) -> list[Difference]:  # noqa: ARG002 - see above
        return []

    async def renew_opds(self) -> list[Difference]:
        return []

    async def differences(
        self,
        year: int,  # noqa: ARG002 - nothing is kept
        indicator: IndicatorKey,  # noqa: ARG002
        opds: int | None = None,  # noqa: ARG002
    ) -> list[Difference]:
        return []

    async def made(self) -> bool:
        return True

    async def mark_made(self, at: datetime) -> None:
        """Nothing is kept."""

    def _counted(self, year: int, today: date) -> list[Opd]:
        day = min(today, day_of(year_end(year)))
        newest = {opd.code: opd for opd, _ in self._tables.opds}
        return [opd for opd in newest.values() if in_force(opd, day)]

    def _stood(self, opd: Opd, indicator: IndicatorKey, year: int) -> Stood:
        return Stood(opd, indicator, self._kept(opd, indicator, year))

    def _kept(self, opd: Opd, indicator: IndicatorKey, year: int) -> Kept | None:
        said = ((one.key, one.value) for one in self._tables.settings if one.year == year)
        told = (
            event
            for event in self._tables.events.values()
            if (event.opd, event.indicator) == (opd.code, indicator)
        )
        return kept(by_key(indicator), opd.code, year, told, readable_rules(year, said)[0].chosen)


def _alike(one: Stood) -> Alike:
    row = one.kept
    return Alike(
        indicator=one.indicator,
        opd=one.opd.code,
        place=place_of(one.opd),
        review_days=row.review_days if row is not None else 0,
        returned=row is not None and row.part is Part.RETURNED,
        expected=row is not None and row.expected is not None,
    )
