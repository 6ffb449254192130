"""`/status` and `/riwayat`: where the own OPD stands, and everything that happened to its reports."""

from telegram import Update

from domain.errors import NotAllowed
from domain.units.opd import Opd, in_force
from handlers.reporting import keyboards
from handlers.reporting import texts as reports
from handlers.reporting.buttons import History, Status
from handlers.reporting.rows import evaluation_rows, report_rows
from handlers.reporting.which_year import years_of
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show
from handlers.words import problems
from storage.ports import UnitOfWork

EVENTS_A_PAGE = 8


def _only_opd(context: Context) -> str:
    return context.person.opds[0] if len(context.person.opds) == 1 else ""


async def status_command(update: Update, context: Context) -> None:
    await show_status(update, context, Status(_only_opd(context)))


async def history_command(update: Update, context: Context) -> None:
    """`/riwayat`: the first OPD's history; the others are one tap away on /status."""
    await show_history(update, context, History(context.person.opds[0], 0))


async def show_status(update: Update, context: Context, button: Status) -> None:
    async with context.aside() as uow:
        screen = await _status(uow, context, button)
    await show(context, update, screen)


async def _status(uow: UnitOfWork, context: Context, button: Status) -> Screen:
    own = await own_opds(uow, context)
    if not own:
        raise NotAllowed
    opd = next((one for one in own if one.code == button.opd), None)
    if opd is None:
        return Screen(reports.CHOOSE_OPD, keyboards.opds(own, Status))
    years = await years_of(uow, context, opd, button.year, to_follow=True)
    rows = await report_rows(uow, opd.code, years.shown)
    evaluated = await evaluation_rows(uow, opd.code, years.shown)
    text = reports.status(opd.name, years.shown, rows, evaluated, context.now)
    owed = rows if in_force(opd, context.today) else []
    keyboard = keyboards.status(opd.code, years.shown, owed, several=len(own) > 1, other_year=years.other)
    return Screen(text, keyboard)


async def own_opds(uow: UnitOfWork, context: Context) -> list[Opd]:
    """Return the OPD that this person reports for."""
    return [opd for opd in await uow.opds.all() if context.person.may_report_for(opd.code)]


async def show_history(update: Update, context: Context, button: History) -> None:
    if not context.person.may_report_for(button.opd):
        await show(context, update, Screen(problems.NOT_YOUR_OPD))
        return
    async with context.aside() as uow:
        opd = await uow.opds.get(button.opd)
        events = (await uow.reports.events(opd=button.opd))[::-1]
        pages = max(1, -(-len(events) // EVENTS_A_PAGE))
        page = min(max(button.page, 0), pages - 1)
        shown = events[page * EVENTS_A_PAGE : (page + 1) * EVENTS_A_PAGE]
        names = {event.by: (await uow.people.get(event.by)).name for event in shown}
    await show(
        context,
        update,
        Screen(reports.history(opd.name, shown, names), keyboards.history(button.opd, page, pages)),
    )
