"""Which LHE a SAKIP report is about: what is offered of it, how it is read, and what of it is doubted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Asked, Place
from domain.forms.known import REPORT_YEAR, without_facts
from domain.indicators.lhe import (
    LATE_YEAR,
    LHE,
    LHE_DATE,
    LHE_NUMBER,
    LHE_YEAR,
    YEAR_IS_RIGHT,
    evaluated_year,
)
from domain.indicators.sakip import SAKIP_FORM
from domain.keys import Answers
from domain.review.inbox import to_repair
from tests.domain.forms.answering import TODAY, answered, choices
from tests.domain.language.refusals import refusal, refusals

REPORT = {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}
KNOWN = {**REPORT, REPORT_YEAR: "2026"}
BOTH = {LHE_NUMBER: "700/12/2026", LHE_DATE: "2026-05-12"}


def offered(*typed: str, known: Answers = KNOWN) -> Place:
    return answered(SAKIP_FORM, SAKIP_FORM.edit(Place(known), LHE), *typed)


def said(place: Place) -> dict[str, str]:
    """Return what was stored beside the report itself."""
    complete = SAKIP_FORM.complete(place.answers)
    return {key: value for key, value in complete.items() if key not in REPORT}


@pytest.mark.parametrize(
    "typed",
    [
        "700/12/2026, 12 Mei 2026",
        "700/12/2026 12 Mei 2026",
        "700/12/2026\n12 Mei 2026",
        "700/12/2026; 12.05.2026",
        "700/12/2026, Selasa, 12 Mei 2026",
        "Nomor 700/12/2026 tanggal 12 Mei 2026",
        "Nomor: 700/12/2026 tertanggal 12 Mei 2026",
        "no. 700/12/2026 tgl 12-05-2026",
        "  700/12/2026 ,  12/5/26 ",
    ],
)
def test_one_message_answers_number_and_date(typed: str) -> None:
    assert said(offered(typed)) == BOTH


def test_the_year_may_stand_behind_them() -> None:
    assert said(offered("700/12/2026, 12 Mei 2026, 2024")) == {**BOTH, LHE_YEAR: "2024"}
    assert said(offered("700/12/2026, 12 Mei 2026 tahun 2024")) == {**BOTH, LHE_YEAR: "2024"}


@pytest.mark.parametrize("typed", ["700/12/2026", "no 700/12/2026", "12/5/2026", "LHE-7 Mei"])
def test_a_number_alone_is_only_the_number(typed: str) -> None:
    place = offered(typed)
    assert place.answers[LHE_NUMBER] == typed.removeprefix("no ")
    assert SAKIP_FORM.current(place) == SAKIP_FORM.question(LHE_DATE)


def test_each_may_be_left_out_and_what_is_left_out_is_no_answer() -> None:
    assert said(offered(SKIPPED, SKIPPED, SKIPPED)) == {}
    assert said(offered("700/12", SKIPPED, "2024")) == {LHE_NUMBER: "700/12", LHE_YEAR: "2024"}
    assert said(SAKIP_FORM.pass_by(offered("700/12"))) == {LHE_NUMBER: "700/12"}


def test_what_is_no_number_is_refused_for_what_it_is() -> None:
    assert refusal(lambda: offered("12 Mei 2026")).problem is Problem.IS_A_DATE
    assert refusal(lambda: offered("x" * 101)).problem is Problem.TOO_LONG
    assert refusal(lambda: offered("nomor  ")).problem is Problem.EMPTY


def test_a_date_in_the_future_is_refused_and_today_is_not() -> None:
    assert refusal(lambda: offered("7", "24/11/2026")).problem is Problem.DATE_IN_FUTURE
    assert refusal(lambda: offered("700/12/2026, 24 November 2026")).problem is Problem.DATE_IN_FUTURE
    assert offered("7", "23/11/2026").answers[LHE_DATE] == TODAY.isoformat()


def test_a_year_may_be_pressed_or_typed() -> None:
    place = offered("7", "kemarin")
    assert choices(SAKIP_FORM, place) == ("2024", "2025", "2026")
    for typed in ("2025", "25", "tahun 2025", " 2025 "):
        assert answered(SAKIP_FORM, place, typed).answers[LHE_YEAR] == "2025"
    assert choices(SAKIP_FORM, offered("7", "kemarin", known=REPORT)) == ()


def test_what_is_no_year_is_refused() -> None:
    place = offered("7", "kemarin")
    read = lambda one: answered(SAKIP_FORM, place, one)  # noqa: E731 - said once
    assert refusals(["1999", "2100", "20255", "5"], read) == {Problem.OUT_OF_RANGE}
    assert refusals(["tahun lalu", "dua ribu"], read) == {Problem.NOT_A_NUMBER}
    assert refusals(["  "], read) == {Problem.EMPTY}


@pytest.mark.parametrize(
    ("year", "doubted"), [("2025", False), ("2026", False), ("2027", True), ("2024", False)]
)
def test_only_a_year_after_the_reported_one_is_doubted(year: str, doubted: bool) -> None:
    asked = SAKIP_FORM.current(offered("7", "kemarin", year))
    assert (asked is not None) is doubted
    assert SAKIP_FORM.current(offered("7", "kemarin", year, known=REPORT)) is None


def test_a_doubted_year_is_kept_or_asked_again() -> None:
    place = offered("7", "kemarin", "2027")
    assert said(answered(SAKIP_FORM, place, "benar"))[LHE_YEAR] == "2027"
    again = answered(SAKIP_FORM, place, "ulang")
    assert SAKIP_FORM.current(again) == SAKIP_FORM.question(LHE_YEAR)
    assert said(answered(SAKIP_FORM, again, "2025"))[LHE_YEAR] == "2025"
    assert LHE_YEAR not in said(answered(SAKIP_FORM, again, SKIPPED))
    assert said(answered(SAKIP_FORM, place, "2026"))[LHE_YEAR] == "2026"
    assert said(answered(SAKIP_FORM, place, "2027"))[LHE_YEAR] == "2027"  # said again, it is meant


def test_the_year_before_the_reported_one_is_meant_unless_another_is_said() -> None:
    assert evaluated_year(KNOWN) == 2025
    assert evaluated_year({**KNOWN, LHE_YEAR: "2024"}) == 2024
    assert evaluated_year(REPORT) is None


def test_the_summary_always_says_the_year_and_the_paper_where_it_is_known() -> None:
    assert SAKIP_FORM.rows(REPORT) == ()
    assert SAKIP_FORM.rows(KNOWN) == (("Tahun yang dievaluasi", "2025", False),)
    assert SAKIP_FORM.rows({**KNOWN, **BOTH})[0] == ("LHE", "700/12/2026, 12 Mei 2026", False)
    assert SAKIP_FORM.rows({**KNOWN, LHE_DATE: "2026-05-12"})[0].value == "12 Mei 2026"
    assert SAKIP_FORM.rows({**KNOWN, LHE_NUMBER: "700"})[0].value == "700"


def test_a_returned_lhe_is_asked_although_it_was_never_said() -> None:
    place = Place({**to_repair(SAKIP_FORM, REPORT, (LHE,)), REPORT_YEAR: "2026"})
    assert SAKIP_FORM.current(place) == SAKIP_FORM.question(LHE_NUMBER)
    place = answered(SAKIP_FORM, place, "700/12/2026, 12 Mei 2026")
    assert SAKIP_FORM.current(place) == SAKIP_FORM.question(LHE_YEAR)
    assert said(answered(SAKIP_FORM, place, SKIPPED)) == BOTH


@given(
    texts=st.lists(
        st.one_of(st.text(max_size=20), st.sampled_from(["7, kemarin", "2027", "ulang"])), max_size=6
    )
)
def test_whatever_is_typed_the_report_can_be_sent(texts: list[str]) -> None:
    place = SAKIP_FORM.edit(Place(KNOWN), LHE)
    for text in texts:
        try:
            place = SAKIP_FORM.answer(place, text, Asked(place.answers, TODAY))
        except InvalidAnswer:
            continue
    for _ in range(6):
        asked = SAKIP_FORM.current(place)
        if asked is not None:
            place = answered(SAKIP_FORM, place, YEAR_IS_RIGHT if asked.key == LATE_YEAR else SKIPPED)
    complete = SAKIP_FORM.complete(place.answers)
    assert {key: complete[key] for key in REPORT} == REPORT
    assert without_facts(complete) == complete
