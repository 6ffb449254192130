"""The report of one OPD behind a figure, to read, and its history; everything as of the figure's instant."""

from telegram import Update

from domain.errors import NotAllowed
from domain.figures.asking import Period
from domain.figures.figure import Entry
from domain.indicators import Indicator
from domain.reports.events import ReportEvent
from handlers.city.figures import known, pressed_indicator, pressed_period
from handlers.figures import detail_texts as iku_detail
from handlers.figures import keyboards
from handlers.figures.buttons import IkuHistory, IkuReport
from handlers.figures.detail_texts import Report, Told
from handlers.figures.official import frozen
from handlers.reporting import history_page
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show
from storage.ports import UnitOfWork


async def show_report(update: Update, context: Context, button: IkuReport) -> None:
    """Show where the report of one OPD stood, with its answers.

    Raises NotAllowed for an OPD that is not the person's to see, Stale or NotFound for forged data.
    """
    when, indicator = _asked(context, button)
    async with context.aside() as uow:
        opd = await uow.opds.get(button.opd)
        when = await frozen(uow, when)
        then = await known(uow, when)
        entries = then.figure(indicator).entries
        entry = next((one for one in entries if one.opd.code == opd.code), None)
        shown = await _report(uow, indicator, (entry.opd if entry else opd).name, entry)
    await show(context, update, Screen(iku_detail.report_card(when, shown), keyboards.report(button)))


async def _report(uow: UnitOfWork, indicator: Indicator, name: str, entry: Entry | None) -> Report:
    if entry is None:
        return Report(indicator=indicator, opd_name=name, entry=None)
    now = entry.standing
    sent_back = now.returned.about if now.returned is not None and now.waiting is None else None
    return Report(
        indicator=indicator,
        opd_name=name,
        entry=entry,
        verified=await _told(uow, now.verified),
        waiting=await _told(uow, now.waiting),
        returned=await _told(uow, await uow.reports.get(sent_back) if sent_back is not None else None),
    )


async def _told(uow: UnitOfWork, event: ReportEvent | None) -> Told | None:
    if event is None:
        return None
    sender = await uow.people.get(event.by)
    return Told(event, sender.name, await uow.evidence.several(event.files))


async def show_history(update: Update, context: Context, button: IkuHistory) -> None:
    """Show what happened to that report until then, newest first. Raises as `show_report` does."""
    when, indicator = _asked(context, button)
    async with context.aside() as uow:
        opd = await uow.opds.get(button.opd)
        events = await uow.reports.events(opd=opd.code, indicator=indicator.key, until=when.as_of)
        text, page = await history_page(uow, opd.name, events, button.page)
    await show(context, update, Screen(text, keyboards.history(button, page)))


def _asked(context: Context, button: IkuReport | IkuHistory) -> tuple[Period, Indicator]:
    """Return what a button asks about. Raises NotAllowed for an OPD that is not the person's to see."""
    if not context.person.may_see(button.opd):
        raise NotAllowed
    return pressed_period(context, button.year, button.quarter), pressed_indicator(button.indicator)
