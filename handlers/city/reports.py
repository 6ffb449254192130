"""A report as it is stored: all that happened to it, what a verdict is about, and if the answers suffice."""

from domain.indicators import by_key
from domain.reports.events import EventKind, ReportEvent
from storage.ports import NotFound, UnitOfWork

VERDICTS = frozenset({EventKind.VERIFIED, EventKind.RETURNED})
"""Decisions about a submission; an evaluation is about none."""


async def history_of(uow: UnitOfWork, sent: ReportEvent) -> list[ReportEvent]:
    """Return the events of the report that this event belongs to."""
    return await uow.reports.events(opd=sent.opd, indicator=sent.indicator, years=[sent.year])


async def submission_of(uow: UnitOfWork, decision: ReportEvent) -> ReportEvent:
    """Return the submission that a verdict is about. Raises NotFound for an event that is no verdict."""
    if decision.kind not in VERDICTS or decision.about is None:
        raise NotFound(decision.id)
    return await uow.reports.get(decision.about)


async def meets_rule(uow: UnitOfWork, event: ReportEvent) -> bool:
    """Return whether the answers of a submission or evaluation meet the rule of their own year."""
    rules = await uow.years.rules(event.year)
    return by_key(event.indicator).rule(event.answers, rules.chosen)
