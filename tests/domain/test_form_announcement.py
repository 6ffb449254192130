"""What can be announced, and the audience that each way through the form means."""

import pytest

from domain import audience
from domain.audience import named
from domain.errors import Problem
from domain.form_announcement import (
    ANNOUNCE_FORM,
    AUDIENCE,
    CONTENT,
    LONGEST_CAPTION,
    LONGEST_TEXT,
    OWED,
    REPORTERS,
    Content,
    audience_of,
    content_of,
    to_answer,
)
from domain.forms import Place
from domain.keys import IndicatorKey
from domain.people import Role, SubBagian
from tests.domain.answering import answered
from tests.domain.refusals import refusal

TEXT = Content(text="Rapat besok", entities='[{"type": "bold", "offset": 0, "length": 5}]')
PHOTO = Content(text="", file_id="AgAC", file_kind="photo")
WRITTEN = to_answer(TEXT)


@pytest.mark.parametrize("content", [TEXT, PHOTO, Content(text="x" * LONGEST_TEXT)])
def test_what_was_written_is_kept_as_it_is(content: Content) -> None:
    place = answered(ANNOUNCE_FORM, Place(), to_answer(content))
    assert content_of(place.answers[CONTENT]) == content


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (to_answer(Content(text="x" * (LONGEST_TEXT + 1))), Problem.TOO_LONG),
        (to_answer(Content(text="x" * (LONGEST_CAPTION + 1), file_id="AgAC")), Problem.TOO_LONG),
        (to_answer(Content(text="")), Problem.EMPTY),
        ("forged", Problem.NOT_A_CHOICE),
        ('{"no": "content"}', Problem.NOT_A_CHOICE),
        ("7", Problem.NOT_A_CHOICE),
    ],
)
def test_what_telegram_would_not_send_is_refused(answer: str, problem: Problem) -> None:
    assert refusal(lambda: answered(ANNOUNCE_FORM, Place(), answer)).problem is problem


def test_a_caption_may_be_as_long_as_telegram_lets_it() -> None:
    longest = to_answer(Content(text="x" * LONGEST_CAPTION, file_id="AgAC", file_kind="photo"))
    assert answered(ANNOUNCE_FORM, Place(), longest).answers[CONTENT] == longest


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        (["all"], audience.EVERYBODY),
        *(([role.value], audience.with_role(role)) for role in Role),
        *((["sub", one.value], audience.reporting_to(one)) for one in SubBagian),
        (["owes", "sakip"], audience.owing(IndicatorKey.SAKIP)),
        (["owes", "ikm"], audience.owing(IndicatorKey.IKM)),
        (["owes", "anjab"], audience.owing(IndicatorKey.ANJAB)),
    ],
)
def test_each_way_through_the_form_means_an_audience(typed: list[str], means: str) -> None:
    place = answered(ANNOUNCE_FORM, Place(), WRITTEN, *typed)
    assert ANNOUNCE_FORM.current(place) is None
    assert audience_of(place.answers) == means
    named(means)


def test_the_number_of_steps_never_grows() -> None:
    for typed in ([], [WRITTEN], [WRITTEN, "owes"], [WRITTEN, "sub"]):
        place = answered(ANNOUNCE_FORM, Place(), *typed)
        asked = ANNOUNCE_FORM.current(place)
        assert asked is not None
        assert ANNOUNCE_FORM.step(asked, place.answers) == (min(len(typed), 1) + 1, 2)


def test_an_evaluation_is_owed_by_no_operator() -> None:
    with_owing = answered(ANNOUNCE_FORM, Place(), WRITTEN, "owes")
    assert refusal(lambda: answered(ANNOUNCE_FORM, with_owing, "kelembagaan")).problem is Problem.NOT_A_CHOICE


def test_whoever_chooses_another_audience_is_asked_the_rest_anew() -> None:
    place = answered(ANNOUNCE_FORM, Place(), WRITTEN, "owes", "ikm")
    again = answered(ANNOUNCE_FORM, ANNOUNCE_FORM.edit(place, AUDIENCE), "owes")
    asked = ANNOUNCE_FORM.current(again)
    assert asked is not None
    assert asked.key == OWED
    moved = answered(ANNOUNCE_FORM, ANNOUNCE_FORM.edit(place, AUDIENCE), "sub", "anjab")
    assert moved.answers == {CONTENT: WRITTEN, AUDIENCE: "sub", REPORTERS: "anjab"}
