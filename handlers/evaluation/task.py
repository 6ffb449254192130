"""`/evaluasi`: take up one of the Sub Bagian's evaluations, and search an OPD of it by typing.

While an evaluation is somebody's present task, what they type searches an OPD and a workbook they send is
read as a filled-in sheet. The task is a draft like any other conversation, so it survives a restart.
"""

from dataclasses import dataclass, replace

from telegram import Update

from domain.evaluation.stages import SOUGHT, TASK_FORM, evaluates, matching
from domain.forms.drafts import Draft, FileState
from domain.forms.form import Asked, Place
from domain.indicators import Indicator
from domain.people.person import Person, Role
from handlers.city.evaluations import Desk, desk_of, pressed_desk, subject_of
from handlers.conversation.card import show_card
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.evaluation import keyboards, texts
from handlers.evaluation.buttons import Evaluate
from handlers.evaluation.choice import choice, chosen
from handlers.evaluation.overview import OPD_A_PAGE, overview_screen
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork

ROLES = frozenset({Role.VERIFIKATOR})


async def evaluate_command(update: Update, context: Context) -> None:
    """`/evaluasi`, perhaps with a year or part of an OPD's name behind it.

    Straight to the evaluation and what is sought in it, or to the choice of several evaluations.
    """
    async with context.look() as uow:
        meant, sought = await chosen(uow, context)
    if isinstance(meant, Screen):
        await show(context, update, meant)
    else:
        await _open(update, context, Evaluate(meant.indicator.key, meant.year), sought)


async def open_evaluation(update: Update, context: Context, button: Evaluate) -> None:
    """Make an evaluation the person's task and show where it stands, or let the person choose one.

    Raises as `pressed_desk`.
    """
    if not button.indicator:
        async with context.look() as uow:
            screen = await choice(uow, context)
        await show(context, update, screen)
    else:
        await _open(update, context, button)


async def _open(update: Update, context: Context, button: Evaluate, sought: str = "") -> None:
    async with context.uow() as uow:
        desk = await pressed_desk(uow, context, button.indicator, button.year)
        task = await hold_task(uow, context, desk.indicator, desk.year, anew=True)
        if sought:
            found = TASK_FORM.answer(task.place, sought, Asked({}, context.today))
            await uow.drafts.save(replace(task, place=found), by=context.person.id, at=context.now)
        await uow.commit(name_of("card", task.id))
    await show_card(context, update, task.id)


async def hold_task(
    uow: UnitOfWork, context: Context, indicator: Indicator, year: int, *, anew: bool = False
) -> Draft:
    """Return the evaluation as the person's task, begun if it was not; `anew` forgets what was sought."""
    by, at = context.person.id, context.now
    held = await uow.drafts.held_by(by)
    same = held is not None and (held.form, held.subject, held.year) == (TASK_FORM.key, indicator.key, year)
    if held is None or not same:
        return await uow.drafts.begin(TASK_FORM.key, indicator.key, year, by=by, at=at)
    return await uow.drafts.save(replace(held, place=Place()), by=by, at=at) if anew else held


@dataclass(frozen=True, slots=True, kw_only=True)
class _TaskSheet(Sheet):
    desk: Desk
    holder: Person


def _may_fill(person: Person, draft: Draft) -> bool:
    return subject_of(draft) in evaluates(person)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    desk = await desk_of(uow, subject_of(draft), draft.year)
    holder = await uow.people.get(draft.touched_by)
    return _TaskSheet(title="Evaluasi", place=f"{desk.indicator.title} {desk.year}", desk=desk, holder=holder)


def _card(context: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return the overview, or what was found by the name that was typed last."""
    if not isinstance(sheet, _TaskSheet):
        return None
    desk, sought = sheet.desk, draft.place.answers.get(SOUGHT, "")
    if not sought:
        reading = tuple(file.name for file in draft.files if file.state is FileState.WAITING)
        return overview_screen(context, desk, sheet.holder, reading=reading, note=note)
    entries = desk.entries(context.now)
    codes = {opd.code for opd in matching((entry.opd for entry in entries), sought)}
    matched = [entry for entry in entries if entry.opd.code in codes]
    shown = matched[:OPD_A_PAGE]
    return Screen(texts.found(desk, sought, shown, len(matched), note), keyboards.found(desk, shown))


async def _nothing_to_send(_: UnitOfWork, __: Context, ___: Draft) -> str:
    """The task has no end of its own, so only a forged button comes here."""
    raise Stale("an evaluation task cannot be sent")


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await open_evaluation(update, context, Evaluate(draft.subject, draft.year))


TASK = Flow(
    form=TASK_FORM,
    may_fill=_may_fill,
    sheet=_sheet,
    finish=_nothing_to_send,
    leave=_leave,
    leave_label="‹ Ringkasan",
    says_aside=False,
    takes_files=True,
    card=_card,
)
"""The evaluation as somebody's present task; the room that knows its workbooks says how they are read."""
