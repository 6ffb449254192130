"""Judge an OPD in one tap, and take a result back; here all results of one OPD are stored."""

from collections.abc import Sequence

from telegram import Update

from domain.errors import InvalidAnswer, NotPossible, Problem
from domain.evaluation.stages import last_change
from domain.forms.drafts import Draft
from domain.indicators import Indicator, by_key
from domain.indicators.kelembagaan import RESULT, RESULTS, kelembagaan_answers, on_scale, scale_in
from domain.keys import Answers, IndicatorKey
from domain.people.person import Person
from domain.reports.events import EventKind, ReportEvent, event_about, may_undo, standing
from handlers.city.evaluations import check_year, desk_of, evaluated_by, evaluation
from handlers.city.open_years import check_open
from handlers.evaluation import hold_task
from handlers.judging import texts
from handlers.judging.buttons import Judge, UndoEvaluation
from handlers.judging.card import opd_screen, show_evaluated
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork

_KEY = IndicatorKey.KELEMBAGAAN


async def judge(update: Update, context: Context, button: Judge) -> None:
    """Store tepat or perlu penyesuaian in one tap, and show the next OPD.

    Raises NotAllowed, NotPossible(OPD_CLOSED), Stale for a card of another year, InvalidAnswer for a forged
    result.
    """
    evaluated_by(context.person, _KEY)
    check_year(context, button.year)
    if button.result not in RESULTS:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    async with context.uow() as uow:
        await uow.reports.lock(button.opd, _KEY, button.year)
        before = await uow.reports.events(opd=button.opd, indicator=_KEY, years=[button.year])
        raced = await overtaken(uow, context, before, button.seen)
        kept = _already(before, button.result) if raced is None else None
        if raced is None and kept is None:
            scale = scale_in((await uow.years.rules(button.year)).chosen)
            answers = kelembagaan_answers({RESULT: button.result, **on_scale(scale)})
            done = await record(uow, context, evaluation(context, button.opd, _KEY, button.year, answers))
            await uow.commit(name_of("evaluated", done.id))
    if raced is None:
        await show_evaluated(context, update, done.id if kept is None else kept.id)
    elif _twice(context, before[-1], button.result):
        await show_evaluated(context, update, before[-1].id)
    else:
        await show(context, update, raced)


def _already(events: Sequence[ReportEvent], result: str) -> ReportEvent | None:
    """Return the evaluation that says this already: a tap must not wipe its score, note and evidence."""
    verified = standing(events).verified
    return verified if verified is not None and verified.answers.get(RESULT) == result else None


def _twice(context: Context, last: ReportEvent, result: str) -> bool:
    """Return whether the person has tapped the same thing before: a double tap counts once."""
    same = last.kind is EventKind.EVALUATED and last.by == context.person.id
    return same and last.answers.get(RESULT) == result


async def overtaken(
    uow: UnitOfWork, context: Context, events: Sequence[ReportEvent], seen: int
) -> Screen | None:
    """Return the card as it is now, with who was faster, if anything happened since it was shown."""
    if last_change(events) == seen:
        return None
    if not events:
        raise Stale("a card that knew more than there is")
    last = max(events, key=lambda event: event.id)
    name = (await uow.people.get(last.by)).name
    desk = await desk_of(uow, by_key(last.indicator), last.year)
    return await opd_screen(uow, context, desk, last.opd, texts.overtaken(name, last))


def leave_own(person: Person, opd: str) -> None:
    """Raises NotPossible(OWN_EVALUATION) for an OPD of the person's own (`domain.reports.four_eyes`)."""
    if person.may_report_for(opd):
        raise NotPossible(Problem.OWN_EVALUATION)


async def record(uow: UnitOfWork, context: Context, evaluation: ReportEvent) -> ReportEvent:
    """Store an evaluation by the person who acts now, at this moment. The report must be locked already.

    Raises NotAllowed for another Sub Bagian's indicator, NotPossible: OPD_CLOSED for an OPD that is not in
    the figure of that year any more, YEAR_CLOSED, OWN_EVALUATION.
    """
    indicator = evaluated_by(context.person, evaluation.indicator)
    leave_own(context.person, evaluation.opd)
    await check_open(uow, evaluation.year)
    (await desk_of(uow, indicator, evaluation.year)).entry(evaluation.opd, context.now)
    return await uow.reports.append(evaluation)


def about(draft: Draft) -> tuple[Indicator, str]:
    """Return the indicator and OPD of an evaluation's draft. Raises LookupError for any other draft."""
    if draft.indicator is None or draft.opd is None:
        raise LookupError(f"draft {draft.id} is no evaluation")
    return by_key(draft.indicator), draft.opd


async def store_draft(uow: UnitOfWork, context: Context, draft: Draft, answers: Answers) -> str:
    """Turn a draft into an evaluation, go on with the task, and return the reply's name.

    Raises NotAllowed, NotPossible(OPD_CLOSED).
    """
    indicator, opd = about(draft)
    await uow.reports.lock(opd, indicator.key, draft.year)
    judged = evaluation(context, opd, indicator.key, draft.year, answers, draft)
    done = await record(uow, context, judged)
    task = await hold_task(uow, context, indicator, draft.year)
    if draft.chat_id is not None and draft.message_id is not None:
        await uow.drafts.place_card(task.id, draft.chat_id, draft.message_id)
    return name_of("evaluated", done.id)


async def undo(update: Update, context: Context, button: UndoEvaluation) -> None:
    """Take an evaluation back within five minutes. Raises NotAllowed, NotPossible, Stale."""
    async with context.uow() as uow:
        event = await uow.reports.get(button.event)
        if event.kind is not EventKind.EVALUATED:
            raise Stale("no evaluation")
        evaluated_by(context.person, event.indicator)
        leave_own(context.person, event.opd)
        await uow.reports.lock(event.opd, event.indicator, event.year)
        await check_open(uow, event.year)
        events = await uow.reports.events(opd=event.opd, indicator=event.indicator, years=[event.year])
        may_undo(events, event, context.now)
        undone = await uow.reports.append(
            event_about(event, EventKind.UNDONE, by=context.person.id, at=context.now)
        )
        await uow.commit(name_of("evaluation_undone", undone.id))
    await show_undone(context, update, undone.id)


async def show_undone(context: Context, update: Update, event_id: int) -> None:
    async with context.look() as uow:
        event = await uow.reports.get(event_id)
        desk = await desk_of(uow, evaluated_by(context.person, event.indicator), event.year)
        note = texts.undone((await uow.opds.get(event.opd)).name)
        screen = await opd_screen(uow, context, desk, event.opd, note)
    await show(context, update, screen)
