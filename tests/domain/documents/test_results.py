"""What a verified answer says in a table."""

from datetime import date
from decimal import Decimal

import pytest

from domain.documents.results import Result, result_of, verdicts
from domain.indicators import by_key
from domain.keys import Answers
from domain.reports.events import EventKind
from tests.domain.history import event, submitted, undone, verified

SAKIP = {"predikat": "BB", "nilai": "75.5", "nomor": "700/12/2026", "tanggal": "2026-05-12"}
ANJAB = {"status": "sudah", "tanggal": "2026-03-31", "nomor": "060/123/2026"}


@pytest.mark.parametrize(
    ("indicator", "answers", "said"),
    [
        (
            "sakip",
            SAKIP,
            Result(
                nilai=Decimal("75.5"), grade="BB · Sangat Baik", number="700/12/2026", day=date(2026, 5, 12)
            ),
        ),
        ("sakip", {"predikat": "B"}, Result(grade="B · Baik")),
        ("ikm", {"cara": "terbit", "nilai": "82.4"}, Result(nilai=Decimal("82.40"), grade="B · Baik")),
        ("ikm", {}, Result()),
        ("kelembagaan", {"hasil": "tepat"}, Result(grade="tepat")),
        ("anjab", ANJAB, Result(grade="sudah", number="060/123/2026", day=date(2026, 3, 31))),
    ],
)
def test_an_answer_says_what_it_has(indicator: str, answers: Answers, said: Result) -> None:
    assert result_of(by_key(indicator), answers) == said


def test_a_damaged_answer_says_what_can_be_read_of_it() -> None:
    assert result_of(by_key("sakip"), {"predikat": "Z", "nilai": "?", "tanggal": "31/31", "nomor": "7"}) == (
        Result(number="7")
    )


def test_who_verified_is_known_by_the_submission_and_an_undone_verdict_is_none() -> None:
    told = [submitted(1), verified(2, 1), submitted(3, opd="B"), verified(4, 3, opd="B"), undone(5, 4, "B")]
    assert verdicts(told) == {1: 1}
    assert verdicts([event(1, EventKind.EVALUATED)]) == {}
