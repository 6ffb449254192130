"""What is kept of the figures changes with its cause: noted by the other ports, done when a unit commits.

Like the audit trail: at the very end, and only one unit at a time. So two that change what an OPD stands on
never miss each other's events, the sums are right, and none waits for longer than a commit takes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from sqlalchemy import bindparam, select, tuple_

from domain.figures.kept import SUMS, Kept, adds, years_touched
from domain.indicators import Indicator, by_key, yearly_rules
from domain.indicators.indicator import Chosen
from domain.keys import IndicatorKey
from domain.storable import storable
from storage.ports.standings import Difference
from storage.ports.turns import give_way
from storage.sql import kept_rows
from storage.sql.kept_rows import Place, kept_of, says
from storage.sql.session import AnyRow, Prepared, Session
from storage.tables.standings import figure_counts, opd_newest, standings

_Opd = TypeVar("_Opd")
_LOCK = "standings"
_AT_ONCE = 100
"""OPD that are folded at once: some milliseconds."""
_RENEWED_AT_ONCE = 40
"""OPD of a year that is made anew before whoever waits is let in."""


class Keeping:
    """What has happened in one unit of work, and what it does to what is kept of the figures."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reports = set[tuple[IndicatorKey, str, int]]()
        self._rules = set[tuple[int, IndicatorKey]]()
        self._codes = set[str]()

    def report(self, indicator: IndicatorKey, opd: str, year: int) -> None:
        """Note that something has happened to a report."""
        self._reports.add((indicator, storable(opd), year))

    def setting(self, year: int, key: str) -> None:
        """Note that something was set for a year; only the rules of the indicators move a figure."""
        self._rules |= {(year, one.key) for one, yearly in yearly_rules() if yearly.key == key}

    def opd(self, code: str) -> None:
        """Note that an OPD has a new version."""
        self._codes.add(storable(code))

    def forget(self) -> None:
        """Drop what was noted and rolled back."""
        for noted in (self._reports, self._rules, self._codes):
            noted.clear()

    async def flush(self) -> None:
        """Let what is kept follow what was noted."""
        if not (self._reports or self._rules or self._codes):
            return
        await self.alone()
        if self._codes:
            found = await kept_rows.newest_opds(self._session, self._codes)
            rows = [kept_rows.row_of_opd(found[code]) for code in sorted(found)]
            await self._session.put_rows(opd_newest, rows)
        await self._follow_reports()
        for year, indicator in sorted(self._rules):
            await self.renew(by_key(indicator), year)
        self.forget()

    async def alone(self) -> None:
        """Wait until no other unit changes what is kept, and keep them from it until this one ends."""
        await self._session.lock(_LOCK)

    async def _follow_reports(self) -> None:
        touched = defaultdict[tuple[IndicatorKey, int], list[str]](list)
        for of_indicator, opd, year in sorted(self._reports):
            touched[of_indicator, year].append(opd)
        for (key, year), opds in touched.items():
            indicator = by_key(key)
            chosen = await kept_rows.chosen_in(self._session, years_touched(indicator, year))
            for some in batches(opds):
                await self._follow(indicator, some, chosen)

    async def _follow(self, indicator: Indicator, opds: Sequence[str], chosen: Mapping[int, Chosen]) -> None:
        """Let the rows of some OPD follow their history, and the sums the rows."""
        before = await kept_rows.rows_of(self._session, indicator, opds, sorted(chosen))
        after = await kept_rows.follows(self._session, indicator, opds, chosen)
        moved = await self._store(indicator, before, after)
        for year in sorted({year for _, year in moved}):
            delta, here = Counter[str](), [place for place in moved if place[1] == year]
            for place in here:
                delta.update(adds(after[place]) if place in after else {})
                delta.subtract(adds(kept_of(before[place])) if place in before else {})
            await self._add(year, indicator.key, {name: many for name, many in delta.items() if many})

    async def _store(
        self, indicator: Indicator, before: Mapping[Place, AnyRow], after: Mapping[Place, Kept]
    ) -> list[Place]:
        """Put what follows in place of what was kept; return where that was something else."""
        places = sorted(before.keys() | after.keys())
        moved = [place for place in places if not says(before.get(place), after.get(place))]
        gone = [place for place in moved if place not in after]
        if gone:
            columns = standings.c
            of = (columns.indicator == str(indicator.key)) & tuple_(columns.opd, columns.year).in_(gone)
            await self._session.change(standings.delete().where(of))
        new = sorted({opd for opd, year in moved if (opd, year) not in before})
        await self._session.insert_new(opd_newest, [kept_rows.nobody_yet(opd) for opd in new])
        rows = [kept_rows.row_of(after[place]) for place in moved if place in after]
        await self._session.put_rows(standings, rows)
        return moved

    async def _add(self, year: int, indicator: IndicatorKey, delta: Mapping[str, int]) -> None:
        """Change the sums of a year and indicator by so much."""
        if not delta:
            return
        moves = {f"by_{name}": many for name, many in delta.items()}
        moved = _moved(tuple(sorted(delta)))
        if not await self._session.change(moved, its_year=year, its_indicator=str(indicator), **moves):
            await self._put_sums(year, indicator, delta)

    async def _put_sums(self, year: int, indicator: IndicatorKey, sums: Mapping[str, int]) -> None:
        row = {"year": year, "indicator": str(indicator)} | {name: sums.get(name, 0) for name in SUMS}
        await self._session.put_rows(figure_counts, [row])

    async def renew(self, indicator: Indicator, year: int) -> list[Difference]:
        """Make what is kept of a year and indicator anew; return what differed."""
        await self.alone()
        chosen = await kept_rows.chosen_in(self._session, [year])
        told, sums = list[Difference](), Counter[str]()
        for opds in batches(await kept_rows.codes_of(self._session, indicator, year), _RENEWED_AT_ONCE):
            before = await kept_rows.rows_of(self._session, indicator, opds, [year])
            after = await kept_rows.follows(self._session, indicator, opds, chosen)
            await give_way()
            moved = await self._store(indicator, before, after)
            told += [kept_rows.difference(indicator, place, before, after) for place in moved]
            for one in after.values():
                sums.update(adds(one))
            # Other writers wait until this unit ends; whoever only reads is answered meanwhile.
            await give_way()
        kept = await self.sums(year, indicator.key)
        if kept != dict(sums):
            told.append(Difference(f"{year} {indicator.key}", kept, dict(sums)))
            await self._put_sums(year, indicator.key, sums)
        return told

    async def differences(self, indicator: Indicator, year: int, many: int | None) -> list[Difference]:
        """Return in what the rows differ, of all OPD or of so many spread over them, and the sums of all."""
        await self.alone()
        chosen, found = await kept_rows.chosen_in(self._session, [year]), list[Difference]()
        codes = await kept_rows.codes_of(self._session, indicator, year)
        step = max(1, len(codes) // many) if many else 1
        for opds in batches(codes[::step]):
            before = await kept_rows.rows_of(self._session, indicator, opds, [year])
            after = await kept_rows.follows(self._session, indicator, opds, chosen)
            found += [
                kept_rows.difference(indicator, place, before, after)
                for place in sorted(before.keys() | after.keys())
                if not says(before.get(place), after.get(place))
            ]
        sums = Counter[str]()
        for opds in batches(codes):
            rows = await kept_rows.rows_of(self._session, indicator, opds, [year])
            for row in rows.values():
                sums.update(adds(kept_of(row)))
        kept = await self.sums(year, indicator.key)
        return (
            found if kept == dict(sums) else [*found, Difference(f"{year} {indicator.key}", kept, dict(sums))]
        )

    async def sums(self, year: int, indicator: IndicatorKey) -> dict[str, int]:
        """Return the sums that are kept, without those that are 0."""
        columns = figure_counts.c
        row = await self._session.first(
            select(figure_counts).where(columns.year == year, columns.indicator == str(indicator))
        )
        return {name: getattr(row, name) for name in SUMS if getattr(row, name)} if row is not None else {}

    async def renew_opds(self) -> list[Difference]:
        """Make the newest versions of the OPD anew; return what differed."""
        await self.alone()
        newest = await kept_rows.newest_opds(self._session)
        follows = {code: kept_rows.row_of_opd(opd) for code, opd in newest.items()}
        for row in await self._session.rows(select(standings.c.opd).distinct()):
            follows.setdefault(row.opd, kept_rows.nobody_yet(row.opd))
        rows = await self._session.rows(select(opd_newest))
        kept = {row.code: dict(row._mapping) for row in rows}  # noqa: SLF001 - its public name
        differ = [
            code for code in sorted(kept.keys() | follows.keys()) if kept.get(code) != follows.get(code)
        ]
        await self._session.put_rows(opd_newest, [follows[code] for code in differ if code in follows])
        for some in batches([code for code in differ if code not in follows]):
            await self._session.change(opd_newest.delete().where(opd_newest.c.code.in_(some)))
        return [Difference(f"OPD {code}", kept.get(code), follows.get(code)) for code in differ]


@cache
def _moved(names: tuple[str, ...]) -> Prepared:
    """Return the statement that changes these sums of a year and indicator."""
    columns = figure_counts.c
    its = (columns.year == bindparam("its_year")) & (columns.indicator == bindparam("its_indicator"))
    changed = {name: columns[name] + bindparam(f"by_{name}") for name in names}
    return Prepared(figure_counts.update().where(its).values(changed))


def batches(opds: Sequence[_Opd], size: int = _AT_ONCE) -> Iterator[Sequence[_Opd]]:
    """Return the OPD in portions that are folded at once."""
    return (opds[start : start + size] for start in range(0, len(opds), size))
