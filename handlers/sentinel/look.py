"""The card of *Mutu data*: how many of each kind, the cases of a kind, and the reports of a case."""

import asyncio
from dataclasses import dataclass

from telegram import Update

from domain.errors import NotAllowed
from domain.language.dates import FIRST_YEAR, LAST_YEAR
from domain.people.person import Person, Role, SubBagian
from domain.sentinel.cases import Case, Kind
from domain.sentinel.checks import cases_of
from domain.units.opd import Opd
from handlers.city.figures import pressed_period
from handlers.city.watched import watched
from handlers.city.ways import DataQuality
from handlers.city.working_year import year_at_work
from handlers.sentinel import keyboards, texts
from handlers.sentinel.buttons import QualityCase, QualityKind
from handlers.telegram.buttons import fingerprint
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen
from storage.ports import Stale

CASES_A_PAGE, REPORTS_A_PAGE = 6, 10


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sentinel sees of a year, as far as it is this person's."""

    year: int
    owners: frozenset[SubBagian]
    opds: dict[str, Opd]
    cases: tuple[Case, ...]

    def of(self, kind: Kind) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.kind is kind)


async def look_command(update: Update, context: Context) -> None:
    """Show it of the year behind the command, or of the one that is worked on."""
    years = (int(word) for word in context.args or () if word.isascii() and word.isdecimal())
    year = next((one for one in years if FIRST_YEAR <= one <= LAST_YEAR), 0)
    await look(update, context, DataQuality(year))


async def look(update: Update, context: Context, button: DataQuality) -> None:
    """Show how many of each kind there are. Raises NotAllowed, and Stale for a forged year."""
    seen = await _seen(context, button.year)
    text = texts.overview(seen.year, seen.owners, {kind: len(seen.of(kind)) for kind in Kind}, context.now)
    keyboard = keyboards.overview(
        seen.year,
        {kind: len(seen.of(kind)) for kind in Kind},
        this_year=context.year,
        verifies=Role.VERIFIKATOR in context.person.roles,
    )
    await show_as(context, update, Screen(text, keyboard), "sentinel.overview", button.pack())


async def show_kind(update: Update, context: Context, button: QualityKind) -> None:
    """Show the cases of one kind. Raises as `look`."""
    kind = _kind(button.of)
    await _show_kind(update, context, kind, await _seen(context, button.year), button.page)


async def _show_kind(
    update: Update, context: Context, kind: Kind, seen: Seen, number: int, note: str = ""
) -> None:
    numbered = list(enumerate(seen.of(kind)))
    page = page_of(numbered, number, CASES_A_PAGE)
    text = texts.of_kind(kind, seen.year, page, seen.opds, note)
    prints = {number: _print(case) for number, case in page.items}
    screen = Screen(text, keyboards.of_kind(kind, seen.year, page, seen.opds, prints))
    await show_as(context, update, screen, "sentinel.kind", QualityKind(kind, seen.year, page.number).pack())


async def show_case(update: Update, context: Context, button: QualityCase) -> None:
    """Show the reports of a case; one that is another by now leads back to its kind. Raises as `look`."""
    kind = _kind(button.of)
    seen = await _seen(context, button.year)
    cases = seen.of(kind)
    case = cases[button.number] if 0 <= button.number < len(cases) else None
    if case is None or _print(case) != button.fingerprint:
        await _show_kind(update, context, kind, seen, button.number // CASES_A_PAGE, texts.CHANGED)
        return
    page = page_of(case.mentions, button.page, REPORTS_A_PAGE)
    back = QualityKind(kind, seen.year, button.number // CASES_A_PAGE)
    text = texts.of_case(case, seen.year, page, seen.opds)
    screen = Screen(text, keyboards.of_case(button, page, seen.opds, back))
    await show_as(context, update, screen, "sentinel.case", button.pack())


async def _seen(context: Context, year: int) -> Seen:
    owners = _owners(context.person)
    if not owners:
        raise NotAllowed
    async with context.look() as uow:
        when = pressed_period(context, year or await year_at_work(uow, context), 0)
        found = await watched(uow, when)
    # Of 500 OPD it takes a second, in which everybody else is to be answered.
    seen = await asyncio.to_thread(cases_of, found)
    cases = tuple(case for case in seen if case.concerns(owners))
    return Seen(when.year, owners, {opd.code: opd for opd in found.opds}, cases)


def _owners(person: Person) -> frozenset[SubBagian]:
    """Return the Sub Bagian whose reports this person may look at: their own, or all of them."""
    if not person.roles.isdisjoint((Role.PIMPINAN, Role.ADMIN)):
        return frozenset(SubBagian)
    return frozenset(person.sub_bagian)


def _kind(value: str) -> Kind:
    if value not in list(Kind):
        raise Stale(f"a kind of {value}")
    return Kind(value)


def _print(case: Case) -> str:
    return fingerprint(" ".join((case.note, *(f"{one.opd}/{one.indicator}" for one in case.mentions))))
