"""`/belum`: who still owes which report, by when, and whether anybody there can be reached."""

from datetime import datetime

from telegram import Update

from domain.asking import period
from domain.debts import own_due
from domain.errors import NotAllowed
from domain.histories import Histories, by_report
from domain.iku import Entry
from domain.indicators import INDICATORS, Indicator
from domain.people import Person, Role, SubBagian, operators_of
from handlers.buttons.overdue import Overdue
from handlers.context import Context
from handlers.figures import Known, known
from handlers.keyboards import overdue as keyboards
from handlers.paging import page_of
from handlers.press import Press
from handlers.speech import Screen, show
from handlers.texts import overdue
from handlers.texts.overdue import Owed, Owing
from storage.ports import Stale

ROLES = frozenset({Role.VERIFIKATOR, Role.PIMPINAN})
OPD_A_PAGE = 15


async def overdue_command(update: Update, context: Context) -> None:
    """`/belum`: a verifikator sees the own Sub Bagian first, others the first of the three."""
    own = context.person.sub_bagian
    await show(context, update, await _screen(context, own[0] if own else SubBagian.KELEMBAGAAN, 0))


async def show_overdue(update: Update, context: Context, button: Overdue) -> None:
    """Show a page of one Sub Bagian. Raises NotAllowed, and Stale for a Sub Bagian that there is not."""
    if ROLES.isdisjoint(context.person.roles):
        raise NotAllowed
    if button.sub_bagian not in set(SubBagian):
        raise Stale(f"a button of {button.sub_bagian}")
    await show(context, update, await _screen(context, SubBagian(button.sub_bagian), button.page))


async def _screen(context: Context, sub_bagian: SubBagian, number: int) -> Screen:
    async with context.aside() as uow:
        then = await known(uow, period(context.year, 0, context.now))
        people = await uow.people.everyone()
    owing = _owing(then, sub_bagian, people)
    page = page_of([(one, owed) for one in owing for owed in one.opds], number, OPD_A_PAGE)
    text = overdue.overdue(sub_bagian, context.year, owing, page.items, context.now)
    return Screen(text, keyboards.overdue(sub_bagian, page.number, page.count))


def _owing(then: Known, sub_bagian: SubBagian, people: list[Person]) -> list[Owing]:
    """Return what is owed of each indicator of that Sub Bagian; evaluations it owes itself."""
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
                ),
            )
        )
    return owing


def _due(then: Known, told: Histories, entry: Entry, indicator: Indicator) -> datetime | None:
    code = entry.opd.code
    return own_due(then.rules, indicator.key, code, told[code, indicator.key, then.period.year])


PRESSES = (Press(Overdue, show_overdue),)
