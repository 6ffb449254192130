"""A file with OPD as a guided conversation: what its dates mean, what to do about wrong rows, the preview.

What was read from the file is kept as the answer, so that what is applied is what was shown.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import choose, without
from domain.forms.words import Wording
from domain.keys import Answers
from domain.language.written import answered
from domain.units.import_words import HOW, order_hint, refused, rows_read
from domain.units.list import RowProblem, Sorted, WrongCell
from domain.units.opd import Opd

FILE, ORDER, REST = "berkas", "urutan", "sisa"
SAME_FILE, ONLY_RIGHT = "baca", "benar"
DAY_FIRST, MONTH_FIRST = "hari", "bulan"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, and which list of OPD it was compared with."""

    found: Sorted
    known: str
    """The fingerprint of the stored OPD at the time of reading."""


def to_answer(read: Read) -> str:
    """Return the canonical text that is kept in the draft."""
    american = read.found.american
    other = {"american": _packed(american)} if american is not None else {}
    return json.dumps({**_packed(read.found), **other, "known": read.known})


def _packed(found: Sorted) -> dict[str, object]:
    opds = [
        {**asdict(opd), "valid_from": opd.valid_from.isoformat(), "valid_to": _iso(opd.valid_to)}
        for opd in found.opds
    ]
    return {"opds": opds, "wrong": [asdict(cell) for cell in found.wrong]}


def from_answer(answer: str) -> Read:
    said = json.loads(answer)
    american = _unpacked(said["american"]) if "american" in said else None
    return Read(replace(_unpacked(said), american=american), said["known"])


def _unpacked(said: dict[str, Any]) -> Sorted:
    opds = tuple(
        Opd(**{**opd, "valid_from": date.fromisoformat(opd["valid_from"]), "valid_to": _day(opd["valid_to"])})
        for opd in said["opds"]
    )
    wrong = tuple(WrongCell(**{**cell, "problem": RowProblem(cell["problem"])}) for cell in said["wrong"])
    return Sorted(opds, wrong)


def found_in(answers: Answers) -> Sorted:
    """Return what the file says, with its dates read as the person said. Raises KeyError without a file."""
    found = from_answer(answers[FILE]).found
    return found.american if found.american is not None and answers.get(ORDER) == MONTH_FIRST else found


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


def _rows(answer: str) -> str:
    found = from_answer(answer).found
    if found.american is not None:
        return rows_read(found.rows, 0)
    return rows_read(len(found.opds), len({cell.row for cell in found.wrong}))


def _is_unclear(answers: Answers) -> bool:
    return FILE in answers and from_answer(answers[FILE]).found.american is not None


def _has_wrong_rows(answers: Answers) -> bool:
    """An order that nobody has chosen yet makes no row wrong."""
    return (
        FILE in answers and (ORDER in answers or not _is_unclear(answers)) and bool(found_in(answers).wrong)
    )


def _order_anew(answers: Answers, _: str) -> Answers:
    """Which rows are wrong depends on the order, so another one asks for them again."""
    return without(answers, REST)


IMPORT_FORM = Form(
    "opd-impor",
    (
        Question(
            key=FILE,
            kind=Kind.EVIDENCE,
            read=_read_file,
            choices=lambda asked: (SAME_FILE,) if FILE in asked.answers else (),
            words=Wording("Berkas", "Kirim berkas daftar OPD.", HOW),
            labels={SAME_FILE: "Pakai berkas ini"},
            shown=_rows,
        ),
        replace(
            choose(
                ORDER,
                {DAY_FIRST: "Hari dahulu, lalu bulan", MONTH_FIRST: "Bulan dahulu, lalu hari"},
                words=Wording("Urutan tanggal", "Tanggal di berkas ini ditulis dengan urutan apa?"),
                when=_is_unclear,
            ),
            settle=_order_anew,
            note=lambda answers: order_hint(from_answer(answers[FILE]).found),
        ),
        replace(
            choose(
                REST,
                {ONLY_RIGHT: "Ya, yang benar saja"},
                words=Wording(
                    "Baris yang ditolak",
                    "Terapkan baris yang benar saja?",
                    "Atau perbaiki berkasnya, lalu kirim lagi.",
                ),
                read=lambda text: ONLY_RIGHT if answered(text) == "ya" else text,
                when=_has_wrong_rows,
            ),
            note=lambda answers: refused(found_in(answers).wrong),
        ),
    ),
)
