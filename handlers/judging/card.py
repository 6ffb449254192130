"""Open the card of one OPD: its result so far, what can be pressed, and the next OPD."""

from datetime import datetime

from telegram import Update

from domain.evaluation.stages import Stage, counts, following, last_change, stage_of
from domain.figures.figure import Entry
from domain.forms.drafts import Draft
from domain.indicators import Indicator
from domain.indicators.ketatalaksanaan import began
from domain.keys import Answers
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from handlers.city.evaluations import Desk, desk_of, evaluated_by, pressed_desk
from handlers.conversation.aside import colleagues
from handlers.conversation.card import present
from handlers.evaluation import EvaluateOpd, hold_task, overview_screen
from handlers.judging import keyboards, texts
from handlers.judging.keyboards import Begun
from handlers.judging.texts import Subject
from handlers.telegram.context import Context
from handlers.telegram.keys import Keys
from handlers.telegram.screen import Screen, show
from storage.ports import UnitOfWork


async def open_opd(update: Update, context: Context, button: EvaluateOpd) -> None:
    """Show the card of one OPD; a checklist that was begun goes on where it stopped, but not of the own OPD.

    Raises as `pressed_desk`, and NotPossible(OPD_CLOSED).
    """
    # Holding the task twice is the same as once, so this may happen again with the same update.
    async with context.aside() as uow:
        desk = await pressed_desk(uow, context, button.indicator, button.year)
        indicator = desk.indicator
        await hold_task(uow, context, indicator, desk.year)
        is_own = context.person.may_report_for(button.opd)
        draft = None if is_own else await uow.drafts.open_for(button.opd, indicator.key, desk.year)
        shown = await _begun(uow, context, indicator, draft)
        screen = shown or await opd_screen(uow, context, desk, button.opd)
        await uow.commit()
    if draft is not None and shown is None and indicator.by_checklist:
        await resume(update, context, draft)
    else:
        await show(context, update, screen)


async def _begun(
    uow: UnitOfWork, context: Context, indicator: Indicator, draft: Draft | None
) -> Screen | None:
    """Return the question before a colleague's checklist is gone on with; a judging in one tap needs none."""
    if draft is None or not indicator.by_checklist:
        return None
    return await colleagues(uow, context, draft)


async def resume(update: Update, context: Context, draft: Draft) -> None:
    """Go on with one's own draft. Raises Stale when it was changed meanwhile."""
    async with context.aside() as uow:
        held = await uow.drafts.take(draft, by=context.person.id, at=context.now)
        await uow.commit()
    await present(context, update, held.id)


def subject_of(desk: Desk, code: str, now: datetime, *, by: str, draft: str = "") -> Subject:
    """Return what the card of an OPD shows. Raises NotPossible(OPD_CLOSED) for one not in the figure."""
    entry, entries = desk.entry(code, now), desk.entries(now)
    stage = stage_of(entry)
    return Subject(
        indicator=desk.indicator,
        rules=desk.rules,
        entry=entry,
        last=desk.last(code),
        by=by,
        left=counts(entries)[stage],
        following=following(entries, code, stage),
        draft=draft,
    )


async def judge_of(uow: UnitOfWork, desk: Desk, code: str) -> str:
    """Return the name of who gave the OPD's last result."""
    last = desk.last(code)
    return (await uow.people.get(last.by)).name if last is not None else ""


async def _draft_note(uow: UnitOfWork, context: Context, draft: Draft | None) -> str:
    if draft is None:
        return ""
    name = (await uow.people.get(draft.touched_by)).name
    return texts.moment_of(name, draft.touched_at, context.now)


async def opd_screen(
    uow: UnitOfWork, context: Context, desk: Desk, code: str, note: str = "", undoing: Keys = ()
) -> Screen:
    """Return the card of an OPD of which nothing is begun; of an own OPD there is nothing to begin."""
    draft = await _draft_note(uow, context, await uow.drafts.open_for(code, desk.indicator.key, desk.year))
    subject = subject_of(desk, code, context.now, by=await judge_of(uow, desk, code), draft=draft)
    if context.person.may_report_for(code):
        return Screen(texts.left_to_others(subject, note), keyboards.left_to_others(subject, undoing))
    seen = last_change(desk.of(code))
    if not desk.indicator.by_checklist:
        return Screen(texts.card(subject, note), keyboards.judging(subject, seen, undoing))
    return checklist_screen(subject, prefilled(subject.last), seen, note, undoing)


def prefilled(last: ReportEvent | None) -> Answers:
    """Return what a checklist begins with, given the OPD's newest result."""
    return began(last.answers if last is not None else None).answers


def checklist_screen(subject: Subject, given: Answers, begun: Begun, note: str, undoing: Keys = ()) -> Screen:
    return Screen(
        texts.checklist(subject, given, note, begun=isinstance(begun, Draft)),
        keyboards.checklist(subject, given, begun, undoing),
    )


async def show_evaluated(context: Context, update: Update, event_id: int) -> None:
    """Show the next OPD of the list the person was going through, with what was just saved above it."""
    async with context.look() as uow:
        event = await uow.reports.get(event_id)
        desk = await desk_of(uow, evaluated_by(context.person, event.indicator), event.year)
        opd = await uow.opds.get(event.opd)
        note = texts.saved(desk.indicator, event, opd.name)
        undoing = keyboards.undo(event, opd)
        next_one = _next(context, desk, desk.stage_before(event), opd)
        if next_one is not None:
            screen = await opd_screen(uow, context, desk, next_one.opd.code, note, undoing)
        else:
            done = f"{note}\n{texts.NOTHING_LEFT}" if _all_done(context, desk) else note
            screen = overview_screen(context, desk, context.person, note=done, undo=undoing)
    await show(context, update, screen)


def _next(context: Context, desk: Desk, stage: Stage, after: Opd) -> Entry | None:
    """A result that was corrected has no list that could go on."""
    return None if stage is Stage.DONE else following(desk.entries(context.now), after.code, stage)


def _all_done(context: Context, desk: Desk) -> bool:
    return not counts(desk.entries(context.now))[Stage.DUE]
