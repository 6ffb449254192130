"""A ticket that was written anywhere in a message: the report that it stands for."""

from telegram import Update

from domain.indicators import by_key
from domain.reports.events import EventKind, ReportEvent, standing
from handlers.city.reports import history_of
from handlers.city.reviews import may_review
from handlers.figures import IkuReport, show_report
from handlers.home import above_home_keys
from handlers.plain_words import texts
from handlers.plain_words.buttons import OpenTicket
from handlers.review import show_report as show_for_review
from handlers.telegram.context import Context
from handlers.telegram.screen import show
from storage.ports import NotFound, UnitOfWork


async def open_ticket(update: Update, context: Context, button: OpenTicket) -> None:
    await show_ticket(update, context, button.ticket)


async def show_ticket(update: Update, context: Context, ticket: str) -> None:
    """Show the report: on the desk of whoever may decide about it, else to read.

    A ticket that is nobody's, and one that is not this person's to see, are told alike.
    """
    async with context.look() as uow:
        sent = await _sent(uow, ticket)
        waits = sent is not None and standing(await history_of(uow, sent)).waiting == sent
    if sent is None or not context.person.may_see(sent.opd):
        await show(context, update, await above_home_keys(context, texts.no_ticket(ticket)))
    elif waits and may_review(context.person, by_key(sent.indicator)):
        await show_for_review(context, update, sent.id)
    else:
        await show_report(update, context, IkuReport(sent.indicator, sent.opd, sent.year, 0, 0))


async def _sent(uow: UnitOfWork, ticket: str) -> ReportEvent | None:
    """Return what was sent under that ticket; its number is that of the event."""
    try:
        found = await uow.reports.get(int(ticket.rpartition("-")[2]))
    except (NotFound, ValueError):
        return None
    return found if found.kind is EventKind.SUBMITTED and found.ticket == ticket else None
