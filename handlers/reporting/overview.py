"""`/lapor`: the OPD to choose from, and the list of an OPD's reports."""

from telegram import Update

from domain.units.opd import Opd, in_force
from handlers.reporting import keyboards
from handlers.reporting import texts as reports
from handlers.reporting.buttons import Reports
from handlers.reporting.rows import report_rows
from handlers.reporting.which_year import years_of
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show
from storage.ports import UnitOfWork


async def start_report(update: Update, context: Context) -> None:
    """`/lapor`: straight to the list where there is one OPD, else the choice of OPD."""
    await show_list(update, context, Reports("", 0))


async def show_list(update: Update, context: Context, button: Reports) -> None:
    """Show the reports of the button's OPD and year (see `years_of`), or the OPD to choose from."""
    async with context.aside() as uow:
        screen = await _screen(uow, context, button)
    await show(context, update, screen)


async def _screen(uow: UnitOfWork, context: Context, button: Reports) -> Screen:
    own = await own_opds(uow, context)
    open_now = [opd for opd in own if in_force(opd, context.today)]
    if not own:
        return Screen(reports.NO_OPD)
    if not open_now:
        return Screen(reports.OPD_CLOSED)
    chosen = open_now if not button.opd and len(open_now) == 1 else [o for o in own if o.code == button.opd]
    if not chosen:
        return Screen(reports.CHOOSE_OPD, keyboards.opds(open_now))
    if chosen[0] not in open_now:
        return Screen(reports.OPD_CLOSED)
    return await _list(uow, context, chosen[0], button.year, several=len(open_now) > 1)


async def own_opds(uow: UnitOfWork, context: Context) -> list[Opd]:
    """Return the OPD that this person reports for."""
    return [opd for opd in await uow.opds.all() if context.person.may_report_for(opd.code)]


async def _list(uow: UnitOfWork, context: Context, opd: Opd, wanted: int, *, several: bool) -> Screen:
    years = await years_of(uow, context, opd, wanted, to_follow=False)
    rows = await report_rows(uow, opd.code, years.shown)
    icons = [row.icon(context.now) for row in rows]
    return Screen(
        reports.report_list(opd.name, years.shown, rows, context.now),
        keyboards.report_list(opd.code, years.shown, rows, icons, several=several, other_year=years.other),
    )
