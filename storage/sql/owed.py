"""What OPD owe, asked of the database: counted by what is alike, and listed a page at a time."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, func, not_, or_, select

from domain.figures.figure import Part
from domain.indicators import by_key, key_of
from domain.keys import IndicatorKey
from domain.overdue.alike import Alike, Lateness, Pressing
from domain.units.opd import Opd
from storage.ports.standings import Debtors, StoodIn
from storage.ports.turns import give_way
from storage.sql.counted import Counted, counted, counting_day, in_force, in_force_on_a_walk
from storage.sql.keeping import batches
from storage.sql.kept_rows import opd_of
from storage.sql.session import AnyRow, AnySelect, Prepared, Session
from storage.tables.standings import opd_newest, standings

_OPD, _KEPT = opd_newest.c, standings.c
_OWED = [StoodIn.MISSING.value, StoodIn.RETURNED.value]
_PARTS = [part.value for part in Part if part is not Part.MISSING]
_AT_ONCE = 500
"""OPD that are asked about by their codes in one statement."""
_HOW = (_KEPT.stood_in, _KEPT.review_days, _KEPT.expected.is_not(None).label("said"))
# Without the OPD: whether each is in force would be asked about thousands, and few are not.
_ALIKE = Prepared(
    select(_KEPT.indicator, *_HOW, func.count().label("many"))
    .where(
        _KEPT.year == bindparam("year"),
        _KEPT.indicator.in_(bindparam("indicators", expanding=True)),
        _KEPT.stood_in.in_(_OWED),
    )
    .group_by(_KEPT.indicator, *_HOW)
    .order_by(_KEPT.indicator, *_HOW)
)
_STOOD = func.coalesce(_KEPT.stood_in, StoodIn.MISSING.value)
_ALONE = Prepared(
    select(
        _OPD.code,
        _OPD.place,
        _STOOD.label("stood_in"),
        _KEPT.review_days,
        _KEPT.expected.is_not(None).label("said"),
        _KEPT.opd.is_not(None).label("heard"),
    )
    .select_from(
        opd_newest.outerjoin(
            standings,
            and_(
                _KEPT.opd == _OPD.code,
                _KEPT.year == bindparam("year"),
                _KEPT.indicator == bindparam("indicator"),
            ),
        )
    )
    .where(
        _OPD.code.in_(bindparam("opds", expanding=True)),
        _STOOD.in_(_OWED),
        in_force(bindparam("day"), bindparam("until")),
    )
)


def _days(year: int, indicator: IndicatorKey, today: date) -> tuple[date, date]:
    """Return on which day an OPD must be in force to owe that, and until when still.

    Who has ended since the year did has nobody left who could report; it is evaluated all the same.
    """
    day = counting_day(year, today)
    return day, today if by_key(indicator).reported_by_operator else day


async def alike(
    session: Session, year: int, today: date, apart: Mapping[IndicatorKey, Collection[str]]
) -> dict[IndicatorKey, list[Alike]]:
    told: dict[IndicatorKey, Counter[Alike]] = {one: Counter() for one in apart}
    keys = [str(one) for one in apart]
    for row in await session.rows(_ALIKE, year=year, indicators=keys) if keys else ():
        key = key_of(row.indicator)
        told[key][_alike(key, row)] += row.many
    # In a big city that was ten milliseconds: whoever else waits is let in.
    await give_way()
    by_days = {
        days: await counted(session, year, *days) for days in {_days(year, one, today) for one in apart}
    }
    return {
        key: await _told_apart(session, year, today, key, codes, told[key], by_days[_days(year, key, today)])
        for key, codes in apart.items()
    }


async def _told_apart(
    session: Session,
    year: int,
    today: date,
    indicator: IndicatorKey,
    apart: Collection[str],
    told: Counter[Alike],
    there: Counted,
) -> list[Alike]:
    """Return how many owe one of them alike: those that have a row, without who is gone or told apart."""
    sums = there.sums.get(indicator, Counter[str]())
    # Those of whom nothing was ever heard have no row; some of whom something was are no otherwise.
    unheard = there.opds - sum(sums.get(part, 0) for part in _PARTS)
    unheard -= sum(many for one, many in told.items() if not one.returned)
    for row in there.gone:
        if row.indicator == str(indicator) and row.stood_in in _OWED:
            told[_alike(indicator, row, said=row.expected is not None)] -= 1
            unheard += row.stood_in == StoodIn.MISSING.value
    single = list[Alike]()
    for row in await _alone(session, year, indicator, today, apart):
        one = _alike(indicator, row)
        single.append(replace(one, opd=row.code, place=row.place))
        if row.heard:
            told[one] -= 1
        else:
            unheard -= 1
    told[Alike(indicator=indicator)] += unheard
    return [*single, *(replace(one, many=many) for one, many in told.items() if many)]


async def alone(
    session: Session, year: int, indicator: IndicatorKey, today: date, opds: Collection[str]
) -> list[Alike]:
    rows = await _alone(session, year, indicator, today, opds)
    return [replace(_alike(indicator, row), opd=row.code, place=row.place) for row in rows]


async def _alone(
    session: Session, year: int, indicator: IndicatorKey, today: date, opds: Collection[str]
) -> list[AnyRow]:
    day, until = _days(year, indicator, today)
    values = {"year": year, "indicator": str(indicator), "day": day, "until": until}
    rows = [
        row
        for some in batches(sorted(opds), _AT_ONCE)
        for row in await session.rows(_ALONE, opds=list(some), **values)
    ]
    return sorted(rows, key=lambda row: row.place)


def _alike(indicator: IndicatorKey, row: AnyRow, *, said: bool | None = None) -> Alike:
    return Alike(
        indicator=indicator,
        review_days=row.review_days or 0,
        returned=row.stood_in == StoodIn.RETURNED.value,
        expected=bool(row.said) if said is None else said,
    )


async def debtors(session: Session, wanted: Debtors, start: int, limit: int) -> list[Opd]:
    if _is_nobody(wanted):
        return []
    page = _listed(wanted).order_by(_OPD.place).limit(limit).offset(start)
    return [opd_of(row) for row in await session.rows(page)]


async def debtor_count(session: Session, wanted: Debtors) -> int:
    if _is_nobody(wanted):
        return 0
    how_many = _listed(wanted).with_only_columns(func.count().label("many"))
    many: int = (await session.rows(how_many))[0].many
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
