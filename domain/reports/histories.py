"""The histories of many reports, told apart, and what the years of one have left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent, standing
from domain.reports.periods import ReportPeriod

Histories: TypeAlias = Mapping[tuple[str, IndicatorKey, int], list[ReportEvent]]
"""The events of each OPD × indicator × year, as they were told; none of a report that nothing happened to."""


def by_report(events: Iterable[ReportEvent]) -> Histories:
    found = defaultdict[tuple[str, IndicatorKey, int], list[ReportEvent]](list)
    for event in events:
        found[event.opd, event.indicator, event.year].append(event)
    return found


def latest_verified(events: Iterable[ReportEvent], period: ReportPeriod | None = None) -> ReportEvent | None:
    """Return the verified answer of the latest year that has one; `events` are of one OPD and indicator.

    Of a year with several periods it is the one of `period`, else the one that counts.
    """
    found = (standing(history) for history in by_report(events).values())
    verified = ((period and one.accepted_of(period)) or one.verified for one in found)
    return max((one for one in verified if one is not None), key=lambda one: one.year, default=None)
