"""A correction asks why first, in the form of every report; what it asks is no answer of the report."""

import pytest

from domain.errors import InvalidAnswer
from domain.forms.correction import REASON, correcting, is_correction
from domain.forms.form import Form, Place
from domain.indicators import reported
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from tests.domain.forms.answering import answered
from tests.domain.forms.test_drafts import NOW

ANSWERS = {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}
FORMS = [indicator.form for indicator in reported() if indicator.form is not None]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_only_a_correction_is_asked_why_and_it_is_first(form: Form) -> None:
    assert REASON not in [asked.key for asked in form.path({})]
    asked = form.current(Place(correcting({})))
    assert asked is not None
    assert asked.key == REASON


def test_the_reason_once_given_stays_and_a_correction_of_it_asks_anew() -> None:
    form = FORMS[0]
    begun = Place(correcting(ANSWERS))
    assert is_correction(begun.answers)
    given = answered(form, begun, "  Nilai   salah ketik ")
    assert form.complete(given.answers) == {**ANSWERS, REASON: "Nilai salah ketik"}
    assert correcting(ANSWERS, "Nilai salah ketik") == given.answers
    assert REASON not in correcting(given.answers)


@pytest.mark.parametrize("text", ["", " . ", "x" * 301])
def test_a_reason_says_something_and_not_too_much(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        answered(FORMS[0], Place(correcting(ANSWERS)), text)


@pytest.mark.parametrize(
    ("kind", "reason", "verdict"),
    [
        (EventKind.SUBMITTED, "salah ketik", "a correction"),
        (EventKind.SUBMITTED, "", "none"),
        (EventKind.RETURNED, "Bukti buram", "none"),
    ],
)
def test_a_submission_with_a_reason_is_a_correction(kind: EventKind, reason: str, verdict: str) -> None:
    event = ReportEvent(
        id=1, kind=kind, opd="DINKES", indicator=IndicatorKey.SAKIP, year=2026, at=NOW, by=1, reason=reason
    )
    assert event.is_correction is (verdict == "a correction")
