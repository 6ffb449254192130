"""`/evaluasi`: the Sub Bagian's own evaluations, OPD by OPD.

While an evaluation is somebody's present task, what they type searches an OPD and a workbook they send is
read as a filled-in sheet. The task is a draft like any other conversation, so it survives a restart.
"""

from dataclasses import dataclass, replace

from telegram import Update

from domain.evaluation.stages import (
    SOUGHT,
    TASK_FORM,
    Stage,
    counts,
    evaluates,
    following,
    matching,
    stage_of,
)
from domain.forms.drafts import Draft, FileState
from domain.forms.form import Place
from domain.indicators import BY_KEY, Indicator
from domain.keys import IndicatorKey
from domain.overdue.debts import is_early
from domain.people.person import Person, Role
from handlers.city.evaluations import Desk, desk_of, pressed_desk
from handlers.conversation.card import show_card
from handlers.conversation.texts import Sheet
from handlers.evaluation import keyboards, texts
from handlers.evaluation.buttons import Evaluate, EvaluationList
from handlers.evaluation.choice import choice, chosen
from handlers.evaluation.keyboards import Saved
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork

ROLES = frozenset({Role.VERIFIKATOR})
OPD_A_PAGE = 8


async def evaluate_command(update: Update, context: Context) -> None:
    """`/evaluasi`, perhaps with a year behind it: straight to the evaluation, or to the choice of several."""
    async with context.aside() as uow:
        meant = await chosen(uow, context)
    if isinstance(meant, Screen):
        await show(context, update, meant)
    else:
        await open_evaluation(update, context, Evaluate(meant.indicator.key, meant.year))


async def open_evaluation(update: Update, context: Context, button: Evaluate) -> None:
    """Make an evaluation the person's task and show where it stands, or let the person choose one.

    Raises as `pressed_desk`.
    """
    if not button.indicator:
        async with context.aside() as uow:
            screen = await choice(uow, context)
        await show(context, update, screen)
        return
    async with context.uow() as uow:
        desk = await pressed_desk(uow, context, button.indicator, button.year)
        task = await hold_task(uow, context, desk.indicator, desk.year, anew=True)
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


async def show_list(update: Update, context: Context, button: EvaluationList) -> None:
    """Show a page of the OPD of one stage.

    Raises as `pressed_desk`, and Stale for a stage that there is not.
    """
    if button.stage not in set(Stage):
        raise Stale(f"a button of stage {button.stage}")
    stage = Stage(button.stage)
    async with context.aside() as uow:
        desk = await pressed_desk(uow, context, button.indicator, button.year)
    listed = [entry for entry in desk.entries(context.now) if stage_of(entry) is stage]
    page = page_of(listed, button.page, OPD_A_PAGE)
    text = texts.listing(desk.indicator, desk.year, stage, page.items)
    keyboard = keyboards.listing(desk.indicator, desk.year, stage, page.items, page.number, page.count)
    await show(context, update, Screen(text, keyboard))


def overview(
    context: Context,
    desk: Desk,
    *,
    several: bool,
    reading: tuple[str, ...] = (),
    note: str = "",
    saved: Saved = None,
) -> Screen:
    """Return where the evaluation stands; `reading` names the sheets that are still to be read.

    `several`: whether the person has another evaluation to go to.
    """
    entries = desk.entries(context.now)
    first = following(entries, "", Stage.DUE)
    return Screen(
        texts.overview(desk.indicator, desk.year, counts(entries), reading, note),
        keyboards.overview(
            desk.indicator,
            desk.year,
            counts(entries),
            first,
            several=several,
            other_year=_other_year(context, desk),
            saved=saved,
        ),
    )


def _other_year(context: Context, desk: Desk) -> int | None:
    """Return the year that is one tap away: from last year the present one, and back while it is early."""
    if desk.year < context.year:
        return context.year
    return desk.year - 1 if is_early(context.today) and desk.follows_open_year else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSheet(Sheet):
    """What a card of an evaluation is made from."""

    desk: Desk
    several: bool
    """Whether who holds the draft has another evaluation, too."""


def task_of(draft: Draft) -> Indicator:
    return BY_KEY[IndicatorKey(draft.subject)]


def may_fill(person: Person, draft: Draft) -> bool:
    return task_of(draft) in evaluates(person)


async def task_sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    desk = await desk_of(uow, task_of(draft), draft.year)
    holder = await uow.people.get(draft.touched_by)
    return DeskSheet(
        title="Evaluasi",
        place=texts.title(desk.indicator, desk.year),
        desk=desk,
        several=len(evaluates(holder)) > 1,
    )


def task_card(context: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return the overview, or what was found by the name that was typed last."""
    if not isinstance(sheet, DeskSheet):
        return None
    desk, sought = sheet.desk, draft.place.answers.get(SOUGHT, "")
    if not sought:
        reading = tuple(file.name for file in draft.files if file.state is FileState.WAITING)
        return overview(context, desk, several=sheet.several, reading=reading, note=note)
    entries = desk.entries(context.now)
    codes = {opd.code for opd in matching((entry.opd for entry in entries), sought)}
    matched = [entry for entry in entries if entry.opd.code in codes]
    shown = matched[:OPD_A_PAGE]
    text = texts.found(desk.indicator, desk.year, sought, shown, len(matched), note)
    return Screen(text, keyboards.found(desk.indicator, desk.year, shown))
