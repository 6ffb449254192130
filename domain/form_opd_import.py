"""A file with OPD as a guided conversation: the file, what to do about its wrong rows, and then the preview.

What was read from the file is kept as the answer, so that what is applied is what was shown.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from domain.errors import InvalidAnswer, Problem
from domain.forms import Asked, Form, Kind, Question
from domain.keys import Answers
from domain.opd import Opd
from domain.opd_list import RowProblem, Sorted, WrongCell
from domain.questions import choose
from domain.written import answered

FILE, REST = "berkas", "sisa"
SAME_FILE, ONLY_RIGHT = "baca", "benar"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, and which list of OPD it was compared with."""

    found: Sorted
    known: str
    """The fingerprint of the stored OPD at the time of reading."""


def to_answer(read: Read) -> str:
    """Return the canonical text that is kept in the draft."""
    opds = [
        {**asdict(opd), "valid_from": opd.valid_from.isoformat(), "valid_to": _iso(opd.valid_to)}
        for opd in read.found.opds
    ]
    wrong = [asdict(cell) for cell in read.found.wrong]
    return json.dumps({"opds": opds, "wrong": wrong, "known": read.known})


def from_answer(answer: str) -> Read:
    said = json.loads(answer)
    opds = tuple(
        Opd(**{**opd, "valid_from": date.fromisoformat(opd["valid_from"]), "valid_to": _day(opd["valid_to"])})
        for opd in said["opds"]
    )
    wrong = tuple(WrongCell(**{**cell, "problem": RowProblem(cell["problem"])}) for cell in said["wrong"])
    return Read(Sorted(opds, wrong), said["known"])


def fingerprint(opds: Iterable[Opd]) -> str:
    """Return what changes whenever any of these units does."""
    return sha256(repr(sorted(opds, key=lambda opd: opd.code)).encode()).hexdigest()[:16]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_file(text: str, asked: Asked) -> str:
    """A file is read by a tick; all that can be said here is to go on with the one that is there."""
    if answered(text) != SAME_FILE or FILE not in asked.answers:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return asked.answers[FILE]


def _has_wrong_rows(answers: Answers) -> bool:
    return FILE in answers and bool(from_answer(answers[FILE]).found.wrong)


IMPORT_FORM = Form(
    "opd-impor",
    (
        Question(
            key=FILE,
            kind=Kind.EVIDENCE,
            read=_read_file,
            choices=lambda asked: (SAME_FILE,) if FILE in asked.answers else (),
        ),
        choose(REST, (ONLY_RIGHT,), when=_has_wrong_rows),
    ),
)
