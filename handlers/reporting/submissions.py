"""A submission, its words and its verdicts, as both sides of a review need them."""

from collections.abc import Sequence

from domain.forms.questions import EVIDENCE
from domain.reports.events import EventKind, ReportEvent
from handlers.conversation.flow import FLOWS, Flow
from handlers.reporting.told import field_name
from storage.ports import NotFound, UnitOfWork

VERDICTS = frozenset({EventKind.VERIFIED, EventKind.RETURNED})
"""Decisions about a submission; an evaluation is about none."""


def flow_for(sent: ReportEvent) -> Flow:
    """Return the conversation that this submission came from: its form and its words."""
    return FLOWS[sent.indicator]


async def history_of(uow: UnitOfWork, sent: ReportEvent) -> list[ReportEvent]:
    """Return the events of the report that this event belongs to."""
    return await uow.reports.events(opd=sent.opd, indicator=sent.indicator, years=[sent.year])


async def submission_of(uow: UnitOfWork, decision: ReportEvent) -> ReportEvent:
    """Return the submission that a verdict is about. Raises NotFound for an event that is no verdict."""
    if decision.kind not in VERDICTS or decision.about is None:
        raise NotFound(decision.id)
    return await uow.reports.get(decision.about)


def field_names(sent: ReportEvent, fields: Sequence[str]) -> tuple[str, ...]:
    """Return what returned fields go by in words."""
    said = flow_for(sent).words
    return tuple(field_name(said, field, sent.answers) for field in fields)


def old_answers(sent: ReportEvent, fields: Sequence[str]) -> tuple[str, ...]:
    """Return the returned fields with what was answered: "Nilai: 70,00"."""
    said = flow_for(sent).words
    return tuple(
        f"{name}: {_old(sent, said.answer(field, sent.answers[field], sent.answers), field)}"
        if field in sent.answers
        else name
        for field, name in zip(fields, field_names(sent, fields), strict=True)
    )


def _old(sent: ReportEvent, told: str, field: str) -> str:
    if field != EVIDENCE:
        return told
    return f"{len(sent.files)} berkas" if sent.files else "tanpa berkas"
