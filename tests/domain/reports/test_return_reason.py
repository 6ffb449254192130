from datetime import date

import pytest

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Place
from domain.reports.return_reason import REASON, RETURN_FORM, Reason

TODAY = date(2026, 11, 23)


def reason(text: str) -> str:
    return RETURN_FORM.answer(Place(), text, Asked({}, TODAY)).answers[REASON]


def test_a_reason_is_one_of_the_usual_or_typed() -> None:
    assert reason(Reason.DIFFERS) == Reason.DIFFERS
    assert reason("  Halaman 3\n belum ada ") == "Halaman 3 belum ada"
    assert RETURN_FORM.questions[0].choices(Asked({}, TODAY)) == tuple(Reason)


@pytest.mark.parametrize(
    ("typed", "problem"), [("  ", Problem.EMPTY), ("-!", Problem.EMPTY), ("x" * 301, Problem.TOO_LONG)]
)
def test_a_reason_says_something_and_stays_short(typed: str, problem: Problem) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        reason(typed)
    assert caught.value.problem is problem
