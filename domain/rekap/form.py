"""A rekap as a guided conversation: the file, how it is read, whose the doubtful names are, the preview.

What was read from the file is kept as the answer, so that what is kept in the end is what was shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.words import Wording
from domain.keys import Answers
from domain.rekap.comparison import RekapRow, RowProblem
from domain.rekap.sheet import Reading

FILE, WAY = "berkas", "cara"
_ROW = "baris:"


def _no_answer(_: str, __: Asked) -> str:
    """The file itself is the answer, once it has been read."""
    raise InvalidAnswer(Problem.NOT_A_CHOICE)


REKAP_FORM = Form(
    "rekap",
    (
        Question(
            key=FILE,
            kind=Kind.EVIDENCE,
            read=_no_answer,
            words=Wording(
                "Rekap",
                "Kirim rekap hasil evaluasi dari Inspektorat.",
                "XLSX atau CSV apa adanya: kolom nama OPD, nilai, kategori. "
                "Hasil bacaannya diperlihatkan dulu.",
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file as it was read; `evidence` is its id."""

    evidence: int
    name: str
    sha256: str
    readings: tuple[Reading, ...]


def answer_of(received: Received) -> Answers:
    """Return the answers of a draft in which that file has just arrived: all else is open again."""
    said = {
        "evidence": received.evidence,
        "name": received.name,
        "sha256": received.sha256,
        "readings": [packed(one) for one in received.readings],
    }
    return {FILE: json.dumps(said)}


def received_in(answers: Answers) -> Received | None:
    """Return the file as it was read, None before one has been."""
    if FILE not in answers:
        return None
    said = json.loads(answers[FILE])
    return Received(
        evidence=said["evidence"],
        name=said["name"],
        sha256=said["sha256"],
        readings=tuple(map(unpacked, said["readings"])),
    )


def reading_in(answers: Answers) -> Reading | None:
    """Return the way to read the file that holds: the only one, or the one that somebody chose."""
    received = received_in(answers)
    if received is None:
        return None
    if len(received.readings) == 1:
        return received.readings[0]
    return received.readings[int(answers[WAY])] if WAY in answers else None


def with_way(answers: Answers, way: int) -> Answers:
    """Return the answers once it is chosen how to read the file. Raises InvalidAnswer."""
    received = received_in(answers)
    if received is None or not 0 <= way < len(received.readings):
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return {FILE: answers[FILE], WAY: str(way)}


def chosen_in(answers: Answers) -> dict[int, str]:
    """Return what was chosen for doubtful names, by row."""
    return {int(key.removeprefix(_ROW)): value for key, value in answers.items() if key.startswith(_ROW)}


def with_choice(answers: Answers, row: int, opd: str) -> Answers:
    """Return the answers once it is chosen whose a row is."""
    return {**answers, f"{_ROW}{row}": opd}


def without_choices(answers: Answers) -> Answers:
    return {key: value for key, value in answers.items() if not key.startswith(_ROW)}


def packed(reading: Reading) -> dict[str, object]:
    """Return a reading as what JSON can carry."""
    return {
        "sheet": reading.sheet,
        "columns": reading.columns,
        "rows": [_packed_row(one) for one in reading.rows],
        "codes": {str(row): code for row, code in reading.codes.items()},
        "mean": None if reading.mean is None else list(map(str, reading.mean)),
        "hidden": reading.hidden,
        "years": reading.years,
    }


def _packed_row(row: RekapRow) -> list[object]:
    nilai = None if row.nilai is None else str(row.nilai)
    return [row.row, row.name, nilai, row.kategori, row.problem, row.said]


def unpacked(said: Mapping[str, Any]) -> Reading:
    """Return the reading that was packed so."""
    name, nilai, kategori = said["columns"]
    mean = None
    if said["mean"] is not None:
        written, computed = said["mean"]
        mean = (Decimal(written), Decimal(computed))
    return Reading(
        sheet=said["sheet"],
        columns=(name, nilai, kategori),
        rows=tuple(_unpacked_row(*row) for row in said["rows"]),
        codes={int(row): code for row, code in said["codes"].items()},
        mean=mean,
        hidden=said["hidden"],
        years=tuple(said["years"]),
    )


def _unpacked_row(
    row: int, name: str, nilai: str | None, kategori: str, problem: str | None, said: str
) -> RekapRow:
    return RekapRow(
        row=row,
        name=name,
        nilai=None if nilai is None else Decimal(nilai),
        kategori=kategori,
        problem=None if problem is None else RowProblem(problem),
        said=said,
    )
