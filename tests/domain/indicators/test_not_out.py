"""*Belum terbit, belum ada*: pressed or typed, with its month or without, and never by accident."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import correcting
from domain.forms.form import Asked, Form, Kind, Place
from domain.forms.known import VERIFIED_PERIODS
from domain.indicators import reported
from domain.indicators.anjab import ANJAB_FORM
from domain.indicators.ikm import IKM_FORM
from domain.indicators.not_out import NOT_OUT, first_of, is_not_out, not_out_said
from domain.indicators.sakip import SAKIP_FORM
from domain.keys import Answers
from domain.reports.expected import EXPECTED_MONTH

TODAY = date(2026, 8, 20)
FORMS = [SAKIP_FORM, IKM_FORM]


def asked(answers: Answers | None = None) -> Asked:
    return Asked(answers or {}, TODAY)


def filled(form: Form, *texts: str) -> Place:
    place = Place()
    for text in texts:
        place = form.answer(place, text, asked(place.answers))
    return place


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("belum", None),
        ("Belum terbit", None),
        ("belum ada.", None),
        ("blm keluar", None),
        ("LHE belum terbit", None),
        ("lhe akip masih belum terbit", None),
        ("Survei belum ada", None),
        ("belum dievaluasi", None),
        ("memang belum ada surveinya", None),
        ("belum terbit, sep 2026", "2026-09"),
        ("belum, perkiraan september", "2026-09"),
        ("belum terbit (perkiraan Oktober 2026)", "2026-10"),
        ("belum; 12/2026", "2026-12"),
        ("belum ada: kira-kira bulan agustus", "2026-08"),
        ("belum ada, mungkin juli", "2027-07"),
        ("hasil survei belum ada, baru akan selesai di desember", "2026-12"),
    ],
)
def test_how_people_say_it(said: str, month: str | None) -> None:
    assert not_out_said(said, asked()) == ({EXPECTED_MONTH: month} if month else {})


@pytest.mark.parametrize(
    "said", ["", "BB", "75,5", "terbit", "sudah", "belum 75,5", "belum tahu", "belum " + "x" * 200, "sebelum"]
)
def test_what_says_something_else(said: str) -> None:
    assert not_out_said(said, asked()) is None


def test_a_month_that_is_over_is_refused() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        not_out_said("belum terbit, juli 2026", asked())
    assert refused.value.problem is Problem.DATE_IN_PAST


@pytest.mark.parametrize("form", FORMS)
def test_the_month_is_all_that_is_asked(form: Form) -> None:
    place = filled(form, NOT_OUT)
    question = form.current(place)
    assert question is not None
    assert question.key == EXPECTED_MONTH
    assert question.choices(asked(place.answers)) == ("2026-08", "2026-09", "2026-10", "2026-11")
    assert form.step(question, place.answers) == (2, 2)
    done = form.answer(place, "september", asked(place.answers))
    assert form.current(done) is None
    assert form.complete(done.answers) == {first_of(form): NOT_OUT, EXPECTED_MONTH: "2026-09"}
    assert form.rows(done.answers) == ()
    assert not form.advice(done.answers)


@pytest.mark.parametrize("form", FORMS)
def test_it_is_said_with_its_month_at_once(form: Form) -> None:
    place = filled(form, "belum ada, perkiraan november 2026")
    assert form.current(place) is None
    assert is_not_out(form, place.answers)


@pytest.mark.parametrize("form", FORMS)
def test_whoever_goes_back_changes_their_mind(form: Form) -> None:
    place = form.back(filled(form, NOT_OUT))
    assert place is not None
    first = form.current(place)
    assert first is not None
    assert first.key == first_of(form)
    assert first.kind is Kind.CHOICE
    text = "bb" if form is SAKIP_FORM else "85,5"
    changed = form.answer(place, text, asked(place.answers))
    assert not is_not_out(form, changed.answers)
    assert form.question(EXPECTED_MONTH) not in form.path(changed.answers)


def test_answers_of_before_are_not_looked_at() -> None:
    contradicting = filled(SAKIP_FORM, "bb", "85,5")
    place = SAKIP_FORM.answer(Place(contradicting.answers, "predikat"), NOT_OUT, asked())
    assert [one.key for one in SAKIP_FORM.path(place.answers)] == ["predikat", EXPECTED_MONTH]
    published = filled(IKM_FORM, "3,4", "kali25", "150 dari 1.200")
    place = IKM_FORM.answer(Place(published.answers, "cara"), NOT_OUT, asked())
    assert [one.key for one in IKM_FORM.path(place.answers)] == ["cara", EXPECTED_MONTH]
    assert not IKM_FORM.advice(place.answers)


def test_an_opd_that_was_not_evaluated_has_no_lhe() -> None:
    place = filled(SAKIP_FORM, "d", "0", "belum")
    assert place.answers == {"predikat": NOT_OUT}


@pytest.mark.parametrize("form", FORMS)
def test_a_correction_does_not_offer_it(form: Form) -> None:
    first = form.question(first_of(form))
    assert NOT_OUT in first.choices(asked())
    for beside in (correcting({}, "salah ketik"), {VERIFIED_PERIODS: "s1"}):
        assert NOT_OUT not in first.choices(asked(beside))
        assert first.spread is not None
        assert first.spread("belum terbit", asked(beside)) is None


@pytest.mark.parametrize("form", FORMS)
def test_it_reads_as_its_key_says(form: Form) -> None:
    first = form.question(first_of(form))
    answers = {first.key: NOT_OUT}
    said = first.told(NOT_OUT, answers)
    assert said == ("LHE belum terbit" if form is SAKIP_FORM else "Survei belum ada")
    assert first.label(NOT_OUT, answers) == said == first.echoed(NOT_OUT, answers)
    assert first.wording(answers).name == "Keadaan"
    assert first.wording({}).name != "Keadaan"


def test_anjab_has_an_answer_of_its_own() -> None:
    assert not is_not_out(ANJAB_FORM, {"status": NOT_OUT})
    assert [one.key for one in reported() if one.not_out is not None] == ["sakip", "ikm"]
    with pytest.raises(ValueError, match=EXPECTED_MONTH):
        first_of(ANJAB_FORM)


@given(st.text(max_size=120) | st.text(max_size=60).map("belum {}".format))
def test_no_text_is_too_odd(said: str) -> None:
    with suppress(InvalidAnswer):
        read = not_out_said(said, asked())
        assert read is None or set(read) <= {EXPECTED_MONTH}


def test_a_month_is_read_whole_or_not_at_all() -> None:
    for blanks in range(120):
        said = not_out_said(f"belum terbit{', nanti' * blanks} 12/2026", asked())
        assert said in ({EXPECTED_MONTH: "2026-12"}, None)
