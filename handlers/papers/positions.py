"""The positions that documents are of: exactly what `/iku` shows of that year or quarter."""

import asyncio
from datetime import datetime

from domain.documents.position import Numbers, Position, Tally
from domain.figures.asking import period
from domain.indicators import INDICATORS
from domain.language.dates import QUARTERS, day_of
from domain.years.rules import YearRules
from handlers.city.figures import known
from handlers.city.official import frozen
from handlers.city.since import known_at_moments
from storage.ports import UnitOfWork


async def position_at(uow: UnitOfWork, year: int, quarter: int, now: datetime) -> Position:
    """Return how a year stands, or stood at the end of a quarter of it (1–4; 0: none).

    A year that was closed stands as it was closed; a quarter that is not over stands as it does now. Raises
    ValueError for a quarter that no year has.
    """
    return await _position(uow, await uow.years.rules(year), quarter, now)


async def numbers_at(uow: UnitOfWork, year: int, quarter: int, now: datetime) -> Numbers[Tally]:
    """Return the counts of `position_at`, from what is kept and what has happened since: nothing is folded.

    Raises ValueError for a quarter that no year has.
    """
    rules = await uow.years.rules(year)
    when = frozen(rules, period(year, quarter, now))
    if when.live:
        told, totals = rules, await uow.standings.totals(year, day_of(now))
    else:
        (then,) = await known_at_moments(uow, year, [when.as_of], now)
        told, totals = then.rules, then.totals
    return Numbers(
        year=year,
        quarter=quarter,
        as_of=when.as_of,
        final=rules.closed_at is not None,
        rules=told,
        figures=tuple(Tally(one.key, totals[one.key].counts) for one in INDICATORS),
    )


async def positions_of_year(uow: UnitOfWork, year: int, now: datetime) -> tuple[Position, ...]:
    """Return the positions of a year: the year's, then those of its four quarters."""
    rules = await uow.years.rules(year)
    return tuple([await _position(uow, rules, quarter, now) for quarter in range(QUARTERS + 1)])


async def _position(uow: UnitOfWork, rules: YearRules, quarter: int, now: datetime) -> Position:
    then = await known(uow, frozen(rules, period(rules.year, quarter, now)))
    # Of 500 OPD it takes a while, in which everybody else is to be answered.
    figures = await asyncio.to_thread(lambda: tuple(then.figure(one) for one in INDICATORS))
    return Position(
        year=rules.year,
        quarter=quarter,
        as_of=then.period.as_of,
        final=rules.closed_at is not None,
        rules=then.rules,
        figures=figures,
    )
