"""The ways into what a decree does to an OPD: which form, about which unit, merged into which other."""

from telegram import Update

from domain.units.changes import Validity, validity
from domain.units.form import FOUND_FORM, MERGE_FORM
from domain.units.opd import Opd
from handlers.conversation.admin import begin
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from handlers.units import keyboards, texts
from handlers.units.buttons import ChangeOpd, MergeOpd, PickSuccessor
from handlers.units.change import OPD_FLOWS
from handlers.units.import_file import IMPORT_FLOW
from handlers.units.overview import OPD_A_PAGE, listed_opds
from storage.ports import Stale

_OF_NONE = frozenset({FOUND_FORM.key, IMPORT_FLOW.form.key})
_OF_ONE = frozenset(flow.form.key for flow in OPD_FLOWS) - {FOUND_FORM.key, MERGE_FORM.key}


async def change(update: Update, context: Context, button: ChangeOpd) -> None:
    """Begin the conversation about a unit. Raises Stale for a form or unit that cannot be changed so."""
    if button.form in _OF_NONE and not button.code:
        await begin(update, context, button.form)
    elif button.form in _OF_ONE:
        await _check_alive(context, button.code)
        await begin(update, context, button.form, button.code)
    else:
        raise Stale(f"no form {button.form} about {button.code}")


async def pick_successor(update: Update, context: Context, button: PickSuccessor) -> None:
    merged = await _check_alive(context, button.code)
    async with context.look() as uow:
        listed, _ = await listed_opds(uow, context)
    alive = [opd for life, opd in listed if life is not Validity.CLOSED]
    others = [opd for opd in alive if opd.code != button.code]
    page = page_of(others, button.page, OPD_A_PAGE)
    keyboard = keyboards.successors(button.code, page)
    await show(context, update, Screen(texts.pick_successor(merged), keyboard))


async def merge(update: Update, context: Context, button: MergeOpd) -> None:
    await _check_alive(context, button.code)
    await _check_alive(context, button.successor)
    await begin(update, context, MERGE_FORM.key, f"{button.code} {button.successor}")


async def _check_alive(context: Context, code: str) -> Opd:
    """Return the unit. Raises NotFound, and Stale when it has ended."""
    async with context.look() as uow:
        opd = await uow.opds.get(code)
    if validity(opd, context.today) is Validity.CLOSED:
        raise Stale(f"{code} has ended")
    return opd
