"""Draws the measurement of performance: the workbook, whose percentages are formulas over its rows of OPD."""

from collections.abc import Iterator

from domain.documents.measured import NO_TARGET, NOTHING, PERCENT, Line, Measured, Quarter
from domain.documents.measurement import (
    COLUMNS_OF_QUARTER,
    MARK_COLUMNS,
    MARKS_NOTE,
    QUARTERLY_HEADS,
    ROMAN,
    ROWS_NOTE,
    RULE_COLUMNS,
    MeasurementContent,
    Meets,
    OpdRow,
    lkjip_columns,
    row_columns,
)
from domain.years.rules import CAPAIAN_FROM, QUARTER_NUMBERS, CapaianLabel
from storage.rendering.sheets import (
    DECIMALS,
    FAINT,
    HEAD,
    WHOLE,
    Cell,
    Formula,
    Look,
    Sheet,
    Workbook,
    span,
)
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

LKJIP, QUARTERLY, ROWS, RULES, MARKS = "LKjIP", "Per triwulan", "Rincian OPD", "Aturan", "Catatan mutu data"
_HEADING = 3
"""Rows of title, office and position; the table's head is two rows below."""
_LKJIP_HEAD = _HEADING + 1
_ROWS_HEAD = _HEADING + 2
"""Below the note."""
_FIRST_OF_QUARTERS = 4
_TITLE_COLUMN, _MEETS, _QUARTERS, _BEFORE = 1, 6, 14, 18
"""Columns of the table of OPD that formulas count."""
_KEY = 14
"""The column behind the LKjIP's table by whose words its formulas find the rows of OPD; it is not printed."""


def draw(content: MeasurementContent) -> bytes:
    """Return the workbook."""
    book = Workbook(content.stamp, content.heading[0], content.office.name)
    counted = _Counted(content)
    _lkjip(book.sheet(LKJIP), content, counted, book)
    _quarterly(book.sheet(QUARTERLY), content, counted)
    _rows(book.sheet(ROWS), content)
    _rules(book.sheet(RULES), content)
    if content.marks:
        _marks(book.sheet(MARKS), content)
    return book.done()


class _Counted:
    """The formulas that count the rows of OPD."""

    def __init__(self, content: MeasurementContent) -> None:
        self._first, self._last = _ROWS_HEAD + 1, _ROWS_HEAD + len(content.rows)

    def met(self, key: str, column: int, value: int) -> Formula:
        return self._of(key, column, Meets.YES, value)

    def total(self, key: str, column: int, value: int) -> Formula:
        """Count what is not empty: who is no OPD at that time has an empty cell."""
        return self._of(key, column, "<>", value)

    def _of(self, key: str, column: int, wanted: str, value: int) -> Formula:
        titles, cells = (span(ROWS, place, self._first, self._last) for place in (_TITLE_COLUMN, column))
        return Formula(f'=COUNTIFS({titles},{key},{cells},"{wanted}")', value)


def _label(capaian: str, of: Measured) -> Formula:
    """Compare as it is shown, as the domain does (`capaian_label`)."""
    chosen = f'"{CapaianLabel.SANGAT_RENDAH}"'
    for label, lowest in reversed(CAPAIAN_FROM.items()):
        chosen = f'IF(ROUND({capaian},2)>={lowest},"{label}",{chosen})'
    return Formula(f'=IF(ISNUMBER({capaian}),{chosen},"{NOTHING}")', of.label or NOTHING)


def _lkjip(sheet: Sheet, content: MeasurementContent, counted: _Counted, book: Workbook) -> None:
    columns = lkjip_columns(content.year)
    sheet.columns((5, 25, 31, 8, 9, 11, 9, 11, 10, 13, 10, 10, 10, 10, 20))
    sheet.heading(content.heading, 9)
    sheet.row(_LKJIP_HEAD, columns, HEAD)
    first = _LKJIP_HEAD + 1
    for row, line in enumerate(content.lines, first):
        _lkjip_row(sheet, row, line, counted)
    goals(sheet, first, content.lines)
    last = first + len(content.lines) - 1
    _chart(sheet, content, (first, last), book)
    row = last + 19
    row = notes(sheet, row, content.notes, 9)
    end = sheet.proof(row + 1, content.stamp, 9)
    sheet.page(content.stamp, (_LKJIP_HEAD, _LKJIP_HEAD), 3, (end, _KEY - 1))


def _lkjip_row(sheet: Sheet, row: int, line: Line, counted: _Counted) -> None:
    at, before = row + 1, line.before
    key = f"$O{at}"
    past: tuple[Cell, ...] = (NOTHING, NOTHING, NOTHING)
    if before is not None:
        past = (
            realised(f"K{at}", f"L{at}", before),
            counted.met(key, _BEFORE, before.met),
            counted.total(key, _BEFORE, before.total),
        )
    cells: tuple[Cell, ...] = (
        None,
        None,
        line.name,
        PERCENT,
        target(before),
        past[0],
        target(line.now),
        realised(f"M{at}", f"N{at}", line.now),
        capaian(f"G{at}", f"H{at}", line.now),
        _label(f"I{at}", line.now),
        *past[1:],
        counted.met(key, _MEETS, line.now.met),
        counted.total(key, _MEETS, line.now.total),
        line.title,
    )
    looks = (
        *(MIDDLE, TEXT, TEXT, MIDDLE, looks_of_target(cells[4]), PERCENTAGE),
        *(looks_of_target(cells[6]), PERCENTAGE, PERCENTAGE, MIDDLE, *[COUNT] * 4, TEXT),
    )
    sheet.row(row, cells, looks)


def _chart(sheet: Sheet, content: MeasurementContent, rows: tuple[int, int], book: Workbook) -> None:
    """Draw the results as columns and the targets as points above them: told apart in grey, too."""

    def cells(column: int) -> list[object]:
        return [LKJIP, rows[0], column, rows[1], column]

    chart = book.raw.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": f"Realisasi {content.year} (%)",
            "categories": cells(_KEY),
            "values": cells(7),
            "fill": {"color": "#1F4E79"},
            "data_labels": {"value": True, "num_format": DECIMALS},
            "gap": 80,
        }
    )
    targets = book.raw.add_chart({"type": "line"})
    targets.add_series(
        {
            "name": f"Target {content.year} (%)",
            "categories": cells(_KEY),
            "values": cells(6),
            "line": {"none": True},
            "marker": {
                "type": "diamond",
                "size": 10,
                "fill": {"color": "#F4B183"},
                "border": {"color": "#000000"},
            },
        }
    )
    chart.combine(targets)
    chart.set_title({"name": f"Realisasi dan target {content.year}", "name_font": {"size": 11}})
    chart.set_y_axis({"min": 0, "max": 100, "num_format": WHOLE})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 330})
    sheet.raw.insert_chart(rows[1] + 2, 1, chart, {"description": "Realisasi dan target tiap indikator"})


def _quarterly(sheet: Sheet, content: MeasurementContent, counted: _Counted) -> None:
    last = _FIRST_OF_QUARTERS + len(COLUMNS_OF_QUARTER) * len(QUARTER_NUMBERS)
    sheet.columns((5, 23, 26, 8, *(7, 9, 8, 9.5, 8.5) * len(QUARTER_NUMBERS), 20))
    sheet.heading(content.heading, last - 1)
    head = _LKJIP_HEAD
    for place, name in enumerate(QUARTERLY_HEADS):
        sheet.merged((head, head + 1), (place, place), name, HEAD)
    for number in QUARTER_NUMBERS:
        first = _first_of(number)
        sheet.merged(
            (head, head), (first, first + len(COLUMNS_OF_QUARTER) - 1), f"TRIWULAN {ROMAN[number]}", HEAD
        )
        sheet.row(head + 1, COLUMNS_OF_QUARTER, HEAD, first)
    sheet.merged((head, head + 1), (last, last), "NAMA PENDEK", HEAD)
    for row, line in enumerate(content.lines, head + 2):
        of_year: Cell = line.of_year or NO_TARGET
        key = f"${letter(last)}{row + 1}"
        cells = [cell for quarter in line.quarters for cell in _of_quarter(quarter, row + 1, key, counted)]
        sheet.row(
            row,
            (line.number, line.name, line.how, of_year, *cells, line.title),
            (COUNT, TEXT, TEXT, looks_of_target(of_year), *_looks_of_quarters(line.quarters), TEXT),
        )
    row = head + 2 + len(content.lines) + 1
    row = notes(sheet, row, content.notes, last - 1)
    end = sheet.proof(row + 1, content.stamp, last - 1)
    sheet.page(content.stamp, (head, head + 1), 2, (end, last - 1))


def _first_of(quarter: int) -> int:
    return _FIRST_OF_QUARTERS + (quarter - 1) * len(COLUMNS_OF_QUARTER)


def _of_quarter(quarter: Quarter, at: int, key: str, counted: _Counted) -> tuple[Cell, ...]:
    if quarter.measured is None:
        return (quarter.target or NOTHING, *[NOTHING] * 4)
    first, column = _first_of(quarter.number), _QUARTERS + quarter.number - 1
    aim, met, total, reached = (f"{letter(first + place)}{at}" for place in range(4))
    return (
        quarter.target or NO_TARGET,
        counted.met(key, column, quarter.measured.met),
        counted.total(key, column, quarter.measured.total),
        realised(met, total, quarter.measured),
        capaian(aim, reached, quarter.measured),
    )


def _looks_of_quarters(quarters: tuple[Quarter, ...]) -> Iterator[Look]:
    for quarter in quarters:
        yield from (looks_of_target(quarter.target or NOTHING), COUNT, COUNT, PERCENTAGE, PERCENTAGE)


def _rows(sheet: Sheet, content: MeasurementContent) -> None:
    columns = row_columns(content.year)
    last = len(columns) - 1
    sheet.columns((5, 13, 14, 27, 7, 15, 10, 18, 15, 12, 15, 15, 12, 13, 6, 6, 6, 6, 6))
    sheet.heading(content.heading, last)
    sheet.line(_HEADING, ROWS_NOTE, last, FAINT)
    sheet.row(_ROWS_HEAD, columns, HEAD)
    looks = (
        *(COUNT, TEXT, TEXT, TEXT, Look(format=DECIMALS), TEXT, MIDDLE),
        *(*[TEXT] * 7, *[MIDDLE] * 5),
    )
    for number, row in enumerate(content.rows, 1):
        sheet.row(_ROWS_HEAD + number, _opd(number, row), looks)
    end = max(1, len(content.rows)) + _ROWS_HEAD
    sheet.raw.autofilter(_ROWS_HEAD, 0, end, last)
    sheet.texts_of_digits(f"B{_ROWS_HEAD + 2}:D{end + 1}", f"F{_ROWS_HEAD + 2}:N{end + 1}")
    after = sheet.proof(end + 2, content.stamp, last)
    sheet.page(content.stamp, (_ROWS_HEAD, _ROWS_HEAD), 4, (after, last))


def _opd(number: int, row: OpdRow) -> tuple[Cell, ...]:
    stands, result = row.stands, row.stands.result
    return (
        number,
        row.title,
        row.code,
        row.name,
        result.nilai,
        result.grade,
        row.meets.value,
        stands.state,
        result.number,
        result.day,
        stands.reporter,
        stands.verifier,
        stands.verified,
        stands.ticket,
        *(None if one is None else one.value for one in row.quarters),
        None if row.before is None else row.before.value,
    )


def _rules(sheet: Sheet, content: MeasurementContent) -> None:
    last = len(RULE_COLUMNS) - 1
    sheet.columns((26, 62, 40, 18, 12, 9, 9, 9, 9))
    sheet.heading(content.heading, last)
    sheet.row(_LKJIP_HEAD, RULE_COLUMNS, HEAD)
    row = _LKJIP_HEAD + 1
    for rule, line in zip(content.rules, content.lines, strict=True):
        targets: tuple[Cell, ...] = (
            line.of_year or NO_TARGET,
            *(NOTHING if one.own is None else one.own for one in line.quarters),
        )
        cells = (rule.indicator, "\n".join(rule.rules), rule.basis, rule.due or NOTHING, *targets)
        sheet.row(row, cells, (TEXT, TEXT, TEXT, TEXT, *map(looks_of_target, targets)))
        row += 1
    row += 1
    row = notes(sheet, row, (content.basis, *content.notes), last)
    end = sheet.proof(row + 1, content.stamp, last)
    sheet.page(content.stamp, (_LKJIP_HEAD, _LKJIP_HEAD), 1, (end, last))


def _marks(sheet: Sheet, content: MeasurementContent) -> None:
    last = len(MARK_COLUMNS) - 1
    sheet.columns((34, 50, 80))
    sheet.heading(content.heading, last)
    sheet.line(_HEADING, MARKS_NOTE, last, FAINT)
    sheet.row(_ROWS_HEAD, MARK_COLUMNS, HEAD)
    for number, mark in enumerate(content.marks, 1):
        sheet.row(_ROWS_HEAD + number, (mark.kind, mark.where, mark.note), TEXT)
    end = _ROWS_HEAD + len(content.marks)
    sheet.texts_of_digits(f"A{_ROWS_HEAD + 2}:C{end + 1}")
    after = sheet.proof(end + 2, content.stamp, last)
    sheet.page(content.stamp, (_ROWS_HEAD, _ROWS_HEAD), 1, (after, last))
