import pytest

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Form, Place
from domain.forms.questions import one_of
from domain.indicators.indicator import BASIS, VALUE
from domain.indicators.kelembagaan import VALIDITY
from domain.indicators.ketatalaksanaan import DONE, PICKED, REQUIRED_ITEMS
from domain.indicators.sakip import MINIMUM
from domain.years.form import REASON, REOPEN_FORM
from domain.years.target_form import PERCENT, TARGET_FORM
from tests.domain.forms.answering import answered, choices
from tests.domain.language.refusals import refusal, refusals


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("75", "75"), ("72,5 %", "72.5"), (" 72.50% ", "72.5"), ("0", "0"), ("100", "100"), ("99,99", "99.99")],
)
def test_a_target_is_a_percentage(typed: str, stored: str) -> None:
    assert TARGET_FORM.complete(answered(TARGET_FORM, Place(), typed, SKIPPED).answers) == {
        PERCENT: stored,
        BASIS: SKIPPED,
    }


@pytest.mark.parametrize(
    ("problem", "typed"),
    [
        (Problem.OUT_OF_RANGE, ["100,01", "-1"]),
        (Problem.TOO_MANY_DECIMALS, ["72,555"]),
        (Problem.NOT_A_NUMBER, ["banyak"]),
    ],
)
def test_what_is_no_target_is_refused(problem: Problem, typed: list[str]) -> None:
    assert refusals(typed, lambda one: answered(TARGET_FORM, Place(), one)) == {problem}


def test_a_basis_is_needed_for_a_rule_and_short() -> None:
    assert answered(MINIMUM.form, Place(), "bb", " Perwali  12/2026 ").answers == {
        VALUE: "BB",
        BASIS: "Perwali 12/2026",
    }
    assert refusal(lambda: answered(MINIMUM.form, Place(), "BB", " - ")).problem is Problem.EMPTY
    assert refusal(lambda: answered(MINIMUM.form, Place(), "BB", "x" * 201)).details == {"limit": "200"}
    assert answered(MINIMUM.form, Place(), "BB", "x" * 200).answers[BASIS] == "x" * 200


@pytest.mark.parametrize(
    ("form", "value", "usual"),
    [
        (MINIMUM.form, "A", "PermenPANRB 88/2021"),
        (VALIDITY.form, "3", "PermenPANRB 20/2018"),
    ],
)
def test_the_usual_basis_is_one_tap(form: Form, value: str, usual: str) -> None:
    asked = answered(form, Place(), value)
    (tap,) = choices(form, asked)
    assert form.question(BASIS).label(tap, asked.answers) == usual
    assert answered(form, asked, tap).answers[BASIS] == usual


def test_a_usual_basis_too_long_for_a_key_stands_in_the_hint() -> None:
    form = REQUIRED_ITEMS.form
    asked = answered(form, Place(REQUIRED_ITEMS.begins("sop")), DONE)
    usual = "PermenPANRB 35/2012, 19/2018, 15/2014; Permendagri 1/2023"
    (tap,) = choices(form, asked)
    basis = form.question(BASIS)
    assert basis.label(tap, asked.answers) == "Dasar yang biasa"
    assert basis.wording(asked.answers).hint.startswith(f"Biasanya {usual}. Tekan")
    assert answered(form, asked, tap).answers[BASIS] == usual
    assert answered(form, asked, "Perwali 3/2026").answers[BASIS] == "Perwali 3/2026"


@pytest.mark.parametrize(
    ("form", "value"), [(MINIMUM.form, "AA"), (VALIDITY.form, "4"), (VALIDITY.form, "0")]
)
def test_only_what_a_year_may_set_is_taken(form: Form, value: str) -> None:
    assert refusal(lambda: answered(form, Place(), value)).problem is Problem.NOT_A_CHOICE


def test_items_are_ticked_until_selesai() -> None:
    begun = Place({PICKED: "sop,probis"})
    ticked = answered(REQUIRED_ITEMS.form, begun, "spbe", "sop")
    assert ticked.answers == {PICKED: "probis,spbe"}
    done = answered(REQUIRED_ITEMS.form, ticked, DONE, "Perwali 1/2026")
    assert REQUIRED_ITEMS.form.complete(done.answers) == {VALUE: "probis,spbe", BASIS: "Perwali 1/2026"}


def test_ticking_again_from_the_summary_asks_until_selesai() -> None:
    done = answered(REQUIRED_ITEMS.form, Place({PICKED: "sop"}), DONE, "Perwali 1/2026")
    back = REQUIRED_ITEMS.form.edit(done, VALUE)
    ticked = answered(REQUIRED_ITEMS.form, back, "naskah")
    assert choices(REQUIRED_ITEMS.form, ticked)[-1] == DONE
    assert REQUIRED_ITEMS.form.current(answered(REQUIRED_ITEMS.form, ticked, DONE)) is None


def test_a_year_needs_at_least_one_compulsory_item() -> None:
    none = answered(REQUIRED_ITEMS.form, Place({PICKED: "sop"}), "sop")
    assert DONE not in choices(REQUIRED_ITEMS.form, none)
    assert refusal(lambda: answered(REQUIRED_ITEMS.form, none, DONE)).problem is Problem.NOT_A_CHOICE
    with pytest.raises(InvalidAnswer):
        one_of(choices(REQUIRED_ITEMS.form, none), "apa saja")


def test_reopening_needs_a_reason() -> None:
    assert answered(REOPEN_FORM, Place(), "LHE susulan").answers == {REASON: "LHE susulan"}
    assert refusal(lambda: answered(REOPEN_FORM, Place(), "…")).problem is Problem.EMPTY
    assert refusal(lambda: answered(REOPEN_FORM, Place(), "x" * 301)).problem is Problem.TOO_LONG
