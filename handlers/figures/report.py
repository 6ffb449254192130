"""The report of one OPD behind a figure, to read, and its history; everything as of the figure's instant."""

from telegram import Update

from domain.errors import NotAllowed
from domain.figures.asking import Period
from domain.figures.figure import Entry
from domain.indicators import Indicator
from domain.people.person import Person, Role
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from handlers.city.figures import pressed_indicator, pressed_period
from handlers.figures import keyboards, report_texts
from handlers.figures.buttons import IkuHistory, IkuReport
from handlers.figures.official import Standing, standing
from handlers.figures.report_texts import Report, Told
from handlers.reporting import history_page
from handlers.review import OpenCard
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import UnitOfWork

REPORT = "iku.report"
"""Its kind among what stands on somebody's screen."""


async def show_report(update: Update, context: Context, button: IkuReport) -> None:
    """Show where the report of one OPD stood, with its answers.

    Raises NotAllowed for an OPD that is not the person's to see, Stale or NotFound for forged data.
    """
    await show_as(context, update, await report_screen(context, button), REPORT, button.pack())


async def report_screen(context: Context, button: IkuReport, note: str = "") -> Screen:
    """Return the card of a report; `note` is said first. Raises as `show_report`."""
    stands, shown = await asked_report(context, button)
    files = sum(len(told.openable) for told in shown.told()) if may_open(context.person, button.opd) else 0
    entry, waiting = shown.entry, shown.waiting
    waits = entry is not None and stands.may_decide(context.person, shown.indicator, entry)
    decide = OpenCard(waiting.event.id) if waits and waiting is not None else None
    keyboard = keyboards.report(button, shown.indicator, shown.opd, files, decide)
    return Screen(report_texts.report_card(stands.when, shown, note), keyboard)


async def asked_report(context: Context, button: IkuReport) -> tuple[Standing, Report]:
    """Return the report that a button asks for, and the figures around it. Raises as `show_report`."""
    asked, indicator = _asked(context, button)
    stands = await standing(context, asked, [button.opd])
    async with context.look() as uow:
        opd = await uow.opds.get(button.opd)
        entries = stands.then.figure(indicator).entries
        entry = next((one for one in entries if one.opd.code == opd.code), None)
        return stands, await _report(uow, indicator, entry.opd if entry is not None else opd, entry)


def may_open(person: Person, opd: str) -> bool:
    """Return whether a person may have the evidence of that OPD before their eyes."""
    return person.may_report_for(opd) or not person.roles.isdisjoint((Role.VERIFIKATOR, Role.PIMPINAN))


async def _report(uow: UnitOfWork, indicator: Indicator, opd: Opd, entry: Entry | None) -> Report:
    if entry is None:
        return Report(indicator=indicator, opd=opd, entry=None)
    now = entry.standing
    sent_back = now.returned.about if now.returned is not None and now.waiting is None else None
    return Report(
        indicator=indicator,
        opd=opd,
        entry=entry,
        verified=await _told(uow, now.verified),
        waiting=await _told(uow, now.waiting),
        returned=await _told(uow, await uow.reports.get(sent_back) if sent_back is not None else None),
        expected=await _told(uow, now.expected),
    )


async def _told(uow: UnitOfWork, event: ReportEvent | None) -> Told | None:
    if event is None:
        return None
    sender = await uow.people.get(event.by)
    return Told(event, sender.name, await uow.evidence.several(event.files))


async def show_history(update: Update, context: Context, button: IkuHistory) -> None:
    """Show what happened to that report until then, newest first. Raises as `show_report` does."""
    when, indicator = _asked(context, button)
    async with context.look() as uow:
        opd = await uow.opds.get(button.opd)
        events = await uow.reports.events(opd=opd.code, indicator=indicator.key, until=when.as_of)
        text, page = await history_page(uow, opd.name, events, button.page)
    screen = Screen(text, keyboards.history(button, page))
    await show_as(context, update, screen, "iku.history", button.pack())


def _asked(context: Context, button: IkuReport | IkuHistory) -> tuple[Period, Indicator]:
    """Return what a button asks about. Raises NotAllowed for an OPD that is not the person's to see."""
    if not context.person.may_see(button.opd):
        raise NotAllowed
    return pressed_period(context, button.year, button.quarter), pressed_indicator(button.indicator)
