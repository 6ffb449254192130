"""What stands behind `/target` and `/tenggat`: an indicator by its number or name, and a year."""

from dataclasses import dataclass

from domain.figures.asking import NotUnderstood, parse
from domain.indicators import Indicator, by_key
from handlers.telegram.context import Context
from handlers.words import words
from handlers.words.names import numbers
from handlers.years.desk import years_of


@dataclass(frozen=True, slots=True)
class Behind:
    """`indicator` None: none was named, or not one alone; `note` says what was not understood (HTML)."""

    year: int
    indicator: Indicator | None = None
    note: str = ""


async def behind(context: Context) -> Behind:
    """Return what was typed behind the command; a year that cannot be looked at is this one."""
    said = " ".join(context.args or ())
    try:
        asked = parse(said, context.year)
    except NotUnderstood:
        return Behind(context.year, note=f"{words.quote(said)} belum dikenal; sebut nomornya: {numbers()}.")
    async with context.look() as uow:
        year = asked.year if asked.year in await years_of(uow, context) else context.year
    return Behind(year, by_key(asked.indicator) if asked.indicator is not None else None)
