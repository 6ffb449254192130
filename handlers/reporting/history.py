"""`/riwayat`: everything that happened to the reports of the own OPD, newest first."""

from collections.abc import Sequence

from telegram import Update

from domain.reports.events import ReportEvent
from handlers.city.asking import exchange_about, told
from handlers.reporting import keyboards
from handlers.reporting import texts as reports
from handlers.reporting.buttons import History
from handlers.telegram.context import Context
from handlers.telegram.paging import Page, page_of
from handlers.telegram.screen import Screen, ending, show
from handlers.words import problems
from storage.ports import UnitOfWork

EVENTS_A_PAGE = 5


async def history_command(update: Update, context: Context) -> None:
    """`/riwayat`: the first OPD's history; the others are one tap away on /status."""
    await show_history(update, context, History(context.person.opds[0], 0))


async def show_history(update: Update, context: Context, button: History) -> None:
    if not context.person.may_report_for(button.opd):
        await show(context, update, ending(problems.NOT_YOUR_OPD))
        return
    async with context.look() as uow:
        opd = await uow.opds.get(button.opd)
        text, page = await history_page(uow, opd.name, await uow.reports.events(opd=opd.code), button.page)
    await show(context, update, Screen(text, keyboards.history(opd.code, page)))


async def history_page(
    uow: UnitOfWork, opd_name: str, events: Sequence[ReportEvent], number: int
) -> tuple[str, Page[ReportEvent]]:
    """Return a page of what happened to an OPD's reports, newest first, in words (HTML) and as it is."""
    page = page_of(events[::-1], number, EVENTS_A_PAGE)
    names = {event.by: (await uow.people.get(event.by)).name for event in page.items}
    asked = {event.id: told(await exchange_about(uow, event.id)) for event in page.items if event.fields}
    return reports.history(opd_name, page.items, names, asked), page
