"""An evaluation as a workbook to be filled in: the OPD in force, what they have, and lists to choose from."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.evaluation.sheet import CODE, FIRST_ROW, LAST, MARK, NAME, SCORE_COLUMN, columns_of
from domain.figures.figure import Entry
from domain.indicators import Indicator
from domain.indicators.kelembagaan import RESULT, RESULTS, SCORE, scale_in, scale_of
from domain.indicators.ketatalaksanaan import ITEMS, reason_key, results_of
from domain.indicators.remark import NOTE
from domain.indicators.scales import Scale
from domain.keys import Answers
from domain.reports.events import ReportEvent
from handlers.city.evaluations import Desk
from handlers.evaluation_files import texts
from handlers.telegram.tables import adorn, write
from handlers.words.names import outcome

_WIDTHS = {CODE: 16.0, NAME: 46.0, LAST: 26.0}
_USUAL_WIDTH = 20.0
_NAMES = {CODE: "Kode", NAME: "Perangkat daerah", LAST: "Hasil terakhir"}


def workbook(desk: Desk, now: datetime) -> Workbook:
    """Return what an evaluation is filled in with."""
    book = Workbook()
    fill_in = book.worksheets[0]
    fill_in.title = texts.FILL_IN
    entries = desk.entries(now)
    _table(fill_in, desk, entries, [_this_year(desk, entry) for entry in entries])
    _choices(fill_in, desk, len(entries))
    last = book.create_sheet(texts.LAST_RESULTS)
    _table(last, desk, entries, [_answers(desk.last(entry.opd.code)) for entry in entries])
    _instruct(
        book.create_sheet(texts.INSTRUCTIONS),
        texts.instructions(desk.indicator, desk.year, scale_in(desk.rules.chosen)),
    )
    return book


def _answers(result: ReportEvent | None) -> Answers:
    return result.answers if result is not None else {}


def _this_year(desk: Desk, entry: Entry) -> Answers:
    """Return what is filled in already.

    A result that is carried over is not: sent back, it would be taken for one of this year. Nor is one that
    was scored on another scale, on which its score means something else.
    """
    answers = _answers(entry.standing.verified) if entry.carried_from is None else {}
    if not desk.indicator.by_checklist and scale_of(answers) is not scale_in(desk.rules.chosen):
        return {}
    return answers


def _table(sheet: Worksheet, desk: Desk, entries: Sequence[Entry], answers: Sequence[Answers]) -> None:
    columns = columns_of(desk.indicator.key)
    scale = None if desk.indicator.by_checklist else scale_in(desk.rules.chosen)
    basis = (scale.regulation,) if scale is not None else ()
    write(sheet, 1, (MARK.capitalize(), str(desk.indicator.key), str(desk.year), texts.DO_NOT_CHANGE, *basis))
    heads = _NAMES if scale is None else {**_NAMES, SCORE_COLUMN: f"Skor {scale.span}"}
    items = {item.name.lower(): item.name for item in ITEMS}
    write(sheet, 2, [heads.get(name) or items.get(name) or name.capitalize() for name in columns])
    for number, (entry, given) in enumerate(zip(entries, answers, strict=True), start=FIRST_ROW):
        last = _last(desk, entry.opd.code)
        write(sheet, number, (entry.opd.code, entry.opd.name, last, *_filled(desk.indicator, given)))
    adorn(sheet, 2, [_WIDTHS.get(name, _USUAL_WIDTH) for name in columns])
    sheet.freeze_panes = f"{get_column_letter(len((CODE, NAME)) + 1)}{FIRST_ROW}"


def _last(desk: Desk, code: str) -> str:
    result = desk.last(code)
    return f"{outcome(desk.indicator.key, result.answers)} ({result.year})" if result is not None else ""


def _filled(indicator: Indicator, given: Answers) -> list[str]:
    if not indicator.by_checklist:
        result = RESULTS.get(given.get(RESULT, ""), "")
        return [result, given.get(SCORE, "").replace(".", ","), given.get(NOTE, "")]
    results = results_of(given)
    marks = [texts.ITEM_NAMES[results[item.key]] if item.key in results else "" for item in ITEMS]
    reasons = dict.fromkeys(given[key] for item in ITEMS if (key := reason_key(item.key)) in given)
    return [*marks, "; ".join(reasons), given.get(NOTE, "")]


def _choices(sheet: Worksheet, desk: Desk, rows: int) -> None:
    """Offer the words that are understood as lists to choose from, and warn of a score that can be none."""
    first = len((CODE, NAME, LAST)) + 1
    last_row = FIRST_ROW + max(rows, 1) - 1
    if not desk.indicator.by_checklist:
        offered, columns = tuple(RESULTS.values()), 1
    else:
        offered, columns = tuple(texts.ITEM_NAMES.values()), len(ITEMS)
    listed = DataValidation(type="list", formula1=f'"{",".join(offered)}"', allow_blank=True)
    listed.error, listed.promptTitle = ", ".join(offered), texts.CHOOSE_FROM_LIST
    sheet.add_data_validation(listed)
    letters = get_column_letter(first), get_column_letter(first + columns - 1)
    listed.add(f"{letters[0]}{FIRST_ROW}:{letters[1]}{last_row}")
    if not desk.indicator.by_checklist:
        _score_range(sheet, scale_in(desk.rules.chosen), get_column_letter(first + 1), last_row)


def _score_range(sheet: Worksheet, scale: Scale, column: str, last_row: int) -> None:
    """A warning, no refusal: "75,5" is a text to a spreadsheet that writes decimals with a point."""
    ranged = DataValidation(
        type="whole" if scale.whole else "decimal",
        operator="between",
        formula1=str(scale.lowest),
        formula2=str(scale.highest),
        allow_blank=True,
        errorStyle="warning",
    )
    ranged.error = f"Skor {scale.span} menurut {scale.regulation}"
    sheet.add_data_validation(ranged)
    ranged.add(f"{column}{FIRST_ROW}:{column}{last_row}")


def _instruct(sheet: Worksheet, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines, start=1):
        write(sheet, number, (line,))
    sheet.column_dimensions["A"].width = 110
