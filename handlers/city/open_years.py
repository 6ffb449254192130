"""Nothing of a closed year changes: asked wherever reports, verdicts, evaluations or settings are stored."""

from collections.abc import Iterable

from domain.closing.official import may_change, may_record
from domain.keys import IndicatorKey
from domain.units.opd import Opd
from storage.ports import UnitOfWork

_NO_OPD = ""


async def check_open(uow: UnitOfWork, year: int) -> None:
    """Raise NotPossible(YEAR_CLOSED) while the year is closed.

    Asked after the report is locked: closing locks every report of the year, so either it sees what is
    stored here, or this sees the year closed.
    """
    may_change(await uow.years.rules(year))


async def lock_open_year(uow: UnitOfWork, year: int) -> None:
    """Lock the settings of an open year as `lock_settings`. Raises as `check_open`."""
    await lock_settings(uow, year)
    await check_open(uow, year)


async def lock_settings(uow: UnitOfWork, year: int) -> None:
    """Let no other unit change the settings of that year, or close it, until this one ends.

    It is the lock of a report that no OPD has.
    """
    await uow.reports.lock(_NO_OPD, IndicatorKey.SAKIP, year)


async def closed(uow: UnitOfWork, year: int) -> bool:
    """Return whether the year is closed, for screens that offer less then."""
    return (await uow.years.rules(year)).closed_at is not None


async def check_denominators(uow: UnitOfWork, changed: Iterable[Opd]) -> None:
    """Raise NotPossible(DENOMINATOR_FROZEN) if any of these units would alter a year that was ever closed."""
    stored = {opd.code: opd for opd in await uow.opds.all()}
    frozen = [year for year in await uow.years.known() if (await uow.years.rules(year)).closings]
    for opd in changed:
        may_record(stored.get(opd.code), opd, frozen)
