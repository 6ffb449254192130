"""What the tables of targets and results have in common: their percentages as formulas, and their goals."""

from collections.abc import Sequence

from domain.documents.measured import NO_TARGET, NOTHING, Line, Measured
from domain.documents.measurement import goal_spans
from domain.documents.said import CANNOT_BE_COMPUTED
from storage.rendering.sheets import (
    DECIMALS,
    FAINT,
    WHOLE,
    Cell,
    Formula,
    Look,
    Number,
    Sheet,
    shortest,
    span,
)

TEXT, MIDDLE = Look(), Look(centred=True)
COUNT, PERCENTAGE = Look(format=WHOLE, centred=True), Look(format=DECIMALS, centred=True)


def realised(met: str, total: str, of: Measured) -> Formula:
    value = CANNOT_BE_COMPUTED if of.realised is None else of.realised
    return Formula(f'=IF({total}=0,"{CANNOT_BE_COMPUTED}",{met}/{total}*100)', value)


def capaian(target: str, realised: str, of: Measured) -> Formula:
    value = NOTHING if of.capaian is None else of.capaian
    both = f"AND(ISNUMBER({target}),ISNUMBER({realised}))"
    return Formula(f'=IF({both},{realised}/{target}*100,"{NOTHING}")', value)


def target(of: Measured | None) -> Cell:
    return NOTHING if of is None else of.target or NO_TARGET


def looks_of_target(value: Cell) -> Look:
    """Return how a target looks: as it was set."""
    return Look(format=shortest(value) if isinstance(value, Number) else DECIMALS, centred=True)


def goals(sheet: Sheet, first: int, lines: Sequence[Line]) -> None:
    """Write number and goal once for all the indicators of a goal, as the form does."""
    for row, (line, rows) in enumerate(zip(lines, goal_spans(lines), strict=True), first):
        if rows:
            sheet.merged((row, row + rows - 1), (0, 0), line.number, COUNT)
            sheet.merged((row, row + rows - 1), (1, 1), line.goal, TEXT)


def letter(column: int) -> str:
    return str(span("", column, 0, 0).split("$")[1])


def notes(sheet: Sheet, row: int, said: Sequence[str], last: int) -> int:
    """Write a line for each note, across the columns to `last`; return the row after them."""
    for place, note in enumerate(said, row):
        sheet.line(place, note, last, FAINT)
    return row + len(said)
