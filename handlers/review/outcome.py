"""What became of a report, as the reviewers see it: a verdict with *Urungkan* while that is possible."""

from domain.errors import NotPossible, Problem
from domain.reports.events import EventKind, ReportEvent, ended_by, may_undo
from domain.reports.four_eyes import is_own
from domain.review.inbox import still_counts
from handlers.city.open_years import check_open, closed
from handlers.city.reports import history_of, meets_rule, submission_of
from handlers.reporting import field_names
from handlers.review import keyboards
from handlers.review import texts as review
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import UnitOfWork


async def decision_screen(
    uow: UnitOfWork, context: Context, decision: ReportEvent, note: str = "", *, late: bool = False
) -> Screen:
    """Return what was decided, by whom, and whom it reached; `late` for somebody who came second."""
    sent = await submission_of(uow, decision)
    by = await uow.people.get(decision.by)
    opd = await uow.opds.get(sent.opd)
    undoable = await _undoable(uow, context, decision)
    text = review.decided(
        review.Decision(
            event=decision,
            sent=sent,
            opd=opd.name,
            by=by.name,
            fields=field_names(sent, decision.fields),
            operators=len(await uow.people.operators([sent.opd])),
            undoable=undoable,
            met=await meets_rule(uow, sent),
        ),
        note or (review.first_come(by.name) if late else ""),
    )
    keyboard = keyboards.decided(sent, decision) if undoable else keyboards.settled(sent)
    return Screen(text, keyboard)


async def fate_screen(uow: UnitOfWork, context: Context, sent: ReportEvent) -> Screen:
    """Return what is shown of a submission that does not wait: who decided what, or why it is gone."""
    end, opd = ended_by(await history_of(uow, sent), sent.id), await uow.opds.get(sent.opd)
    if end is not None and end.kind is EventKind.WITHDRAWN:
        by = await uow.people.get(end.by)
        text = review.withdrawn(sent, opd.name, by.name, end.at)
    elif end is not None:
        return await decision_screen(uow, context, end, late=end.by != context.person.id)
    elif not still_counts(opd, sent.year, context.today):
        text = review.closed(sent, opd)
    elif await closed(uow, sent.year):
        text = review.year_closed(sent, opd.name)
    else:
        text = review.superseded(sent, opd.name)
    return Screen(text, keyboards.settled(sent))


async def _undoable(uow: UnitOfWork, context: Context, decision: ReportEvent) -> bool:
    try:
        await check_undo(uow, context, decision)
    except NotPossible:
        return False
    return True


async def check_undo(uow: UnitOfWork, context: Context, decision: ReportEvent) -> None:
    """Raise NotPossible unless that decision can be undone now.

    Besides what `domain.reports.events.may_undo` says: REPAIR_BEGUN once the operators have a draft of the
    report open, because they would lose what they are doing; YEAR_CLOSED once the year is.
    """
    if is_own(context.person, await submission_of(uow, decision)):
        raise NotPossible(Problem.OWN_REPORT)
    await check_open(uow, decision.year)
    may_undo(await history_of(uow, decision), decision, context.now)
    if await uow.drafts.open_for(decision.opd, decision.indicator, decision.year) is not None:
        raise NotPossible(Problem.REPAIR_BEGUN)
