"""Draws the plan of action: a workbook with the city's totals, and the counts that they are computed from."""

from domain.documents.action_plan import (
    COLUMNS,
    COLUMNS_BEHIND,
    COUNTED_COLUMNS,
    COUNTED_NOTE,
    GROUPS,
    NOW,
    TARGET_NOW,
    ActionPlanContent,
)
from domain.documents.measured import NO_TARGET, NOTHING, PERCENT, Line, Measured
from domain.documents.measurement import ROMAN
from domain.years.rules import QUARTER_NUMBERS
from storage.rendering.sheets import FAINT, HEAD, Cell, Sheet, Workbook
from storage.rendering.totals import (
    COUNT,
    MIDDLE,
    PERCENTAGE,
    TEXT,
    capaian,
    goals,
    letter,
    looks_of_target,
    notes,
    realised,
    target,
)

PLAN, COUNTED = "Rencana aksi", "Dasar perhitungan"
_HEAD = 4
_TARGETS = len(COLUMNS)
_RESULTS = _TARGETS + len(QUARTER_NUMBERS)
_BEHIND = _RESULTS + len(QUARTER_NUMBERS)
_LAST = _BEHIND + len(COLUMNS_BEHIND) - 1
_COUNTED_FIRST = 2
_COUNTED_LAST = _COUNTED_FIRST + len(COUNTED_COLUMNS) * (len(QUARTER_NUMBERS) + 1)


def draw(content: ActionPlanContent) -> bytes:
    """Return the workbook."""
    book = Workbook(content.stamp, content.heading[0], content.office.name)
    _plan(book.sheet(PLAN), content)
    _counted(book.sheet(COUNTED), content)
    return book.done()


def _plan(sheet: Sheet, content: ActionPlanContent) -> None:
    sheet.columns((5, 25, 31, 8, 10, *(8.5,) * 4, *(9,) * 4, 13, 10, 24))
    sheet.heading(content.heading, _LAST)
    rows = (_HEAD, _HEAD + 1)
    for place, name in enumerate(COLUMNS):
        sheet.merged(rows, (place, place), name, HEAD)
    for first, name in zip((_TARGETS, _RESULTS), GROUPS, strict=True):
        sheet.merged((_HEAD, _HEAD), (first, first + len(QUARTER_NUMBERS) - 1), name, HEAD)
        sheet.row(_HEAD + 1, [f"TW {ROMAN[one]}" for one in QUARTER_NUMBERS], HEAD, first)
    for place, name in enumerate(COLUMNS_BEHIND, _BEHIND):
        sheet.merged(rows, (place, place), name, HEAD)
    sheet.raw.set_row(_HEAD + 1, 24)
    first = _HEAD + 2
    for row, line in enumerate(content.lines, first):
        _line(sheet, row, line)
    goals(sheet, first, content.lines)
    row = notes(sheet, first + len(content.lines) + 1, (content.basis, *content.notes), _LAST)
    end = sheet.proof(row + 1, content.stamp, _LAST)
    sheet.page(content.stamp, rows, 3, (end, _LAST))


def _line(sheet: Sheet, row: int, line: Line) -> None:
    own: tuple[Cell, ...] = tuple(NOTHING if one.own is None else one.own for one in line.quarters)
    of_year: Cell = line.of_year or NO_TARGET
    results = (_realised(row, one.number - 1, one.measured) for one in line.quarters)
    now = f"{letter(_BEHIND)}{row + 1}"
    of_now = f"'{COUNTED}'!{letter(_COUNTED_LAST)}{row + 1}"
    cells = (
        None,
        None,
        line.name,
        PERCENT,
        of_year,
        *own,
        *results,
        _realised(row, len(QUARTER_NUMBERS), line.now),
        capaian(of_now, now, line.now),
        line.owner,
    )
    looks = (
        *(COUNT, TEXT, TEXT, MIDDLE),
        *map(looks_of_target, (of_year, *own)),
        *(PERCENTAGE,) * (len(line.quarters) + 2),
        TEXT,
    )
    sheet.row(row, cells, looks)


def _realised(row: int, place: int, of: Measured | None) -> Cell:
    """Compute from the counts of the other sheet, in which each indicator stands in the same row."""
    if of is None:
        return NOTHING
    first = _COUNTED_FIRST + place * len(COUNTED_COLUMNS)
    met, total = (f"'{COUNTED}'!{letter(column)}{row + 1}" for column in (first, first + 1))
    return realised(met, total, of)


def _counted(sheet: Sheet, content: ActionPlanContent) -> None:
    sheet.columns((5, 34, *(11,) * (_COUNTED_LAST - _COUNTED_FIRST), 12))
    sheet.heading(content.heading, _COUNTED_LAST)
    sheet.line(_HEAD - 1, COUNTED_NOTE, _COUNTED_LAST, FAINT)
    for place, name in enumerate(COLUMNS[::2][:2]):
        sheet.merged((_HEAD, _HEAD + 1), (place, place), name, HEAD)
    names = (*(f"TW {ROMAN[one]}" for one in QUARTER_NUMBERS), NOW)
    for place, name in enumerate(names):
        first = _COUNTED_FIRST + place * len(COUNTED_COLUMNS)
        sheet.merged((_HEAD, _HEAD), (first, first + len(COUNTED_COLUMNS) - 1), name, HEAD)
        sheet.row(_HEAD + 1, COUNTED_COLUMNS, HEAD, first)
    sheet.merged((_HEAD, _HEAD + 1), (_COUNTED_LAST, _COUNTED_LAST), TARGET_NOW, HEAD)
    for row, line in enumerate(content.lines, _HEAD + 2):
        counted = [
            cell for one in (*(quarter.measured for quarter in line.quarters), line.now) for cell in _of(one)
        ]
        of_now = target(line.now)
        sheet.row(
            row,
            (line.number, line.name, *counted, of_now),
            (COUNT, TEXT, *(COUNT,) * len(counted), looks_of_target(of_now)),
        )
    end = sheet.proof(_HEAD + len(content.lines) + 3, content.stamp, _COUNTED_LAST)
    sheet.page(content.stamp, (_HEAD, _HEAD + 1), 2, (end, _COUNTED_LAST))


def _of(measured: Measured | None) -> tuple[Cell, Cell]:
    return (NOTHING, NOTHING) if measured is None else (measured.met, measured.total)
