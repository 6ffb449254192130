"""What OPD owe, asked of the database: counted by what is alike, and listed a page at a time."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select

from domain.figures.figure import Part
from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.overdue.alike import Alike, Lateness, Pressing, many
from domain.units.opd import Opd
from storage.ports.standings import Debtors, StoodIn
from storage.sql.counted import counting_day, in_force, in_force_on_a_walk, opds_counted, sums_of
from storage.sql.keeping import batches
from storage.sql.kept_rows import opd_of
from storage.sql.session import AnyRow, AnySelect, Session
from storage.tables.standings import opd_newest, standings

_OPD, _KEPT = opd_newest.c, standings.c
_OWED = [StoodIn.MISSING.value, StoodIn.RETURNED.value]
_PARTS = [part.value for part in Part if part is not Part.MISSING]


def _days(year: int, indicator: IndicatorKey, today: date) -> tuple[date, date]:
    """Return on which day an OPD must be in force to owe that, and until when still.

    Who has ended since the year did has nobody left who could report; it is evaluated all the same.
    """
    day = counting_day(year, today)
    return day, today if by_key(indicator).reported_by_operator else day


async def alike(
    session: Session, year: int, indicator: IndicatorKey, today: date, apart: Collection[str]
) -> list[Alike]:
    day, until = _days(year, indicator, today)
    by = (_KEPT.stood_in, _KEPT.review_days, _KEPT.expected.is_not(None).label("said"))
    of_it = and_(_KEPT.year == year, _KEPT.indicator == str(indicator), _KEPT.stood_in.in_(_OWED))
    counted = select(*by, func.count().label("many")).join(opd_newest, _OPD.code == _KEPT.opd)
    counted = counted.where(of_it, in_force(day, until)).group_by(*by).order_by(*by)
    if apart:
        counted = counted.where(_KEPT.opd.not_in(sorted(apart)))
    found = [_alike(indicator, row, row.many) for row in await session.rows(counted)]
    single = await alone(session, year, indicator, today, apart)
    sums = (await sums_of(session, year, day, until)).get(indicator, Counter())
    missing = await opds_counted(session, day, until) - sum(sums.get(part, 0) for part in _PARTS)
    unheard = missing - many(one for one in (*found, *single) if not one.returned)
    told = Counter({replace(one, many=1): one.many for one in found})
    # Those of whom nothing was ever heard have no row; some of whom something was are no otherwise.
    told[Alike(indicator=indicator)] += unheard
    return [*single, *(replace(one, many=count) for one, count in told.items() if count)]


async def alone(
    session: Session, year: int, indicator: IndicatorKey, today: date, opds: Collection[str]
) -> list[Alike]:
    is_its = and_(_KEPT.opd == _OPD.code, _KEPT.year == year, _KEPT.indicator == str(indicator))
    stood = func.coalesce(_KEPT.stood_in, StoodIn.MISSING.value).label("stood_in")
    told = (_OPD.code, _OPD.place, stood, _KEPT.review_days, _KEPT.expected.is_not(None).label("said"))
    owed = select(*told).select_from(opd_newest.outerjoin(standings, is_its))
    owed = owed.where(stood.in_(_OWED), in_force(*_days(year, indicator, today)))
    rows = [
        row for some in batches(sorted(opds)) for row in await session.rows(owed.where(_OPD.code.in_(some)))
    ]
    rows.sort(key=lambda row: row.place)
    return [replace(_alike(indicator, row, 1), opd=row.code, place=row.place) for row in rows]


def _alike(indicator: IndicatorKey, row: AnyRow, many: int) -> Alike:
    return Alike(
        indicator=indicator,
        many=many,
        review_days=row.review_days or 0,
        returned=row.stood_in == StoodIn.RETURNED.value,
        expected=bool(row.said),
    )


async def debtors(session: Session, wanted: Debtors, start: int, limit: int) -> list[Opd]:
    if _is_nobody(wanted):
        return []
    page = _listed(wanted).order_by(_OPD.place).limit(limit).offset(start)
    return [opd_of(row) for row in await session.rows(page)]


async def debtor_count(session: Session, wanted: Debtors) -> int:
    if _is_nobody(wanted):
        return 0
    counted = _listed(wanted).with_only_columns(func.count().label("many"))
    many: int = (await session.rows(counted))[0].many
    return many


def _is_nobody(wanted: Debtors) -> bool:
    return wanted.pressing is Pressing.LATE and not any(
        one.days >= 0 or one.late for one in wanted.listed.values()
    )


def _listed(wanted: Debtors) -> AnySelect:
    day = counting_day(wanted.year, wanted.today)
    owed, late, back = [], [], []
    source: Any = opd_newest
    for indicator, lateness in wanted.listed.items():
        rows = standings.alias()
        is_its = and_(rows.c.opd == _OPD.code, rows.c.year == wanted.year, rows.c.indicator == str(indicator))
        source = source.outerjoin(rows, is_its)
        unheard, there = (
            rows.c.opd.is_(None),
            in_force_on_a_walk(*_days(wanted.year, indicator, wanted.today)),
        )
        is_owed = and_(or_(unheard, rows.c.stood_in.in_(_OWED)), there)
        in_time = or_(unheard, rows.c.review_days <= lateness.days) if lateness.days >= 0 else false()
        owed.append(is_owed)
        late.append(and_(is_owed, _is_late(lateness, in_time)))
        back.append(and_(is_owed, not_(unheard), rows.c.stood_in == StoodIn.RETURNED.value))
    of_rank: Mapping[Pressing, ColumnElement[bool]] = {
        Pressing.LATE: or_(*late),
        Pressing.RETURNED: and_(not_(or_(*late)), or_(*back)),
        Pressing.MISSING: and_(not_(or_(*late)), not_(or_(*back)), or_(*owed)),
    }
    listed = select(opd_newest).select_from(source)
    return listed.where(of_rank[wanted.pressing], in_force_on_a_walk(day))


def _is_late(told: Lateness, by_all: ColumnElement[bool]) -> ColumnElement[bool]:
    if not told.apart:
        return by_all
    by_itself = _OPD.code.in_(sorted(told.late))
    return or_(by_itself, and_(_OPD.code.not_in(sorted(told.apart)), by_all))


async def expecting(
    session: Session, year: int, indicator: IndicatorKey, today: date, limit: int
) -> list[int]:
    of_it = and_(
        _KEPT.year == year,
        _KEPT.indicator == str(indicator),
        _KEPT.stood_in.in_(_OWED),
        _KEPT.expected.is_not(None),
    )
    found = select(_KEPT.expected).join(opd_newest, _OPD.code == _KEPT.opd)
    found = found.where(of_it, in_force(*_days(year, indicator, today))).order_by(_OPD.place).limit(limit)
    return [row.expected for row in await session.rows(found)]
