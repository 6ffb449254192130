"""`/belum`: who still owes which report, by when, and whether anybody there can be reached."""

from datetime import datetime

from telegram import Update

from domain.errors import NotAllowed
from domain.figures.asking import period
from domain.figures.figure import Entry
from domain.indicators import INDICATORS, Indicator
from domain.language.dates import day_of
from domain.overdue.debts import is_early, is_year_pursued, own_due
from domain.people.person import Person, Role, SubBagian, operators_of
from domain.reports.histories import Histories, by_report
from domain.units.opd import in_force
from handlers.city.figures import Known, known
from handlers.city.open_years import check_open, closed
from handlers.overdue import keyboards, texts
from handlers.overdue.buttons import Overdue
from handlers.overdue.texts import Owed, Owing
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale

ROLES = frozenset({Role.VERIFIKATOR, Role.PIMPINAN})
OPD_A_PAGE = 15
_ASKED_FOR = 0
"""Stands for the year whose reports people are asked for now."""


async def overdue_command(update: Update, context: Context) -> None:
    """`/belum`: a verifikator sees the own Sub Bagian first, others the first of the three."""
    own = context.person.sub_bagian
    await show(
        context, update, await _screen(context, own[0] if own else SubBagian.KELEMBAGAAN, _ASKED_FOR, 0)
    )


async def show_overdue(update: Update, context: Context, button: Overdue) -> None:
    """Show a page of one Sub Bagian.

    Raises NotAllowed, Stale for a Sub Bagian or year that there is not, NotPossible(YEAR_CLOSED).
    """
    if ROLES.isdisjoint(context.person.roles):
        raise NotAllowed
    if button.sub_bagian not in set(SubBagian):
        raise Stale(f"a button of {button.sub_bagian}")
    if button.year not in (_ASKED_FOR, context.year, context.year - 1):
        raise Stale(f"a button of {button.year}")
    screen = await _screen(context, SubBagian(button.sub_bagian), button.year, button.page)
    await show(context, update, screen)


async def _screen(context: Context, sub_bagian: SubBagian, year: int, number: int) -> Screen:
    """Return a page of that year's list; _ASKED_FOR: last year's while something of it is pursued.

    Raises NotPossible(YEAR_CLOSED).
    """
    last, this = context.year - 1, context.year
    async with context.aside() as uow:
        people = await uow.people.everyone()
        lists = {this: _owing(await known(uow, period(this, 0, context.now)), sub_bagian, people)}
        if year == last:
            await check_open(uow, last)
        if not await closed(uow, last):
            lists[last] = _owing(await known(uow, period(last, 0, context.now)), sub_bagian, people)
    pursued = _is_pursued(lists.get(last, []), last, context.now)
    shown = year or (last if pursued else this)
    owing = lists[shown]
    page = page_of([(one, owed) for one in owing for owed in one.opds], number, OPD_A_PAGE)
    text = texts.overdue(sub_bagian, shown, owing, page.items, context.now)
    offers_last = last in lists and (pursued or is_early(context.today))
    other = this if shown == last else last if offers_last else None
    return Screen(text, keyboards.overdue(sub_bagian, shown, page, other))


def _is_pursued(owing: list[Owing], year: int, now: datetime) -> bool:
    return any(is_year_pursued(year, owed.due, now) for one in owing for owed in one.opds)


def _owing(then: Known, sub_bagian: SubBagian, people: list[Person]) -> list[Owing]:
    """Return what is owed of each indicator of that Sub Bagian; evaluations it owes itself.

    An OPD that has ended since its year did has nobody left who could report.
    """
    told, owing = by_report(then.events), []
    for indicator in INDICATORS:
        if indicator.owner is not sub_bagian:
            continue
        found = then.figure(indicator)
        owing.append(
            Owing(
                indicator=indicator,
                due=then.rules.deadlines.get(indicator.key),
                total=found.counts.total,
                opds=tuple(
                    Owed(entry, _due(then, told, entry, indicator), operators_of(people, entry.opd.code))
                    for entry in found.entries
                    if entry.is_owed
                    and (in_force(entry.opd, day_of(then.period.as_of)) or not indicator.reported_by_operator)
                ),
            )
        )
    return owing


def _due(then: Known, told: Histories, entry: Entry, indicator: Indicator) -> datetime | None:
    code = entry.opd.code
    return own_due(then.rules, indicator.key, code, told[code, indicator.key, then.period.year])
