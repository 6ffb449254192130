"""Which OPD a figure counts, and how many of them stand where: the sums that are kept, without the others."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select

from domain.figures.kept import SUMS, adds
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_end
from storage.sql.keeping import batches
from storage.sql.kept_rows import kept_of
from storage.sql.session import AnyRow, Prepared, Session
from storage.tables.standings import figure_counts, opd_newest, standings

_OPD, _KEPT = opd_newest.c, standings.c
_SUMS = Prepared(select(figure_counts).where(figure_counts.c.year == bindparam("year")))
_EVERY = Prepared(select(func.count().label("opds")).select_from(opd_newest))
_GONE = Prepared(
    select(_OPD.code).where(or_(_OPD.valid_from > bindparam("day"), _OPD.valid_to < bindparam("until")))
)
_ROWS_OF_GONE = Prepared(
    select(standings).where(_KEPT.opd.in_(bindparam("opds", expanding=True)), _KEPT.year == bindparam("year"))
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many OPD are in force, and what the rows of a year come to that are theirs."""

    opds: int
    sums: dict[IndicatorKey | str, Counter[str]]
    gone: list[AnyRow]
    """The few rows of a year whose OPD are not counted, which are in no sum."""


def counting_day(year: int, today: date) -> date:
    """Return the day on which the OPD of that year are counted."""
    return min(today, day_of(year_end(year)))


def in_force(
    day: date | BindParameter[date], until: date | BindParameter[date] | None = None
) -> ColumnElement[bool]:
    """Say that an OPD is in force on that day, and still on a later one."""
    return and_(
        _OPD.valid_from <= day,
        or_(_OPD.valid_to.is_(None), _OPD.valid_to >= (day if until is None else until)),
    )


def in_force_on_a_walk(day: date, until: date | None = None) -> ColumnElement[bool]:
    """Say the same so that no index is led by it: nearly all are, and the walk has its own order.

    SQLite knows no statistics and would sort; PostgreSQL takes anything less plain for very rare, and sorts.
    """
    begun = func.coalesce(_OPD.valid_from, _OPD.valid_to) <= day
    return and_(begun, func.coalesce(_OPD.valid_to, date.max) >= (until or day))


async def coming_and_going(session: Session, first: date, last: date) -> set[str]:
    """Return the OPD whose newest validity begins or ends between these days."""
    begins, ends = _OPD.valid_from.between(first, last), _OPD.valid_to.between(first, last)
    return {row.code for row in await session.rows(select(_OPD.code).where(or_(begins, ends)))}


async def counted(session: Session, year: int, day: date, until: date | None = None) -> Counted:
    """Return the sums of a year by indicator, of the OPD that are in force that day and still until then."""
    sums = defaultdict[IndicatorKey | str, Counter[str]](Counter)
    for row in await session.rows(_SUMS, year=year):
        sums[row.indicator] = Counter({name: getattr(row, name) for name in SUMS})
    # Those that are not in force: nearly all are, and a database would look at every one of them.
    codes = [row.code for row in await session.rows(_GONE, day=day, until=until or day)]
    gone = [
        row
        for some in batches(codes)
        for row in await session.rows(_ROWS_OF_GONE, opds=list(some), year=year)
    ]
    for row in gone:
        sums[row.indicator].subtract(adds(kept_of(row)))
    every: int = (await session.rows(_EVERY))[0].opds
    return Counted(every - len(codes), sums, gone)
