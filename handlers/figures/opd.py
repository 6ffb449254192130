"""An OPD's card, and the choice of one where several are meant."""

from collections.abc import Iterable
from datetime import datetime

from telegram import Update

from domain.errors import NotAllowed
from domain.figures.asking import Asked, Period, period
from domain.figures.figure import Entry
from domain.indicators import INDICATORS, Indicator
from domain.units.naming import called, plain_words
from domain.units.opd import Opd, in_force, in_force_at
from handlers.city.figures import pressed_period
from handlers.city.kept import kept_opds
from handlers.city.working_year import year_at_work
from handlers.figures import keyboards, opd_texts
from handlers.figures.buttons import IkuFound, IkuReport, OpdCard, OpdChoice, kept
from handlers.figures.indicator import show_found
from handlers.figures.official import Standing, standing
from handlers.figures.official_texts import closing_line
from handlers.figures.opd_texts import Reported
from handlers.figures.report import show_report
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.home import home_key
from handlers.telegram.keys import markup
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from handlers.words import problems

OPD_A_PAGE = 12
CARD = "iku.opd"
"""Its kind among what stands on somebody's screen."""


async def show_asked(update: Update, context: Context, asked: Asked) -> None:
    """Show what was asked for of one or several OPD, as far as the asker may see them."""
    seen, when = [code for code in asked.opds if context.person.may_see(code)], (asked.year, asked.quarter)
    if not seen:
        await show(context, update, Screen(problems.NOT_YOUR_OPD, markup([home_key()])))
    elif asked.indicator is None and len(seen) == 1:
        screen = await _card(context, seen[0], period(*when, context.now))
        await show_as(context, update, screen, CARD, OpdCard(seen[0], asked.year).pack())
    elif asked.indicator is None:
        await show_choice(update, context, OpdChoice(asked.year, 0, kept(asked.words)))
    elif len(seen) == 1:
        await show_report(update, context, IkuReport(asked.indicator, seen[0], *when, 0))
    else:
        await show_found(update, context, IkuFound(asked.indicator, *when, 0, kept(asked.words)))


async def show_opd(update: Update, context: Context, button: OpdCard) -> None:
    """Show the card of an OPD. Raises NotAllowed for another's, Stale for a forged time, NotFound."""
    if not context.person.may_see(button.opd):
        raise NotAllowed
    year = button.year
    if not year:
        async with context.look() as uow:
            year = await year_at_work(uow, context)
    screen = await _card(context, button.opd, pressed_period(context, year, 0))
    await show_as(context, update, screen, CARD, button.pack())


async def show_choice(update: Update, context: Context, button: OpdChoice) -> None:
    """Show the OPD that go by some words, to choose one. Raises Stale for a forged time."""
    pressed_period(context, button.year, 0)
    await show_as(context, update, await _choice(context, button), "iku.choice", button.pack())


def counted(opds: Iterable[Opd], year: int, now: datetime) -> frozenset[str]:
    """Return the codes of the OPD of that year: what is gone is found only where nothing else is meant."""
    return frozenset(opd.code for opd in in_force_at(opds, now, year))


async def _choice(context: Context, button: OpdChoice) -> Screen:
    async with context.look() as uow:
        opds = await kept_opds(uow)
    person, there = context.person, counted(opds, button.year, context.now)
    if button.words:
        fitting = called([opd for opd in opds if person.may_see(opd.code)], plain_words(button.words))
    else:
        fitting = tuple(opd for opd in opds if person.may_report_for(opd.code))
    seen = [opd for opd in fitting if opd.code in there] or fitting
    by_name = sorted(seen, key=lambda opd: opd.short_name.casefold())
    page = page_of(by_name, button.page, OPD_A_PAGE)
    text = opd_texts.choice(button.words, page.total)
    return Screen(text, keyboards.choice(period(button.year, 0, context.now), page, button))


async def _card(context: Context, code: str, asked: Period) -> Screen:
    """Return the card of an OPD. Raises NotFound."""
    stands = await standing(context, asked, [code])
    async with context.look() as uow:
        stored = await uow.opds.get(code)
        operators = await uow.people.operators([code])
    found = {one.key: _entry(stands, one, code) for one in INDICATORS}
    shown = next((entry.opd for entry in found.values() if entry is not None), stored)
    # Whoever has ended reports nothing any more, and is asked for nothing.
    is_there = in_force(stored, context.today)
    lines = [
        Reported(
            one,
            entry,
            _due(stands, one, entry) if is_there or not one.reported_by_operator else None,
            is_mine=entry is not None and stands.may_decide(context.person, one, entry),
        )
        for one in INDICATORS
        for entry in (found[one.key],)
    ]
    reports = is_there and context.person.may_report_for(code) and _may_be_reported(context, stands, lines)
    text = opd_texts.opd_card(stands.when, shown, lines, operators, closing_line(stands.official))
    return Screen(text, keyboards.opd(shown, stands.when, this_year=context.year, reports=reports))


def _may_be_reported(context: Context, stands: Standing, lines: Iterable[Reported]) -> bool:
    """Return whether something is owed of a year that is still reported, as things stand now."""
    return (
        stands.when.live
        and stands.when.year in (context.year, context.year - 1)
        and any(
            line.entry is not None and line.entry.is_owed and line.indicator.reported_by_operator
            for line in lines
        )
    )


def _entry(stands: Standing, indicator: Indicator, code: str) -> Entry | None:
    entries = stands.then.figure(indicator).entries
    return next((entry for entry in entries if entry.opd.code == code), None)


def _due(stands: Standing, indicator: Indicator, entry: Entry | None) -> datetime | None:
    """Return until when the OPD, or its Sub Bagian, has time for what is owed; None for all else."""
    if entry is None or not entry.is_owed or not stands.when.live:
        return None
    return stands.then.due(indicator, entry.opd.code)
