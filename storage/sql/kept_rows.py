"""What is kept of the figures as rows, and what they are made of: the history, and what the years chose."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache, partial
from typing import Any, TypeAlias

from sqlalchemy import bindparam, or_, select

from domain.figures.figure import Part
from domain.figures.kept import Kept, kept, years_behind
from domain.indicators import Indicator, key_of, yearly_rules
from domain.indicators.indicator import Chosen
from domain.language.dates import day_of, year_end
from domain.reports.events import ReportEvent
from domain.reports.periods import ReportPeriod
from domain.units.opd import Opd
from domain.years.rules import readable_rules
from storage.ports.standings import Difference, place_of, stood_in
from storage.sql.event_rows import event_of
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Prepared, Session
from storage.tables.opds import opd_versions
from storage.tables.reports import report_events
from storage.tables.standings import standings
from storage.tables.years import year_settings

Row: TypeAlias = Mapping[str, Any]
Place: TypeAlias = tuple[str, int]
"""An OPD and a year."""

_ROWS_OF_ONE = Prepared(
    select(standings).where(
        standings.c.opd == bindparam("code"),
        standings.c.year.between(bindparam("first"), bindparam("last")),
        standings.c.indicator == bindparam("key"),
    )
)
_HISTORY_OF_ONE = Prepared(
    select(report_events)
    .where(
        report_events.c.year.between(bindparam("first"), bindparam("last")),
        report_events.c.indicator == bindparam("key"),
        report_events.c.opd == bindparam("code"),
    )
    .order_by(report_events.c.id)
)


@cache
def _choices(keys: tuple[str, ...]) -> Prepared:
    columns = year_settings.c
    between = columns.year.between(bindparam("first"), bindparam("last"))
    of_these = or_(*(columns.key == key for key in keys))
    return Prepared(select(year_settings).where(between, of_these).order_by(columns.id))


opd_of = partial(record_of, Opd)


def kept_of(row: AnyRow) -> Kept:
    return record_of(
        Kept,
        row,
        indicator=key_of(row.indicator),
        part=Part(row.part),
        period=_period(row.period),
        period_waiting=_period(row.period_waiting),
    )


def _period(said: str | None) -> ReportPeriod | None:
    return ReportPeriod(said) if said is not None else None


def row_of(one: Kept) -> Row:
    """Return what is kept as the columns of its row."""
    return columns_of(
        one,
        [*Kept.__dataclass_fields__],
        indicator=str(one.indicator),
        last_day=day_of(year_end(one.year)),
        stood_in=stood_in(one).value,
    )


def row_of_opd(opd: Opd) -> Row:
    return asdict(opd) | {"place": place_of(opd)}


def nobody_yet(code: str) -> Row:
    """Return the row of a code that something is reported for and no OPD has: it is in force at no time."""
    return row_of_opd(Opd(code, code, "", date.max))


async def newest_opds(session: Session, codes: Collection[str] | None = None) -> dict[str, Opd]:
    """Return the newest version of each OPD, or of those with these codes."""
    wanted = select(opd_versions).order_by(opd_versions.c.id)
    if codes is not None:
        wanted = wanted.where(opd_versions.c.code.in_(codes))
    return {opd.code: opd for opd in await session.readable(wanted, opd_versions, opd_of)}


def says(row: AnyRow | None, one: Kept | None) -> bool:
    """Return whether a row says what is to be kept, or is not there where nothing is."""
    if row is None or one is None:
        return row is None and one is None
    return dict(row._mapping) == row_of(one)  # noqa: SLF001 - the public name of a row's columns, SQLAlchemy says


def difference(
    indicator: Indicator, place: Place, before: Mapping[Place, AnyRow], after: Mapping[Place, Kept]
) -> Difference:
    """Return in what a row differs from what follows: of two rows only where they say something else."""
    opd, year = place
    row, follows = before.get(place), after.get(place)
    was: Row | None = dict(row._mapping) if row is not None else None  # noqa: SLF001 - its public name
    is_so = row_of(follows) if follows is not None else None
    if was is not None and is_so is not None:
        differ = [name for name in is_so if was[name] != is_so[name]]
        was, is_so = {name: was[name] for name in differ}, {name: is_so[name] for name in differ}
    return Difference(f"{opd}/{indicator.key}/{year}", was, is_so)


async def rows_of(
    session: Session, indicator: Indicator, opds: Collection[str], years: Collection[int]
) -> dict[Place, AnyRow]:
    """Return the rows that are kept of these OPD and years."""
    if len(opds) == 1:
        (code,) = opds
        rows = await session.rows(_ROWS_OF_ONE, code=code, **_between(years), key=str(indicator.key))
    else:
        columns = standings.c
        of_these = columns.opd.in_(opds) & columns.year.in_(years)
        rows = await session.rows(select(standings).where(of_these, columns.indicator == str(indicator.key)))
    return {(row.opd, row.year): row for row in rows}


def _between(years: Collection[int]) -> dict[str, int]:
    """Return the first and the last of years that follow each other, as the statements ask for them."""
    return {"first": min(years), "last": max(years)}


async def follows(
    session: Session, indicator: Indicator, opds: Collection[str], chosen: Mapping[int, Chosen]
) -> dict[Place, Kept]:
    """Return what follows from the history of these OPD, in the years that have chosen so; else nothing."""
    years = sorted(chosen)
    by_opd = defaultdict[str, list[ReportEvent]](list)
    for event in await _histories(session, indicator, opds, years_behind(indicator, years)):
        by_opd[event.opd].append(event)
    found = (
        kept(indicator, opd, year, history, chosen[year]) for opd, history in by_opd.items() for year in years
    )
    return {(one.opd, one.year): one for one in found if one is not None}


async def _histories(
    session: Session, indicator: Indicator, opds: Collection[str], years: Collection[int]
) -> list[ReportEvent]:
    if len(opds) == 1:
        (code,) = opds
        values = {"code": code, "key": str(indicator.key), **_between(years)}
        return await session.readable(_HISTORY_OF_ONE, report_events, event_of, **values)
    columns = report_events.c
    told = select(report_events).where(
        columns.year.in_(years), columns.indicator == str(indicator.key), columns.opd.in_(opds)
    )
    return await session.readable(told.order_by(columns.id), report_events, event_of)


async def chosen_in(session: Session, years: Iterable[int]) -> dict[int, Chosen]:
    """Return what each of these years has chosen of the indicators' rules."""
    told: dict[int, list[tuple[str, str]]] = {year: [] for year in years}
    chosen = _choices(tuple(one.key for _, one in yearly_rules()))
    rows = await session.readable(chosen, year_settings, _setting, **_between(told))
    for year, key, value in rows:
        told[year].append((key, value))
    return {year: readable_rules(year, said)[0].chosen for year, said in told.items()}


def _setting(row: AnyRow) -> tuple[int, str, str]:
    return row.year, row.key, row.value


async def codes_of(session: Session, indicator: Indicator, year: int) -> Sequence[str]:
    """Return every OPD of which anything is kept for that year, or would have to be."""
    events, rows = report_events.c, standings.c
    told = select(events.opd).where(
        events.year.in_(years_behind(indicator, [year])), events.indicator == str(indicator.key)
    )
    held = select(rows.opd).where(rows.year == year, rows.indicator == str(indicator.key))
    found = {row.opd for one in (told, held) for row in await session.rows(one.distinct())}
    return sorted(found)
