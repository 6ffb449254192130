"""Nothing of a closed year changes: asked wherever reports, verdicts, evaluations or settings are stored."""

from domain.closing import may_change
from storage.ports import UnitOfWork


async def check_open(uow: UnitOfWork, year: int) -> None:
    """Raise NotPossible(YEAR_CLOSED) while the year is closed.

    Asked after the report is locked: closing locks every report of the year, so either it sees what is
    stored here, or this sees the year closed.
    """
    may_change(await uow.years.rules(year))


async def closed(uow: UnitOfWork, year: int) -> bool:
    """Return whether the year is closed, for screens that offer less then."""
    return (await uow.years.rules(year)).closed_at is not None
