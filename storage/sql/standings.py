"""Where every OPD stands in the figures of now, read from what is kept of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from domain.figures.kept import Kept, Totals, totals
from domain.indicators import INDICATORS, by_key, key_of, longest_validity, place_of
from domain.keys import Answers, IndicatorKey
from domain.overdue.alike import Alike
from domain.units.opd import Opd
from domain.units.opd import in_force as is_in_force
from storage.ports.standings import (
    Debtors,
    Difference,
    OwedSlice,
    Proofs,
    Reviewer,
    Standings,
    Stood,
    StoodIn,
    Undecided,
)
from storage.sql import owed
from storage.sql.counted import coming_and_going, counted, counting_day, in_force
from storage.sql.keeping import Keeping, batches
from storage.sql.kept_rows import kept_of, opd_of
from storage.sql.session import AnySelect, Session
from storage.tables.evidence import evidence_openings
from storage.tables.reports import report_events, report_files
from storage.tables.standings import figure_counts, figures_made, opd_newest, standings

DEFINITION = 1
"""Raised by whoever changes what follows from a history: then all is made anew at the next start."""
_OPD, _KEPT = opd_newest.c, standings.c


_files = select(report_files.c.event).where(report_files.c.event == _KEPT.waiting)
_unopened = _files.where(
    ~select(evidence_openings.c.id).where(evidence_openings.c.evidence == report_files.c.evidence).exists()
)


class SqlStandings(Standings):
    def __init__(self, session: Session, keeping: Keeping) -> None:
        self._session = session
        self._keeping = keeping

    async def totals(self, year: int, today: date) -> dict[IndicatorKey, Totals]:
        await self._keeping.flush()
        found = await counted(self._session, year, counting_day(year, today))
        return {one.key: totals(found.sums.get(one.key, {}), found.opds) for one in INDICATORS}

    async def own(self, opds: Collection[str], year: int, today: date) -> list[Stood]:
        await self._keeping.flush()
        there = in_force(counting_day(year, today))
        found, kept = list[Opd](), dict[tuple[str, IndicatorKey], Kept]()
        for some in batches(sorted(opds)):
            rows = await self._session.rows(select(opd_newest).where(_OPD.code.in_(some), there))
            found += [opd_of(row) for row in rows]
            kept |= await self._kept(year, [row.code for row in rows], [one.key for one in INDICATORS])
        return [
            Stood(opd, one.key, kept.get((opd.code, one.key)))
            for opd in sorted(found, key=lambda opd: (opd.name, opd.code))
            for one in INDICATORS
        ]

    async def _kept(
        self, year: int, opds: Sequence[str], indicators: Collection[IndicatorKey]
    ) -> dict[tuple[str, IndicatorKey], Kept]:
        found = select(standings).where(
            _KEPT.opd.in_(opds), _KEPT.year == year, _KEPT.indicator.in_([str(one) for one in indicators])
        )
        rows = [kept_of(row) for row in await self._session.rows(found)]
        return {(one.opd, one.indicator): one for one in rows}

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
        await self._keeping.flush()
        is_its = and_(_KEPT.opd == _OPD.code, _KEPT.year == year, _KEPT.indicator == str(indicator))
        if group is StoodIn.MISSING:
            joined = select(opd_newest).outerjoin(standings, is_its)
            wanted = joined.where(or_(_KEPT.opd.is_(None), _KEPT.stood_in == group.value))
        else:
            wanted = select(opd_newest).join(standings, is_its).where(_KEPT.stood_in == group.value)
        if reviewer is not None and group is StoodIn.WAITING:
            wanted = wanted.where(_asked_of(reviewer))
        page = (
            wanted.where(in_force(counting_day(year, today))).order_by(_OPD.place).limit(limit).offset(start)
        )
        opds = [opd_of(row) for row in await self._session.rows(page)]
        kept = await self._kept(year, [opd.code for opd in opds], [indicator])
        return [Stood(opd, indicator, kept.get((opd.code, indicator))) for opd in opds]

    async def returned(self, year: int, today: date) -> list[Stood]:
        await self._keeping.flush()
        joined = select(opd_newest).join(standings, _OPD.code == _KEPT.opd)
        is_back = and_(_KEPT.year == year, _KEPT.returned.is_not(None), in_force(counting_day(year, today)))
        opds = [opd_of(row) for row in await self._session.rows(joined.where(is_back).distinct())]
        found = list[Stood]()
        for some in batches(opds):
            kept = await self._kept(year, [opd.code for opd in some], [one.key for one in INDICATORS])
            found += [
                Stood(opd, one.key, kept[opd.code, one.key])
                for opd in some
                for one in INDICATORS
                if (opd.code, one.key) in kept and kept[opd.code, one.key].returned is not None
            ]
        return sorted(found, key=lambda one: (one.opd.code, place_of(one.indicator)))

    async def answers(self, year: int, indicator: IndicatorKey, today: date) -> list[Answers]:
        await self._keeping.flush()
        events = report_events.c
        found = (
            select(events.id, events.answers)
            .join(standings, _KEPT.verified == events.id)
            .join(opd_newest, _OPD.code == _KEPT.opd)
            .where(_KEPT.year == year, _KEPT.indicator == str(indicator), in_force(counting_day(year, today)))
        )
        return await self._session.readable(found.order_by(events.id), report_events, lambda row: row.answers)

    async def waiting(self, wanted: Undecided, *, after: int = 0, limit: int) -> list[Kept]:
        await self._keeping.flush()
        found = []
        for indicator in wanted.indicators:
            of_it = _undecided(wanted, [indicator]).where(_KEPT.waiting > after)
            rows = await self._session.rows(of_it.order_by(_KEPT.waiting).limit(limit))
            found += [kept_of(row) for row in rows]
        return sorted(found, key=lambda one: one.waiting or 0)[:limit]

    async def waiting_counts(self, wanted: Undecided) -> dict[tuple[int, IndicatorKey], int]:
        await self._keeping.flush()
        by = (_KEPT.year, _KEPT.indicator)
        how_many = _undecided(wanted, wanted.indicators).with_only_columns(*by, func.count().label("many"))
        rows = await self._session.rows(how_many.group_by(*by).order_by(*by))
        return {(row.year, key_of(row.indicator)): row.many for row in rows}

    async def waiting_shares(
        self, wanted: Undecided, reviewer: Reviewer
    ) -> dict[tuple[int, IndicatorKey], tuple[int, int]]:
        await self._keeping.flush()
        by = (_KEPT.year, _KEPT.indicator)
        asked = func.sum(case((_asked_of(reviewer), 1), else_=0)).label("asked")
        how_many = _undecided(wanted, wanted.indicators)
        how_many = how_many.with_only_columns(*by, func.count().label("many"), asked)
        rows = await self._session.rows(how_many.group_by(*by).order_by(*by))
        return {(row.year, key_of(row.indicator)): (row.many, int(row.asked)) for row in rows}

    async def waiting_since(self, wanted: Undecided) -> datetime | None:
        await self._keeping.flush()
        oldest = _undecided(wanted, wanted.indicators).with_only_columns(
            func.min(_KEPT.waiting_since).label("since")
        )
        row = await self._session.first(oldest)
        return None if row is None else row.since

    async def owed(
        self, year: int, indicators: Collection[IndicatorKey], today: date, *, after: str = "", limit: int
    ) -> OwedSlice:
        await self._keeping.flush()
        next_ones = select(opd_newest).where(_OPD.code > after, in_force(counting_day(year, today)))
        rows = await self._session.rows(next_ones.order_by(_OPD.code).limit(limit))
        opds = [opd_of(row) for row in rows]
        kept = await self._kept(year, [opd.code for opd in opds], indicators)
        stood = (
            Stood(opd, indicator, kept.get((opd.code, indicator)))
            for opd in opds
            for indicator in indicators
            if is_in_force(opd, today) or not by_key(indicator).reported_by_operator
        )
        last = opds[-1].code if len(opds) == limit else ""
        return OwedSlice(tuple(one for one in stood if one.kept is None or one.kept.is_owed), last)

    async def alike(
        self, year: int, today: date, apart: Mapping[IndicatorKey, Collection[str]]
    ) -> dict[IndicatorKey, list[Alike]]:
        await self._keeping.flush()
        return await owed.alike(self._session, year, today, apart)

    async def alone(
        self, year: int, indicator: IndicatorKey, today: date, opds: Collection[str]
    ) -> list[Alike]:
        await self._keeping.flush()
        return await owed.alone(self._session, year, indicator, today, opds)

    async def debtors(self, wanted: Debtors, *, start: int = 0, limit: int) -> list[Opd]:
        await self._keeping.flush()
        return await owed.debtors(self._session, wanted, start, limit)

    async def debtor_count(self, wanted: Debtors) -> int:
        await self._keeping.flush()
        return await owed.debtor_count(self._session, wanted)

    async def expecting(self, year: int, indicator: IndicatorKey, today: date, *, limit: int) -> list[int]:
        await self._keeping.flush()
        return await owed.expecting(self._session, year, indicator, today, limit)

    async def coming_and_going(self, first: date, last: date) -> set[str]:
        await self._keeping.flush()
        return await coming_and_going(self._session, first, last)

    async def years(self) -> list[int]:
        told = await self._session.rows(select(report_events.c.year).distinct())
        kept = await self._session.rows(select(figure_counts.c.year).distinct())
        reach = range(longest_validity())
        return sorted({row.year + later for row in told for later in reach} | {row.year for row in kept})

    async def renew(self, year: int, indicator: IndicatorKey) -> list[Difference]:
        await self._keeping.flush()
        return await self._keeping.renew(by_key(indicator), year)

    async def renew_opds(self) -> list[Difference]:
        await self._keeping.flush()
        return await self._keeping.renew_opds()

    async def differences(
        self, year: int, indicator: IndicatorKey, opds: int | None = None
    ) -> list[Difference]:
        await self._keeping.flush()
        return await self._keeping.differences(by_key(indicator), year, opds)

    async def made(self) -> bool:
        found = await self._session.first(select(func.max(figures_made.c.id).label("newest")))
        return found is not None and found.newest == DEFINITION

    async def mark_made(self, at: datetime) -> None:
        await self._session.put_rows(figures_made, [{"id": DEFINITION, "at": at}])


def _asked_of(reviewer: Reviewer) -> ColumnElement[bool]:
    own = or_(_KEPT.waiting_by == reviewer.person, _KEPT.opd.in_(sorted(reviewer.opds)))
    return own if reviewer.own else not_(own)


def _undecided(wanted: Undecided, indicators: Collection[IndicatorKey]) -> AnySelect:
    """Return what waits of OPD that are in force today, or were on the last day of a past year."""
    there = and_(
        _OPD.valid_from <= wanted.today,
        _OPD.valid_from <= _KEPT.last_day,
        or_(_OPD.valid_to.is_(None), _OPD.valid_to >= wanted.today, _OPD.valid_to >= _KEPT.last_day),
    )
    found = select(standings).join(opd_newest, _OPD.code == _KEPT.opd)
    found = found.where(
        _KEPT.waiting.is_not(None), _KEPT.indicator.in_([str(one) for one in indicators]), there
    )
    if wanted.until is not None:
        found = found.where(_KEPT.waiting <= wanted.until)
    if wanted.proofs is not Proofs.ANY:
        found = found.where(_files.exists())
    if wanted.proofs is Proofs.OPENED:
        found = found.where(~_unopened.exists())
    if wanted.but:
        found = found.where(_KEPT.year.not_in(sorted(wanted.but)))
    return found.where(_asked_of(wanted.reviewer)) if wanted.reviewer is not None else found
