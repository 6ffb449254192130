"""What is chosen about a rekap before it is kept: how to read it, whose a row is; and its lists."""

from dataclasses import replace

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.keys import Answers
from domain.rekap.comparison import RekapRow
from domain.rekap.form import REKAP_FORM, with_choice, with_way, without_choices
from domain.rekap.names import NOT_AN_OPD, SKIPPED
from handlers.conversation.card import present, show_card
from handlers.conversation.ending import own_draft
from handlers.rekap import keyboards, texts
from handlers.rekap.buttons import RekapAgain, RekapOpd, RekapOpds, RekapPart, RekapWay
from handlers.rekap.state import State, state_of
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork

OPDS_A_PAGE, LINES_A_PAGE = 14, 10


async def choose_way(update: Update, context: Context, button: RekapWay) -> None:
    """Raises NotAllowed, Stale, and InvalidAnswer for a way that there is not."""
    async with context.uow() as uow:
        draft, _ = await pressed(uow, context, button.draft, button.version)
        await _save(uow, context, draft, with_way(draft.place.answers, button.way))
    await show_card(context, update, draft.id)


async def choose_opd(update: Update, context: Context, button: RekapOpd) -> None:
    """Note whose a row is. Raises NotAllowed, and Stale for a row that is not asked about now."""
    async with context.uow() as uow:
        draft, state = await pressed(uow, context, button.draft, button.version)
        _asked(state, button.row)
        if button.opd not in {*state.opds, NOT_AN_OPD, SKIPPED}:
            raise Stale(f"no OPD {button.opd}")
        await _save(uow, context, draft, with_choice(draft.place.answers, button.row, button.opd))
    await show_card(context, update, draft.id)


async def choose_again(update: Update, context: Context, button: RekapAgain) -> None:
    async with context.uow() as uow:
        draft, _ = await pressed(uow, context, button.draft, button.version)
        await _save(uow, context, draft, without_choices(draft.place.answers))
    await show_card(context, update, draft.id)


async def _save(uow: UnitOfWork, context: Context, draft: Draft, answers: Answers) -> None:
    moved = replace(draft, place=Place(answers))
    await uow.drafts.save(moved, by=context.person.id, at=context.now)
    await uow.commit(name_of("card", draft.id))


async def show_opds(update: Update, context: Context, button: RekapOpds) -> None:
    """Show all OPD, those that no row is matched with first. Raises as `choose_opd`."""
    async with context.look() as uow:
        draft, state = await pressed(uow, context, button.draft, button.version)
    row = _asked(state, button.row)
    if button.page == keyboards.CARD:
        await present(context, update, draft.id)
        return
    taken = {one.opd for one in state.found.rows if one.counts} if state.found is not None else set()
    opds = sorted(state.opds.values(), key=lambda opd: (opd.code in taken, opd.short_name.casefold()))
    match = state.matches[row.row]
    text = texts.whose(state.title, row, match, len(state.open), state.opds, "", all_opds=True)
    page = page_of(opds, button.page, OPDS_A_PAGE)
    await show(context, update, Screen(text, keyboards.all_opds(draft, row, page)))


def _asked(state: State, number: int) -> RekapRow:
    row = next((one for one in state.open if one.row == number), None)
    if row is None:
        raise Stale(f"row {number} is not asked about")
    return row


async def show_part(update: Update, context: Context, button: RekapPart) -> None:
    """Show a page of one list of the preview. Raises NotAllowed, Stale."""
    async with context.look() as uow:
        draft, state = await pressed(uow, context, button.draft, button.version)
    if state.found is None or state.open or button.part not in {"", *texts.PARTS}:
        raise Stale("no preview to look at")
    if not button.part:
        await present(context, update, draft.id)
        return
    page = page_of(texts.listed(button.part, state.found, state.opds), button.page, LINES_A_PAGE)
    text = texts.page(state.title, button.part, page.items)
    await show(context, update, Screen(text, keyboards.part(draft, button.part, page)))


async def pressed(uow: UnitOfWork, context: Context, draft_id: int, version: int) -> tuple[Draft, State]:
    """Return the rekap that a button is about, as it stands. Raises NotAllowed, Stale."""
    draft = await own_draft(uow, context, draft_id, version)
    if draft.form != REKAP_FORM.key:
        raise Stale(f"draft {draft.id} is no rekap")
    return draft, await state_of(uow, draft)
