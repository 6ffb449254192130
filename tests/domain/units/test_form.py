"""What the forms about an OPD take."""

from datetime import date

import pytest

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Place
from domain.units.form import (
    CLOSE_FORM,
    CODE,
    DAY,
    DECREE,
    FOUND_FORM,
    KIND,
    NAME,
    RENAME_FORM,
    SHORT,
    SHORT_FORM,
)

ASKED = Asked({}, date(2026, 11, 23))


def read(form: Form, key: str, text: str) -> str:
    return form.question(key).read(text, ASKED)


@pytest.mark.parametrize(
    ("form", "key", "typed", "answer"),
    [
        (FOUND_FORM, CODE, " dinkes ", "DINKES"),
        (FOUND_FORM, CODE, "kec-mayangan", "KEC-MAYANGAN"),
        (FOUND_FORM, NAME, " Dinas   Kesehatan", "Dinas Kesehatan"),
        (FOUND_FORM, KIND, "Badan", "badan"),
        (FOUND_FORM, KIND, "RSUD", "rsud"),
        (FOUND_FORM, DAY, "1/1/2024", "2024-01-01"),
        (FOUND_FORM, DAY, "1 Januari 2027", "2027-01-01"),
        (FOUND_FORM, DECREE, "Perda 5 Tahun 2026", "Perda 5 Tahun 2026"),
        (RENAME_FORM, DAY, "hari ini", "2026-11-23"),
        (SHORT_FORM, SHORT, "  Kec.  Mayangan ", "Kec. Mayangan"),
        (SHORT_FORM, SHORT, "Ｄｉｎ\u200bkes", "Dinkes"),
        (SHORT_FORM, SHORT, "PUPR–PKP", "PUPR-PKP"),
        (SHORT_FORM, SHORT, "-", "-"),
        (CLOSE_FORM, DAY, "30 September 2026", "2026-09-30"),
        (CLOSE_FORM, DAY, "31 Desember 2027", "2027-12-31"),
    ],
)
def test_answers_are_kept_as_canonical_text(form: Form, key: str, typed: str, answer: str) -> None:
    assert read(form, key, typed) == answer


@pytest.mark.parametrize(
    ("form", "key", "typed", "problem"),
    [
        (FOUND_FORM, CODE, "D", Problem.NOT_A_CODE),
        (FOUND_FORM, CODE, "DINAS KESEHATAN", Problem.NOT_A_CODE),
        (FOUND_FORM, CODE, "D:X", Problem.NOT_A_CODE),
        (FOUND_FORM, NAME, "…", Problem.EMPTY),
        (FOUND_FORM, NAME, "x" * 121, Problem.TOO_LONG),
        (FOUND_FORM, KIND, "x" * 31, Problem.TOO_LONG),
        (FOUND_FORM, DAY, "besok-besok", Problem.NOT_A_DATE),
        (FOUND_FORM, DECREE, "x" * 101, Problem.TOO_LONG),
        (RENAME_FORM, DAY, "24/11/2026", Problem.NAME_NOT_YET),
        (SHORT_FORM, SHORT, "", Problem.NOT_A_SHORT_NAME),
        (SHORT_FORM, SHORT, "\u202e\u200b", Problem.NOT_A_SHORT_NAME),
        (SHORT_FORM, SHORT, "D", Problem.NOT_A_SHORT_NAME),
        (SHORT_FORM, SHORT, "x" * 21, Problem.NOT_A_SHORT_NAME),
        (SHORT_FORM, SHORT, "🏥 Dinkes", Problem.NOT_A_SHORT_NAME),
        (SHORT_FORM, SHORT, "<b>Dinkes</b>", Problem.NOT_A_SHORT_NAME),
        (SHORT_FORM, SHORT, "Дinkes", Problem.NOT_A_SHORT_NAME),
        (CLOSE_FORM, DAY, "29/9/2026", Problem.CHANGES_PAST),
    ],
)
def test_what_does_not_fit_is_refused(form: Form, key: str, typed: str, problem: Problem) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        read(form, key, typed)
    assert refused.value.problem is problem


def test_the_earliest_last_day_is_named() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        read(CLOSE_FORM, DAY, "1/1/2026")
    assert refused.value.details == {"minimum": "30/9/2026"}


def test_the_usual_days_are_buttons() -> None:
    assert CLOSE_FORM.question(DAY).choices(ASKED) == ("2026-12-31",)
    assert FOUND_FORM.question(DAY).choices(ASKED) == ("2026-11-23",)


def test_a_new_unit_is_asked_about_in_five_steps() -> None:
    place = Place()
    for typed in ("DLH", "Dinas Lingkungan Hidup", "dinas", "1/1/2027", "Perda 5/2026"):
        place = FOUND_FORM.answer(place, typed, ASKED)
    assert FOUND_FORM.complete(place.answers) == {
        CODE: "DLH",
        NAME: "Dinas Lingkungan Hidup",
        KIND: "dinas",
        DAY: "2027-01-01",
        DECREE: "Perda 5/2026",
    }
