"""A rehearsal as a workbook: a row for everything that a message names, and what cannot arrive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.indicators import by_key
from domain.language.dates import day_of
from domain.rehearsal.entries import Foreseen, ForeseenList
from domain.rehearsal.plan import Plan
from domain.years.steps import HYPHEN
from handlers.rehearsal import texts
from handlers.telegram.tables import adorn, write
from handlers.words import words
from handlers.words.people import NO_OPERATOR

Row = Sequence[str | date]
_WIDTHS = {
    "Tanggal": 13.0, "Jam": 8.0, "Hari": 10.0, "Nama": 28.0, "Kepada": 28.0, "OPD": 46.0, "Laporan": 20.0,
    "Langkah": 20.0, "Tenggat": 34.0, "Sebab": 34.0,
}  # fmt: skip
"""In characters, by the column's name."""


def workbook(plan: Plan, names: Mapping[str, str]) -> Workbook:
    """Return a rehearsal; `names` are those of the OPD by code."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = texts.REMINDERS_SHEET
    messages = [message for day in plan.days for message in day.messages]
    _table(first, texts.COLUMNS, (row for one in messages for row in _reminder(one, names)))
    lists = [one for day in plan.days for one in day.lists]
    listed = (row for one in lists for row in _list(one, names))
    _table(book.create_sheet(texts.LISTS_SHEET), texts.LIST_COLUMNS, listed)
    _table(book.create_sheet(texts.NEVER), texts.NEVER_COLUMNS, _never(plan, names))
    return book


def _table(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Row]) -> None:
    write(sheet, 1, columns)
    for number, row in enumerate(rows, start=2):
        write(sheet, number, row)
    adorn(sheet, 1, [_WIDTHS[name] for name in columns])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _reminder(message: Foreseen, names: Mapping[str, str]) -> Iterator[Row]:
    # Whoever filters a sheet types a plain hyphen.
    news = {one.item: texts.news_label(one, message.at).replace(HYPHEN, "-") for one in message.news}
    otherwise = texts.ALSO_NAMED if news else texts.ASKED_AGAIN
    for item in message.items:
        yield (
            *_when(message),
            message.person.name,
            names.get(item.opd, item.opd),
            by_key(item.indicator).title,
            news.get(item, otherwise),
            words.moment(item.due) if item.due is not None else words.NO_DEADLINE,
        )


def _list(one: ForeseenList, names: Mapping[str, str]) -> Iterator[Row]:
    for debt in one.told.debts:
        yield (
            *_when(one),
            f"Kasubbag {one.told.owner.short_name}",
            by_key(debt.indicator).title,
            names.get(debt.opd, debt.opd),
            words.moment(debt.due) if debt.due is not None else "",
        )


def _when(one: Foreseen | ForeseenList) -> tuple[date, str, str]:
    day = day_of(one.at)
    return day, words.clock(one.at), words.DAYS[day.weekday()]


def _never(plan: Plan, names: Mapping[str, str]) -> Iterator[Row]:
    for one in plan.never:
        if isinstance(one, str):
            yield "", names.get(one, one), NO_OPERATOR
        else:
            yield one.name, ", ".join(names.get(opd, opd) for opd in one.opds), texts.why_unreached(one)
