"""`rebuild`: what is kept of the figures made anew from the history, and whether it is what it must be."""

from collections.abc import AsyncIterator
from datetime import datetime

from bot.commands.console import complain, tell
from domain.indicators import INDICATORS
from storage.ports import Difference, Storage

_SHOWN = 20
"""Differences that are named; there may be thousands."""
SMALL_CITY, SAMPLE = 500, 200
"""OPD of which all are compared; of a bigger city so many, spread over all, and the sums of all."""


async def rebuild(storage: Storage, now: datetime) -> int:
    """Make all of it anew, beside a running bot as well, and say what differed; return 0."""
    found = [one async for one in _renewed(storage, now)]
    tell(f"The figures were made anew from the history: {_many(found)}.")
    for line in told(found):
        tell(line)
    return 0


async def make_figures(storage: Storage, now: datetime) -> None:
    """Make what is kept of the figures unless it was made, by this definition: after a migration.

    Who is killed meanwhile begins anew at the next start.
    """
    async with storage.look() as uow:
        made = await uow.standings.made()
    if not made:
        async for _ in _renewed(storage, now):
            pass


async def _renewed(storage: Storage, now: datetime) -> AsyncIterator[Difference]:
    """Make all anew, each year's indicator in a transaction of its own, so that nobody waits for long."""
    async with storage.look(now) as uow:
        years = await uow.standings.years()
    for year in years:
        for indicator in INDICATORS:
            async with storage.uow(now=now) as uow:
                found = await uow.standings.renew(year, indicator.key)
                await uow.commit()
            for one in found:
                yield one
    async with storage.uow(now=now) as uow:
        found = await uow.standings.renew_opds()
        await uow.standings.mark_made(now)
        await uow.commit()
    for one in found:
        yield one


async def compared(storage: Storage) -> list[Difference]:
    """Return in what the kept figures differ from the history; of a big city a sample, and the sums."""
    async with storage.look() as uow:
        years, many = await uow.standings.years(), len(await uow.opds.all())
    found = list[Difference]()
    for year in years:
        for indicator in INDICATORS:
            async with storage.look() as uow:
                some = None if many <= SMALL_CITY else SAMPLE
                found += await uow.standings.differences(year, indicator.key, some)
    return found


async def verify_figures(storage: Storage) -> int:
    """Compare, and print the result; return 0 where all is as it must be, else 1."""
    found = await compared(storage)
    if not found:
        tell("The kept figures are those of the history.")
        return 0
    complain(
        f"The kept figures are not those of the history: {_many(found)}. `python -m bot rebuild` mends it."
    )
    for line in told(found):
        complain(line)
    return 1


def told(found: list[Difference]) -> list[str]:
    """Return the first differences, a line each, and how many more there are."""
    lines = [f"  {one.what}: kept {_said(one.kept)}; the history says {_said(one.follows)}" for one in found]
    rest = [f"  … and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return [*lines[:_SHOWN], *rest]


def _said(value: object) -> str:
    return "nothing" if value is None else str(value)


def _many(found: list[Difference]) -> str:
    return "1 difference" if len(found) == 1 else f"{len(found) or 'no'} differences"
