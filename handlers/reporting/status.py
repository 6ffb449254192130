"""Where one of the own OPD stands in a year, and what is to be done next; see also `at_home`."""

from telegram import Update

from domain.errors import NotAllowed
from domain.units.opd import in_force
from handlers.reporting import keyboards
from handlers.reporting import texts as reports
from handlers.reporting.buttons import Status
from handlers.reporting.overview import own_opds
from handlers.reporting.rows import evaluation_rows, report_rows
from handlers.reporting.which_year import years_of
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show
from storage.ports import UnitOfWork


async def show_status(update: Update, context: Context, button: Status) -> None:
    async with context.look() as uow:
        screen = await _status(uow, context, button)
    await show(context, update, screen)


async def _status(uow: UnitOfWork, context: Context, button: Status) -> Screen:
    own = await own_opds(uow, context)
    if not own:
        raise NotAllowed
    opd = next((one for one in own if one.code == button.opd), None)
    if opd is None:
        return Screen(reports.choose_opd(), keyboards.opds([(one, Status(one.code)) for one in own]))
    years = await years_of(uow, context, opd, button.year, to_follow=True)
    rows = await report_rows(uow, opd.code, years.shown)
    evaluated = await evaluation_rows(uow, opd.code, years.shown)
    text = reports.status(opd.name, years.shown, rows, evaluated, context.now)
    owed = rows if in_force(opd, context.today) else []
    keyboard = keyboards.status(opd.code, years.shown, owed, several=len(own) > 1, other_year=years.other)
    return Screen(text, keyboard)
