"""*Terima*, and *Urungkan* of any verdict. Of two reviewers pressing at once, the first decides."""

from dataclasses import replace
from datetime import datetime

from telegram import Update

from domain.errors import NotAllowed, NotPossible
from domain.indicators import by_key
from domain.reports.events import EventKind, ReportEvent, event_about
from handlers.city.changes import report_changed
from handlers.city.reports import history_of, submission_of
from handlers.city.reviews import may_review
from handlers.review import texts as review
from handlers.review.buttons import Accept, UndoDecision
from handlers.review.card import decidable, submission
from handlers.review.outcome import check_undo, decision_screen
from handlers.review.place import put_record
from handlers.review.report import open_report, show_report
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.words import problems
from storage.ports import UnitOfWork


async def accept(update: Update, context: Context, button: Accept) -> None:
    """Verify a report, or show what became of it meanwhile."""
    async with context.uow() as uow:
        sent = await submission(uow, context, button.submission)
        decision = None
        if await decidable(uow, context, sent):
            decision = await store_acceptance(uow, context, sent, context.now)
            await uow.commit(name_of("decided", decision.id))
    if decision is None:
        await show_report(context, update, sent.id)
    else:
        await show_decided(context, update, decision.id)


async def store_acceptance(uow: UnitOfWork, context: Context, sent: ReportEvent, at: datetime) -> ReportEvent:
    """Store the verdict on a report that is known to wait."""
    verdict = event_about(sent, EventKind.VERIFIED, by=context.person.id, at=at)
    decision = await uow.reports.append(replace(verdict, clock=context.now if at > context.now else None))
    await report_changed(uow, context, decision)
    return decision


async def show_decided(context: Context, update: Update, decision_id: int) -> None:
    async with context.look() as uow:
        decision = await uow.reports.get(decision_id)
        screen = await decision_screen(uow, context, decision)
    await put_record(context, update, decision.about or 0, screen)


async def undo(update: Update, context: Context, button: UndoDecision) -> None:
    """Take a verdict back: anybody of the Sub Bagian may, within five minutes, if nothing came after."""
    async with context.uow() as uow:
        decision = await uow.reports.get(button.decision)
        sent = await submission_of(uow, decision)
        if not may_review(context.person, by_key(decision.indicator)):
            raise NotAllowed
        refused = await _undone(uow, context, decision)
        if refused is None:
            await uow.commit(name_of("undecided", sent.id))
    if refused is None:
        await show_undecided(context, update, sent.id)
    else:
        await show(context, update, refused)


async def _undone(uow: UnitOfWork, context: Context, decision: ReportEvent) -> Screen | None:
    """Store the undoing, or return the decision as it stands with the reason why it has to stay."""
    try:
        await store_undoing(uow, context, decision)
    except NotPossible as reason:
        return await decision_screen(uow, context, decision, problems.decision(reason))
    return None


async def store_undoing(uow: UnitOfWork, context: Context, decision: ReportEvent) -> None:
    """Undo a decision, its report locked from now on. Raises NotPossible as `check_undo`."""
    await uow.reports.lock(decision.opd, decision.indicator, decision.year)
    await check_undo(uow, context, decision)
    undone = await uow.reports.append(
        event_about(decision, EventKind.UNDONE, by=context.person.id, at=context.now)
    )
    await report_changed(uow, context, undone)


async def show_undecided(context: Context, update: Update, submission_id: int) -> None:
    async with context.look() as uow:
        sent = await uow.reports.get(submission_id)
        undone = [event for event in await history_of(uow, sent) if event.kind is EventKind.UNDONE]
        decision = await uow.reports.get(undone[-1].about or 0)
        record = await decision_screen(uow, context, decision, review.UNDONE_SINCE)
    left = Screen(record.text)
    await open_report(context, update, submission_id, review.UNDONE_NOTE, left=left)
