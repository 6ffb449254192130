"""`/lapor`: the OPD to choose from, the list of an OPD's reports, and the way straight to one of them."""

from telegram import Update

from domain.figures.asking import Asked, NotUnderstood, parse
from domain.indicators import Indicator, by_key, key_of
from domain.units.naming import called, plain_words
from domain.units.opd import Opd, in_force
from handlers.reporting import keyboards
from handlers.reporting import texts as reports
from handlers.reporting.buttons import OpenReport, Reports
from handlers.reporting.open import open_report
from handlers.reporting.rows import report_rows
from handlers.reporting.which_year import ASKED_FOR, years_of
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, ending, show
from storage.ports import Card, UnitOfWork

WHICH_OPD = "lapor.opd"
"""The kind of the question for which OPD a report is; what it is about: the report, and its year."""


async def start_report(update: Update, context: Context) -> None:
    """`/lapor`: straight to the list where there is one OPD, else the choice of OPD.

    `/lapor sakip` goes straight to that report, as its key in the list does.
    """
    said = " ".join(context.args or ())
    asked = _asked(said, context.year)
    named = _named(asked) if asked is not None else None
    if asked is None or named is None or not named.reported_by_operator:
        note = reports.not_reported(said, named) if said else ""
        async with context.look() as uow:
            screen = await _screen(uow, context, Reports("", ASKED_FOR), note)
        await show(context, update, screen)
    else:
        await _straight_to(update, context, named, asked.year if asked.says_year else ASKED_FOR)


def _named(asked: Asked) -> Indicator | None:
    """Return the indicator that was named; of a goal, the one that operators report."""
    if asked.goal:
        return next((by_key(key) for key in asked.goal if by_key(key).reported_by_operator), None)
    return by_key(asked.indicator) if asked.indicator is not None else None


def _asked(said: str, this_year: int) -> Asked | None:
    """Return what these words mean, read as `/iku` reads them; None for words that mean no one report."""
    try:
        return parse(said, this_year)
    except NotUnderstood:
        return None


async def _straight_to(update: Update, context: Context, indicator: Indicator, year: int) -> None:
    """Open that report as the list would, of its year where none was said; of several OPD ask for which."""
    reports_of = await _reports_of(context, indicator, year)
    if len(reports_of) == 1:
        await open_report(update, context, reports_of[0][1])
    elif reports_of:
        screen = Screen(reports.choose_opd(indicator), keyboards.opds(reports_of))
        await show_as(context, update, screen, WHICH_OPD, f"{indicator.key} {year}")
    else:
        await show_list(update, context, Reports("", ASKED_FOR))


async def _reports_of(context: Context, indicator: Indicator, year: int) -> list[tuple[Opd, OpenReport]]:
    """Return that report of each OPD that this person reports for, of its year where none was said."""
    async with context.look() as uow:
        open_now = _open_now(context, await own_opds(uow, context))
        years = [await years_of(uow, context, opd, year, to_follow=False) for opd in open_now]
    return [
        (opd, OpenReport(opd.code, indicator.key, each.shown))
        for opd, each in zip(open_now, years, strict=True)
    ]


async def heard(update: Update, context: Context, shown: Card, said: str) -> bool:
    """Open the report of the one OPD that was typed where it was asked for which; return whether it was."""
    indicator, year = shown.about.split()
    reports_of = await _reports_of(context, by_key(key_of(indicator)), int(year))
    opened = {opd.code: button for opd, button in reports_of}
    found = called([opd for opd, _ in reports_of], plain_words(said))
    if len(found) != 1:
        return False
    await open_report(update, context, opened[found[0].code])
    return True


async def show_list(update: Update, context: Context, button: Reports) -> None:
    """Show the reports of the button's OPD and year (see `years_of`), or the OPD to choose from."""
    async with context.look() as uow:
        screen = await _screen(uow, context, button)
    await show(context, update, screen)


def _open_now(context: Context, own: list[Opd]) -> list[Opd]:
    return [opd for opd in own if in_force(opd, context.today)]


async def _screen(uow: UnitOfWork, context: Context, button: Reports, note: str = "") -> Screen:
    own = await own_opds(uow, context)
    open_now = _open_now(context, own)
    if not own:
        return ending(reports.NO_OPD)
    if not open_now:
        return ending(reports.OPD_CLOSED)
    chosen = open_now if not button.opd and len(open_now) == 1 else [o for o in own if o.code == button.opd]
    if not chosen:
        keys = keyboards.opds([(opd, Reports(opd.code)) for opd in open_now])
        return Screen(reports.choose_opd(note=note), keys)
    if chosen[0] not in open_now:
        return ending(reports.OPD_CLOSED)
    return await _list(uow, context, chosen[0], button.year, several=len(open_now) > 1, note=note)


async def own_opds(uow: UnitOfWork, context: Context) -> list[Opd]:
    """Return the OPD that this person reports for."""
    return await uow.opds.several(context.person.opds)


async def _list(
    uow: UnitOfWork, context: Context, opd: Opd, wanted: int, *, several: bool, note: str
) -> Screen:
    years = await years_of(uow, context, opd, wanted, to_follow=False)
    rows = await report_rows(uow, opd.code, years.shown)
    icons = [row.icon(context.now) for row in rows]
    return Screen(
        reports.report_list(opd.name, years.shown, rows, context.now, note),
        keyboards.report_list(opd.code, years.shown, rows, icons, several=several, other_year=years.other),
    )
