"""`/belum`: who still owes which report, by when; each OPD opens into what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Update

from domain.documents.owed import scoped
from domain.documents.wanted import DocumentKind, Wanted
from domain.errors import NotAllowed
from domain.figures.asking import Asked, NotUnderstood, parse
from domain.indicators import Indicator, by_key, reported
from domain.overdue.debts import is_early
from domain.people.person import Role, SubBagian
from handlers.city.kept import kept_rules
from handlers.city.named import opds_named
from handlers.city.open_years import check_open
from handlers.delivery.living import LivingCard, Worded, show_living
from handlers.memos import narrowed
from handlers.overdue import keyboards, texts
from handlers.overdue.buttons import Overdue
from handlers.overdue.listing import Books
from handlers.overdue.scope import Scope, scope_of
from handlers.overdue.texts import Line, Listed
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.paging import Page
from handlers.telegram.screen import Screen
from storage.ports import Card, Stale, UnitOfWork, give_way

ROLES = frozenset({Role.VERIFIKATOR, Role.PIMPINAN})
OPD_A_PAGE = 8
"""With so many the list is one screen, whatever else it says."""
_ASKED_FOR = 0
"""Stands for the year whose reports people are asked for now."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list of `/belum` shows: `sought` are words that an OPD's name has, "" for all."""

    scope: Scope
    year: int = _ASKED_FOR
    page: int = 0
    sought: str = ""


async def overdue_command(update: Update, context: Context) -> None:
    """`/belum`, perhaps with a report, a year or part of an OPD's name behind it.

    A verifikator sees the own Sub Bagian first, others the first of the three.
    """
    await _show(update, context, _asked(context))


async def heard(update: Update, context: Context, _: Card, said: str) -> bool:
    """Look for an OPD, or show the report, that was typed while a list of `/belum` is on the screen."""
    if ROLES.isdisjoint(context.person.roles):
        return False
    context.args = said.split()
    shown = _asked(context)
    if shown.scope.only is None and not await _is_somebody(context, shown.sought):
        return False
    await _show(update, context, shown)
    return True


async def _is_somebody(context: Context, sought: str) -> bool:
    async with context.look() as uow:
        return bool(sought) and bool(await opds_named(uow, sought))


async def _show(update: Update, context: Context, shown: Shown) -> None:
    """Show a list, which goes on changing by itself; one that was searched for is of the moment."""
    if shown.sought:
        async with context.look() as uow:
            screen = await overdue_screen(uow, context, shown)
        await show_as(context, update, screen, "belum.found", shown.sought)
    else:
        about = Overdue(shown.scope.packed, shown.year, shown.page).pack()
        await show_living(context, update, LIVING_OVERDUE, about)


async def _living(context: Context, about: str) -> Worded | None:
    if ROLES.isdisjoint(context.person.roles):
        return None
    button = Overdue.unpack(about)
    async with context.look() as uow:
        return await _worded(uow, context, Shown(scope_of(button.scope), button.year, button.page))


LIVING_OVERDUE = LivingCard("belum", _living)


def _asked(context: Context) -> Shown:
    own = context.person.sub_bagian
    first, said = Scope(own[0] if own else SubBagian.KELEMBAGAAN), " ".join(context.args or ())
    try:
        asked = parse(said, context.year)
    except NotUnderstood:
        return Shown(first, sought=said)
    indicator = by_key(asked.indicator) if asked.indicator is not None else None
    if asked.goal:
        # The indicators of a goal are those of one Sub Bagian.
        scope = Scope(by_key(asked.goal[0]).owner)
    else:
        scope = Scope(indicator.owner, indicator) if indicator is not None else first
    return Shown(scope, _year(asked, context))


def _year(asked: Asked, context: Context) -> int:
    """Return the year that was said, where it is one of the two that may be asked for."""
    is_offered = asked.says_year and asked.year in (context.year, context.year - 1)
    return asked.year if is_offered else _ASKED_FOR


async def show_overdue(update: Update, context: Context, button: Overdue) -> None:
    """Show a page of one list.

    Raises NotAllowed, Stale for a scope or year that there is not, NotPossible(YEAR_CLOSED).
    """
    if ROLES.isdisjoint(context.person.roles):
        raise NotAllowed
    scope = scope_of(button.scope)
    if button.year not in (_ASKED_FOR, context.year, context.year - 1):
        raise Stale(f"a button of {button.year}")
    await _show(update, context, Shown(scope, button.year, button.page))


async def overdue_screen(uow: UnitOfWork, context: Context, shown: Shown) -> Screen:
    """Return a page of a list as it stands now; of the year _ASKED_FOR: last year's while it is pursued.

    Raises NotPossible(YEAR_CLOSED).
    """
    return (await _worded(uow, context, shown))("")


async def _worded(uow: UnitOfWork, context: Context, shown: Shown) -> Worded:
    last, this = context.year - 1, context.year
    if shown.year == last:
        await check_open(uow, last)
    rules = {year: await kept_rules(uow, year) for year in (this, last)}
    books = {
        year: Books(uow, one, context.today, context.now)
        for year, one in rules.items()
        if year == this or one.closed_at is None
    }
    asked = reported() if shown.sought else shown.scope.indicators
    pursued = last in books and await books[last].is_pursued(asked)
    # In a big city each of these reads is some milliseconds: whoever else waits is let in between.
    await give_way()
    year = shown.year or (last if pursued else this)
    offers_last = last in books and (pursued or is_early(context.today))
    other = this if year == last else last if offers_last else None
    told, page = await _read(books[year], shown, asked)
    papers = () if shown.sought else await _papers(context, shown, books[year])
    now, keyboard = context.now, keyboards.overdue(told, page, other, papers)
    return lambda updated: Screen(texts.overdue(told, now, len(page.items), updated), keyboard)


async def _read(books: Books, shown: Shown, asked: Sequence[Indicator]) -> tuple[Listed, Page[Line]]:
    year, scope = books.rules.year, shown.scope
    if shown.sought:
        page = await books.sought(asked, shown.sought, OPD_A_PAGE)
        return Listed(scope=scope, year=year, total=page.total, sought=shown.sought), page
    page = await books.page(scope.listed, shown.page, OPD_A_PAGE)
    await give_way()
    without, silent = await books.unreached(scope.listed)
    counted = [await books.counted(one) for one in asked]
    await give_way()
    total = page.total
    return Listed(scope=scope, year=year, counted=counted, total=total, without=without, silent=silent), page


async def _papers(context: Context, shown: Shown, books: Books) -> list[Wanted]:
    """Return what of this list this person may have on paper: a nota dinas only where somebody is late."""
    kinds = (DocumentKind.MEMO, DocumentKind.OVERDUE)
    scope, person, year = shown.scope, context.person, books.rules.year
    papers = [narrowed(person, kind, year, scope.sub_bagian, scope.only) for kind in kinds]
    offered = [one for one in papers if one is not None]
    if not offered:
        return []
    about = scoped(offered[0].scope, offered[0].indicator)
    if not any([await books.owed(one) for one in about]):
        return []
    late = await books.is_late(about)
    return [one for one in offered if late or one.kind is not DocumentKind.MEMO]
