"""What a list of `/belum` shows, read from the database: counts of all, and the OPD of one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.indicators import Indicator
from domain.keys import IndicatorKey
from domain.overdue.alike import Alike, Lateness, Pressing, lateness, many
from domain.overdue.debts import is_year_pursued
from domain.reports.events import ReportEvent
from domain.years.rules import YearRules
from handlers.city.kept import kept_totals
from handlers.city.named import opds_named
from handlers.city.owing import owed_alike, unreached
from handlers.overdue.texts import MOST_EXPECTED, MOST_NAMED, Counted, Line, Named
from handlers.telegram.paging import Page, page_at, page_of
from storage.ports import FIGURES, Debtors, UnitOfWork, give_way, once

_AT_ONCE = 1000
"""OPD that are looked for by their codes before whoever waits is let in."""


@dataclass(frozen=True, slots=True)
class Books:
    """What is owed of one year on one day, read as far as it is asked for."""

    uow: UnitOfWork
    rules: YearRules
    today: date
    now: datetime

    async def owed(self, indicator: Indicator) -> Sequence[Alike]:
        return await owed_alike(self.uow, self.rules, indicator, self.today)

    async def is_pursued(self, indicators: Sequence[Indicator]) -> bool:
        """Return whether anybody is still asked for any of these."""
        owed = await self._owed(indicators)
        return any(is_year_pursued(self.rules.year, one.due(self.rules), self.now) for one in owed)

    async def is_late(self, indicators: Sequence[Indicator]) -> bool:
        """Return whether somebody is late on paper; who has said that it is not out yet is not."""
        owed = await self._owed(indicators)
        return any(not one.expected and one.pressing(self.rules, self.now) is Pressing.LATE for one in owed)

    async def _owed(self, indicators: Sequence[Indicator]) -> list[Alike]:
        return [alike for one in indicators for alike in await self.owed(one)]

    async def counted(self, indicator: Indicator) -> Counted:
        """Return how many owe one of them, and the first of those who have said that it is not out yet."""
        owed = await self.owed(indicator)
        said = await self._expecting(indicator) if any(one.expected for one in owed) else ()
        totals = await kept_totals(self.uow, self.rules.year, self.today)
        return Counted(
            indicator=indicator,
            due=self.rules.deadlines.get(indicator.key),
            total=totals[indicator.key].counts.total,
            owed=owed,
            expecting=said,
        )

    async def _expecting(self, indicator: Indicator) -> Sequence[tuple[str, ReportEvent]]:
        ids = await self.uow.standings.expecting(
            self.rules.year, indicator.key, self.today, limit=MOST_EXPECTED
        )
        events = {one.id: one for one in await self.uow.reports.several(ids)}
        found = [events[number] for number in ids if number in events]
        opds = {opd.code: opd for opd in await self.uow.opds.several({event.opd for event in found})}
        return [(opds[event.opd].short_name, event) for event in found]

    async def page(self, listed: Sequence[Indicator], number: int, size: int) -> Page[Line]:
        """Return a page of the OPD that owe any of these, the most pressing first."""
        late = await self._lateness(listed)
        await give_way()
        counts = await self._counts(listed, late)
        await give_way()
        here = page_at(sum(counts.values()), number, size)
        lines, skip = list[Line](), here.first - 1
        for pressing in Pressing:
            if len(lines) < size and skip < counts[pressing]:
                wanted = self._debtors(late, pressing)
                left = size - len(lines)
                opds = await self.uow.standings.debtors(wanted, start=skip, limit=left)
                lines += [Line(opd, pressing) for opd in opds]
                skip = 0
            else:
                skip = max(0, skip - counts[pressing])
        return Page(here.number, here.count, lines, here.total, here.first)

    def _debtors(self, late: Mapping[IndicatorKey, Lateness], pressing: Pressing) -> Debtors:
        return Debtors(year=self.rules.year, today=self.today, listed=late, pressing=pressing)

    async def _lateness(self, listed: Sequence[Indicator]) -> dict[IndicatorKey, Lateness]:
        return {
            one.key: lateness(self.rules, one.key, self.rules.longer(one.key), await self.owed(one), self.now)
            for one in listed
        }

    async def _counts(
        self, listed: Sequence[Indicator], late: Mapping[IndicatorKey, Lateness]
    ) -> dict[Pressing, int]:
        """Return how many OPD there are of each kind; of several reports whoever owes two is counted once."""
        if len(listed) == 1:
            owed = await self.owed(listed[0])
            return {
                rank: many(one for one in owed if one.pressing(self.rules, self.now) is rank)
                for rank in Pressing
            }
        asked = ("debtors", self.rules.year, tuple(late), self.now.replace(second=0, microsecond=0))
        return await once(self.uow, FIGURES, asked, lambda: self._counted_together(late))

    async def _counted_together(self, late: Mapping[IndicatorKey, Lateness]) -> dict[Pressing, int]:
        return {rank: await self.uow.standings.debtor_count(self._debtors(late, rank)) for rank in Pressing}

    async def unreached(self, listed: Sequence[Indicator]) -> tuple[Named, Named]:
        """Return which of the OPD that owe a report have no operator, and at which nobody can be reached."""
        told = await unreached(self.uow)
        reports = [one for one in listed if one.reported_by_operator]
        codes = await self._ranked(reports, sorted(told)) if told and reports else []
        without = [code for code in codes if not told[code].has_operators]
        silent = [code for code in codes if told[code].has_operators]
        return await self._named(without), await self._named(silent)

    async def _named(self, codes: Sequence[str]) -> Named:
        first = codes[:MOST_NAMED]
        opds = {opd.code: opd for opd in await self.uow.opds.several(set(first))} if first else {}
        return Named([opds[code].short_name for code in first], len(codes))

    async def _ranked(self, listed: Sequence[Indicator], codes: Sequence[str]) -> list[str]:
        """Return those of these OPD that owe any of it, the most pressing first."""
        return [code for code, _ in await self._ranks(listed, codes)]

    async def _ranks(self, listed: Sequence[Indicator], codes: Sequence[str]) -> list[tuple[str, Pressing]]:
        ranks, order = dict[str, Pressing](), dict[str, str]()
        for start in range(0, len(codes), _AT_ONCE):
            for indicator in listed:
                some = codes[start : start + _AT_ONCE]
                for one in await self.uow.standings.alone(self.rules.year, indicator.key, self.today, some):
                    rank = one.pressing(self.rules, self.now)
                    ranks[one.opd] = min(rank, ranks.get(one.opd, rank))
                    order[one.opd] = one.place
        return sorted(ranks.items(), key=lambda one: (one[1], order[one[0]]))

    async def sought(self, listed: Sequence[Indicator], words: str, size: int) -> Page[Line]:
        """Return the first of the OPD that owe any of these and whose name has those words."""
        opds = {opd.code: opd for opd in await opds_named(self.uow, words)}
        ranks = await self._ranks(listed, sorted(opds))
        return page_of([Line(opds[code], rank) for code, rank in ranks], 0, size)
