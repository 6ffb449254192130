"""How a verdict is shown to the reviewers, with *Urungkan* as long as that is possible."""

from domain.errors import NotPossible, Problem
from domain.indicators import BY_KEY
from domain.people import operators_of
from domain.reports import ReportEvent, may_undo
from handlers.context import Context
from handlers.keyboards import review as keyboards
from handlers.speech import Screen
from handlers.submissions import field_names, history_of, submission_of
from handlers.texts import review
from handlers.years_guard import check_open
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
            operators=len(operators_of(await uow.people.everyone(), sent.opd)),
            undoable=undoable,
            met=BY_KEY[sent.indicator].rule(sent.answers, await uow.years.rules(sent.year)),
        ),
        note or (review.first_come(by.name) if late else ""),
    )
    keyboard = keyboards.decided(sent, decision) if undoable else keyboards.settled(sent)
    return Screen(text, keyboard)


async def _undoable(uow: UnitOfWork, context: Context, decision: ReportEvent) -> bool:
    try:
        await check_undo(uow, context, decision)
    except NotPossible:
        return False
    return True


async def check_undo(uow: UnitOfWork, context: Context, decision: ReportEvent) -> None:
    """Raise NotPossible unless that decision can be undone now.

    Besides what `domain.reports.may_undo` says: REPAIR_BEGUN once the operators have a draft of the report
    open, because they would lose what they are doing; YEAR_CLOSED once the year is.
    """
    await check_open(uow, decision.year)
    may_undo(await history_of(uow, decision), decision, context.now)
    if await uow.drafts.open_for(decision.opd, decision.indicator, decision.year) is not None:
        raise NotPossible(Problem.REPAIR_BEGUN)
