"""Which OPD a figure counts, and how many of them stand where: the sums that are kept, without the others."""

from collections import Counter, defaultdict
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from domain.figures.kept import SUMS, adds
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_end
from storage.sql.keeping import batches
from storage.sql.kept_rows import kept_of
from storage.sql.session import AnyRow, Session
from storage.tables.standings import figure_counts, opd_newest, standings

_OPD, _KEPT = opd_newest.c, standings.c


def counting_day(year: int, today: date) -> date:
    """Return the day on which the OPD of that year are counted."""
    return min(today, day_of(year_end(year)))


def in_force(day: date, until: date | None = None) -> ColumnElement[bool]:
    """Say that an OPD is in force on that day, and still on a later one."""
    return and_(_OPD.valid_from <= day, or_(_OPD.valid_to.is_(None), _OPD.valid_to >= (until or day)))


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


async def opds_counted(session: Session, day: date, until: date | None = None) -> int:
    """Return how many OPD are in force."""
    many: int = (
        await session.rows(
            select(func.count().label("opds")).select_from(opd_newest).where(in_force(day, until))
        )
    )[0].opds
    return many


async def sums_of(
    session: Session, year: int, day: date, until: date | None = None
) -> dict[IndicatorKey | str, Counter[str]]:
    """Return the sums of a year by indicator, of the OPD that are in force."""
    found = defaultdict[IndicatorKey | str, Counter[str]](Counter)
    for row in await session.rows(select(figure_counts).where(figure_counts.c.year == year)):
        found[row.indicator] = Counter({name: getattr(row, name) for name in SUMS})
    for row in await _out_of_force(session, year, day, until or day):
        found[row.indicator].subtract(adds(kept_of(row)))
    return found


async def _out_of_force(session: Session, year: int, day: date, until: date) -> list[AnyRow]:
    """Return the few rows of a year whose OPD are not counted."""
    # The OPD first: led by the rows of the year, a database would look at every one of them.
    gone = select(_OPD.code).where(or_(_OPD.valid_from > day, _OPD.valid_to < until))
    found = list[AnyRow]()
    for some in batches([row.code for row in await session.rows(gone)]):
        found += await session.rows(select(standings).where(_KEPT.opd.in_(some), _KEPT.year == year))
    return found
