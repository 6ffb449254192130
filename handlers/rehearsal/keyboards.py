"""The keys of `/gladi`."""

from collections.abc import Iterable

from telegram import InlineKeyboardMarkup

from domain.indicators import reported
from domain.rehearsal.plan import Day, Plan, Scope
from handlers.rehearsal import texts
from handlers.rehearsal.buttons import NeverArriving, Rehearsals, RehearsalSheet, Rehearse, RehearsedDay
from handlers.telegram.home import home_key
from handlers.telegram.keys import PRIMARY, Keys, key, markup, pairs, rows
from handlers.telegram.paging import Page


def choices(scopes: Iterable[Scope]) -> InlineKeyboardMarkup:
    """Return a key for every year, and below it one for each of its deadlines."""
    lines: list[Keys] = []
    listed = list(scopes)
    for year in [one for one in listed if one.indicator is None]:
        lines.append([key(f"Semua tenggat {year.year}", _calendar(year, 0), PRIMARY)])
        keys = {one.indicator: one for one in listed if one.year == year.year}
        lines += rows([key(one.title, _calendar(keys[one.key], 0)) for one in reported() if one.key in keys])
    return markup(*lines, [home_key()])


def calendar(plan: Plan, page: Page[Day]) -> InlineKeyboardMarkup:
    never = len(plan.never)
    return markup(
        *rows([key(texts.day_label(one.day), _day(plan.scope, one, 0)) for one in page.items]),
        page.keys(lambda turned: _calendar(plan.scope, turned)),
        *pairs(
            [
                *([key(f"Tak sampai ({never})", _never(plan.scope, 0))] if never else []),
                *(
                    [key("Unduh XLSX", RehearsalSheet(plan.scope.year, _indicator(plan.scope)))]
                    if plan.days
                    else []
                ),
                key("‹ Tenggat lain", Rehearsals()),
                home_key(),
            ]
        ),
    )


def day(scope: Scope, shown: Day, page: Page[object]) -> InlineKeyboardMarkup:
    return markup(
        page.keys(lambda turned: _day(scope, shown, turned)),
        [key("‹ Kalender", _calendar(scope, 0))],
    )


def never(scope: Scope, page: Page[object]) -> InlineKeyboardMarkup:
    return markup(page.keys(lambda turned: _never(scope, turned)), [key("‹ Kalender", _calendar(scope, 0))])


def _indicator(scope: Scope) -> str:
    return scope.indicator or ""


def _calendar(scope: Scope, page: int) -> Rehearse:
    return Rehearse(scope.year, _indicator(scope), page)


def _day(scope: Scope, shown: Day, page: int) -> RehearsedDay:
    return RehearsedDay(scope.year, _indicator(scope), int(f"{shown.day:%Y%m%d}"), page)


def _never(scope: Scope, page: int) -> NeverArriving:
    return NeverArriving(scope.year, _indicator(scope), page)
