"""The positions that documents are of: exactly what `/iku` shows of that year or quarter."""

import asyncio
from datetime import datetime

from domain.documents.position import Position
from domain.figures.asking import period
from domain.indicators import INDICATORS
from domain.language.dates import QUARTERS
from domain.years.rules import YearRules
from handlers.city.figures import known
from handlers.city.official import frozen
from storage.ports import UnitOfWork


async def position_at(uow: UnitOfWork, year: int, quarter: int, now: datetime) -> Position:
    """Return how a year stands, or stood at the end of a quarter of it (1–4; 0: none).

    A year that was closed stands as it was closed; a quarter that is not over stands as it does now. Raises
    ValueError for a quarter that no year has.
    """
    return await _position(uow, await uow.years.rules(year), quarter, now)


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
