"""What the rekap of the Inspektorat says beside the reports that wait; it decides nothing by itself."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TypeAlias

from domain.keys import IndicatorKey
from domain.rekap.comparison import Comparison
from domain.reports.events import ReportEvent
from handlers.city.kept import kept_comparisons
from storage.ports import UnitOfWork

Held: TypeAlias = Mapping[int, Mapping[str, Comparison]]
"""What is held beside SAKIP reports, by year and OPD."""


async def held_beside(uow: UnitOfWork, sent: Iterable[ReportEvent], *, fresh: bool = False) -> Held:
    """Return what is held at this moment beside these reports; `fresh`: behind the lock of what is stored."""
    read = uow.rekap.comparisons if fresh else partial(kept_comparisons, uow)
    return {year: await read(year) for year in years_of(sent)}


def years_of(sent: Iterable[ReportEvent]) -> list[int]:
    """Return the years of the reports that can be compared, in the order in which they are locked."""
    return sorted({one.year for one in sent if one.indicator is IndicatorKey.SAKIP})


def comparison_of(held: Held, sent: ReportEvent) -> Comparison | None:
    if sent.indicator is not IndicatorKey.SAKIP:
        return None
    return held.get(sent.year, {}).get(sent.opd)
