"""An evaluation as a table: what its rows say, checked one by one, and what they would change."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import DomainError, InvalidAnswer
from domain.files.table import cell_of, column_name, disputed, is_broken, is_empty, is_error, places_of
from domain.forms.form import Form
from domain.forms.questions import one_of
from domain.indicators import by_key, evaluated
from domain.indicators.kelembagaan import RESULT, SCORE, kelembagaan_answers, on_scale, read_result
from domain.indicators.ketatalaksanaan import ITEMS, ItemResult, checklist_answers, reason_key
from domain.indicators.remark import NOTE, read_note
from domain.indicators.scales import PERINGKAT, SCALES, Basis, Scale
from domain.keys import Answers, IndicatorKey
from domain.language.written import compared, folded

MARK = "isian evaluasi"
"""What the first cell says, with the indicator and the year beside it."""
FORMULA = "\0"
"""Stands for a cell with a formula: no cell that was read holds this character."""
CODE, NAME, LAST = "kode", "perangkat daerah", "hasil terakhir"
RESULT_COLUMN, SCORE_COLUMN, NOTE_COLUMN, REASON_COLUMN = "hasil", "skor", "catatan", "alasan tidak berlaku"
FIRST_ROW = 3
"""The first row with an OPD: the mark is in row 1, the columns' names are in row 2."""

_ITEM_WORDS = {
    "terpenuhi": ItemResult.MET,
    "ya": ItemResult.MET,
    **dict.fromkeys("✓✔√", ItemResult.MET),
    "belum": ItemResult.UNMET,
    "tidak": ItemResult.UNMET,
    **dict.fromkeys("✗✘", ItemResult.UNMET),
    "tidak berlaku": ItemResult.NOT_APPLICABLE,
}
_RENAMED = {
    **{compared(name): compared(item.name) for item in ITEMS for name in item.formerly},
    **{compared(f"{SCORE_COLUMN} {scale.span}"): SCORE_COLUMN for scale in SCALES.values()},
}
"""What else a column may be called: as it was once, or with what may stand in it."""
SHEET_FORM = Form("isian", ())
"""A sheet that was sent back, waiting to be applied; there is nothing to ask."""


class SheetProblem(StrEnum):
    """Why nothing in a file can be used, or why a row of it cannot."""

    TOO_BIG = "too_big"
    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    NOT_YOURS = "not_yours"  # the indicator is another Sub Bagian's
    OTHER_YEAR = "other_year"  # the year in the file
    OTHER_BASIS = "other_basis"  # the regulation that the file was made for
    NO_COLUMN = "no_column"  # the missing column
    COLUMN_TWICE = "column_twice"  # the column that is there twice, with different things in it
    NOTHING_FILLED = "nothing_filled"
    PUT_ASIDE = "put_aside"  # the person has gone on to something else meanwhile

    UNKNOWN_OPD = "unknown_opd"
    TWICE = "twice"
    HAS_FORMULA = "has_formula"
    ERROR_CELL = "error_cell"  # #N/A and kin
    LOST_CHARACTER = "lost_character"
    NOT_A_RESULT = "not_a_result"
    NO_RESULT = "no_result"
    NOT_A_SCORE = "not_a_score"  # by PermenPANRB 20/2018
    NOT_A_MATURITY = "not_a_maturity"  # by Permendagri 99/2018
    NOTE_TOO_LONG = "note_too_long"
    NO_REASON = "no_reason"
    OWN_OPD = "own_opd"  # its sender reports for that OPD (`domain.reports.four_eyes`)


class InvalidSheet(DomainError):
    def __init__(self, problem: SheetProblem, detail: str = "") -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one row would store; `seen` is the newest event of that OPD when the file was read."""

    opd: str
    answers: Answers = field(hash=False)
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one row cannot be stored; `row` counts as spreadsheets do, `said` is what its cell says."""

    row: int
    opd: str
    problem: SheetProblem
    said: str = ""


@dataclass(frozen=True, slots=True)
class FilledSheet:
    indicator: IndicatorKey
    proposals: tuple[Proposal, ...]
    refusals: tuple[Refusal, ...]


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def change_of(before: Answers | None, after: Answers) -> Change:
    """Return what storing the answers would do to this year's result, None where there is none yet."""
    if before is None:
        return Change.ADDED
    return Change.UNCHANGED if dict(before) == dict(after) else Change.CHANGED


def columns_of(indicator: IndicatorKey) -> tuple[str, ...]:
    """Return the names of the columns, in order."""
    if by_key(indicator).by_checklist:
        return (CODE, NAME, LAST, *(compared(item.name) for item in ITEMS), REASON_COLUMN, NOTE_COLUMN)
    return (CODE, NAME, LAST, RESULT_COLUMN, SCORE_COLUMN, NOTE_COLUMN)


def filled_sheet(
    rows: Sequence[Sequence[str]],
    year: int,
    codes: Collection[str],
    own: Collection[str] = (),
    scale: Scale = PERINGKAT,
) -> FilledSheet:
    """Return what a sheet says about the OPD of these codes; rows where nothing is filled in say nothing.

    `own` are the codes of OPD that its sender leaves to others, `scale` what the year scores by: a sheet that
    was made for another is refused, as a number may be a score on both.

    A cell that is empty in a filled row: an item that is not judged (whoever applies the sheet is told what
    becomes of it), no score, no note. Raises InvalidSheet: NOT_OURS, OTHER_YEAR, OTHER_BASIS, NO_COLUMN,
    COLUMN_TWICE, NOTHING_FILLED.
    """
    indicator, written = about(rows)
    if written != str(year):
        raise InvalidSheet(SheetProblem.OTHER_YEAR, written)
    if not by_key(indicator).by_checklist and made_for(rows) is not scale:
        raise InvalidSheet(SheetProblem.OTHER_BASIS, made_for(rows).regulation)
    places = _places(indicator, rows)
    filled = [
        (number, cells)
        for number, row in enumerate(rows[FIRST_ROW - 1 :], start=FIRST_ROW)
        if _is_filled(cells := {column: cell_of(row, place) for column, place in places.items()})
    ]
    if not filled:
        raise InvalidSheet(SheetProblem.NOTHING_FILLED)
    counted = Counter(folded(cells[CODE]).upper() for _, cells in filled)
    read = [
        _left_to_others(number, _row(indicator, number, cells, codes, counted, scale), own)
        for number, cells in filled
    ]
    return FilledSheet(
        indicator,
        tuple(row for row in read if isinstance(row, Proposal)),
        tuple(row for row in read if isinstance(row, Refusal)),
    )


def _places(indicator: IndicatorKey, rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return where the columns are that say something. Raises InvalidSheet: NO_COLUMN, COLUMN_TWICE."""
    header = [_present_name(column_name(cell)) for cell in rows[1]] if len(rows) > 1 else []
    wanted = [column for column in columns_of(indicator) if column not in (NAME, LAST)]
    places = places_of(header, wanted)
    missing = [column for column, found in places.items() if not found]
    if missing:
        raise InvalidSheet(SheetProblem.NO_COLUMN, missing[0])
    twice = disputed(places, rows[FIRST_ROW - 1 :])
    if twice is not None:
        raise InvalidSheet(SheetProblem.COLUMN_TWICE, twice)
    return {column: found[0] for column, found in places.items()}


def _present_name(column: str) -> str:
    """Return the name that a column has now, whatever it was called when the sheet was downloaded."""
    return _RENAMED.get(column, column)


def about(rows: Sequence[Sequence[str]]) -> tuple[IndicatorKey, str]:
    """Return which evaluation a sheet is of, and the year as it is written.

    Raises InvalidSheet: NOT_OURS.
    """
    mark, key, written = ([cell.strip() for cell in rows[0]] + [""] * 3)[:3] if rows else ("", "", "")
    written = folded(written)
    keys = {str(one.key): one.key for one in evaluated()}
    if compared(mark) != MARK or compared(key) not in keys:
        raise InvalidSheet(SheetProblem.NOT_OURS)
    return keys[compared(key)], written


def made_for(rows: Sequence[Sequence[str]]) -> Scale:
    """Return what a sheet of tepat tugas dan fungsi is scored by.

    One that does not say so was downloaded when there was only PermenPANRB 20/2018.
    """
    said = {compared(cell) for cell in rows[0]}
    return next((scale for scale in SCALES.values() if compared(scale.regulation) in said), PERINGKAT)


def _is_filled(cells: Mapping[str, str]) -> bool:
    return any(text == FORMULA or not is_empty(text) for column, text in cells.items() if column != CODE)


def _row(
    indicator: IndicatorKey,
    number: int,
    cells: Mapping[str, str],
    codes: Collection[str],
    counted: Mapping[str, int],
    scale: Scale,
) -> Proposal | Refusal:
    code = folded(cells[CODE]).upper()
    if FORMULA in cells.values():
        shown = "" if code == FORMULA else code
        return Refusal(number, shown, SheetProblem.HAS_FORMULA)
    if problem := _unusable(cells.values()):
        return Refusal(number, code if code in codes else "", *problem)
    if code not in codes:
        return Refusal(number, "", SheetProblem.UNKNOWN_OPD, cells[CODE])
    if counted[code] > 1:
        return Refusal(number, code, SheetProblem.TWICE)
    try:
        return Proposal(code, _ticked(cells) if by_key(indicator).by_checklist else _judged(cells, scale))
    except _WrongCellError as wrong:
        return Refusal(number, code, wrong.problem, wrong.said)


def _left_to_others(number: int, row: Proposal | Refusal, own: Collection[str]) -> Proposal | Refusal:
    is_own = isinstance(row, Proposal) and row.opd in own
    return Refusal(number, row.opd, SheetProblem.OWN_OPD) if is_own else row


def _unusable(cells: Iterable[str]) -> tuple[SheetProblem, str] | None:
    """Return what makes a row say nothing that could be kept, and which cell does."""
    for cell in cells:
        if is_error(cell):
            return SheetProblem.ERROR_CELL, cell
        if is_broken(cell):
            return SheetProblem.LOST_CHARACTER, cell
    return None


class _WrongCellError(Exception):
    def __init__(self, problem: SheetProblem, said: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.said = said


def _read(text: str, read: Callable[[str], str], problem: SheetProblem) -> str:
    try:
        return "" if is_empty(text) else read(text)
    except InvalidAnswer as wrong:
        raise _WrongCellError(problem, text) from wrong


_NOT_A_SCORE = {
    Basis.PERINGKAT: SheetProblem.NOT_A_SCORE,
    Basis.KEMATANGAN: SheetProblem.NOT_A_MATURITY,
}


def _judged(cells: Mapping[str, str], scale: Scale) -> dict[str, str]:
    if is_empty(cells[RESULT_COLUMN]):
        raise _WrongCellError(SheetProblem.NO_RESULT)
    return kelembagaan_answers(
        {
            RESULT: _read(cells[RESULT_COLUMN], read_result, SheetProblem.NOT_A_RESULT),
            SCORE: _read(cells[SCORE_COLUMN], scale.read, _NOT_A_SCORE[scale.basis]),
            NOTE: _read(cells[NOTE_COLUMN], read_note, SheetProblem.NOTE_TOO_LONG),
            **on_scale(scale),
        }
    )


def _ticked(cells: Mapping[str, str]) -> dict[str, str]:
    """One reason serves every item of the row that does not apply."""
    results = {
        item.key: _read(cells[compared(item.name)], _read_item, SheetProblem.NOT_A_RESULT) for item in ITEMS
    }
    given = {item: result for item, result in results.items() if result}
    if not given:
        raise _WrongCellError(SheetProblem.NO_RESULT)
    reason = _read(cells[REASON_COLUMN], read_note, SheetProblem.NOTE_TOO_LONG)
    without_use = [item for item, result in given.items() if result == ItemResult.NOT_APPLICABLE]
    if without_use and not reason:
        raise _WrongCellError(SheetProblem.NO_REASON)
    note = _read(cells[NOTE_COLUMN], read_note, SheetProblem.NOTE_TOO_LONG)
    return checklist_answers({**given, **{reason_key(item): reason for item in without_use}, NOTE: note})


def _read_item(text: str) -> str:
    return _ITEM_WORDS[one_of(tuple(_ITEM_WORDS), text)].value


_PROPOSED, _REFUSED = "opd:", "baris:"


def packed(sheet: FilledSheet) -> dict[str, str]:
    """Return a sheet as the answers of a draft, from which `unpacked` makes it again."""
    return {
        **{
            f"{_PROPOSED}{one.opd}": json.dumps({"seen": one.seen, "answers": dict(one.answers)})
            for one in sheet.proposals
        },
        **{f"{_REFUSED}{one.row}": json.dumps([one.opd, one.problem, one.said]) for one in sheet.refusals},
    }


def unpacked(indicator: IndicatorKey, answers: Answers) -> FilledSheet:
    return FilledSheet(
        indicator,
        tuple(_proposals(answers.items())),
        tuple(sorted(_refusals(answers.items()), key=lambda one: one.row)),
    )


def _proposals(stored: Iterable[tuple[str, str]]) -> Iterable[Proposal]:
    for key, text in stored:
        if key.startswith(_PROPOSED):
            kept = json.loads(text)
            yield Proposal(key.removeprefix(_PROPOSED), kept["answers"], kept["seen"])


def _refusals(stored: Iterable[tuple[str, str]]) -> Iterable[Refusal]:
    for key, text in stored:
        if key.startswith(_REFUSED):
            opd, problem, said = json.loads(text)
            yield Refusal(int(key.removeprefix(_REFUSED)), opd, SheetProblem(problem), said)
