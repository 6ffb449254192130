"""What a search takes, and what it finds."""

from datetime import date

import pytest

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Place
from domain.forms.search import WANTED, mentions, search_form

FORM = search_form("cari")
ASKED = Asked({}, date(2026, 11, 23))


def test_what_was_typed_is_what_is_looked_for() -> None:
    place = FORM.answer(Place(), "  dinas \n kesehatan ", ASKED)
    assert place.answers == {WANTED: "dinas kesehatan"}
    assert FORM.current(place) is None


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("x", Problem.TOO_SHORT), ("   ", Problem.TOO_SHORT), ("x" * 61, Problem.TOO_LONG)],
)
def test_too_little_or_too_much_is_refused(typed: str, problem: Problem) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        FORM.answer(Place(), typed, ASKED)
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("KESE", True),
        ("kesehatan dinas", True),
        ("dinkes", True),
        ("din kes", True),
        ("pendidikan", False),
        ("dinas pendidikan", False),
    ],
)
def test_every_word_must_be_somewhere(wanted: str, found: bool) -> None:
    assert mentions(wanted, "Dinas Kesehatan", "DINKES") is found
