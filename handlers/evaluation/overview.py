"""Where an evaluation stands, and its OPD in lists."""

from telegram import Update

from domain.evaluation.stages import Stage, counts, evaluates, following, stage_of
from domain.overdue.debts import is_early
from domain.people.person import Person
from handlers.city.evaluations import Desk, pressed_desk
from handlers.evaluation import keyboards, texts
from handlers.evaluation.buttons import EvaluationList
from handlers.telegram.context import Context
from handlers.telegram.keys import Keys
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale

OPD_A_PAGE = 10


async def show_list(update: Update, context: Context, button: EvaluationList) -> None:
    """Show a page of the OPD of one stage.

    Raises as `pressed_desk`, and Stale for a stage that there is not.
    """
    if button.stage not in set(Stage):
        raise Stale(f"a button of stage {button.stage}")
    stage = Stage(button.stage)
    async with context.look() as uow:
        desk = await pressed_desk(uow, context, button.indicator, button.year)
    listed = [entry for entry in desk.entries(context.now) if stage_of(entry) is stage]
    page = page_of(listed, button.page, OPD_A_PAGE)
    text = texts.listing(desk, stage, page.items)
    await show(context, update, Screen(text, keyboards.listing(desk, stage, page)))


def overview_screen(
    context: Context,
    desk: Desk,
    reader: Person,
    *,
    reading: tuple[str, ...] = (),
    note: str = "",
    undo: Keys = (),
) -> Screen:
    """Return where the evaluation stands; `reading` names the sheets that are still to be read."""
    entries = desk.entries(context.now)
    return Screen(
        texts.overview(desk, counts(entries), reading, note),
        keyboards.overview(
            desk,
            counts(entries),
            following(entries, "", Stage.DUE),
            several=len(evaluates(reader)) > 1,
            other_year=_other_year(context, desk),
            undo=undo,
        ),
    )


def _other_year(context: Context, desk: Desk) -> int | None:
    """Return the year that is one tap away: from last year the present one, and back while it is early."""
    if desk.year < context.year:
        return context.year
    return desk.year - 1 if is_early(context.today) and desk.follows_open_year else None
