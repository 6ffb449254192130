"""What can be announced, and the audience that each way through the form means."""

import json

import pytest

from domain.announcements import audience
from domain.announcements.audience import named
from domain.announcements.form import (
    AGAIN,
    ANNOUNCE_FORM,
    AUDIENCE,
    COMPLETE,
    CONTENT,
    LONGEST_CAPTION,
    LONGEST_MESSAGE,
    LONGEST_TEXT,
    OWED,
    REPORTERS,
    REST,
    SPLIT_FROM,
    Content,
    audience_of,
    content_of,
    joined,
    to_answer,
    written_in,
)
from domain.errors import Problem
from domain.forms.form import Asked, Place
from domain.keys import IndicatorKey
from domain.people.person import Role, SubBagian
from tests.domain.forms.answering import TODAY, answered
from tests.domain.language.refusals import refusal

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
        (to_answer(Content(text="x" * (LONGEST_MESSAGE + 1))), Problem.TOO_LONG),
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


def long(length: int, letter: str = "x") -> str:
    return to_answer(Content(text=letter * length))


@pytest.mark.parametrize(
    ("length", "asked"), [(SPLIT_FROM - 1, AUDIENCE), (SPLIT_FROM, REST), (LONGEST_TEXT, REST)]
)
def test_a_text_that_may_have_been_cut_is_asked_about_before_anything_else(length: int, asked: str) -> None:
    place = answered(ANNOUNCE_FORM, Place(), long(length))
    assert ANNOUNCE_FORM.current(place) == ANNOUNCE_FORM.question(asked)
    complete = answered(ANNOUNCE_FORM, Place(), long(LONGEST_TEXT), COMPLETE)
    assert ANNOUNCE_FORM.current(complete) == ANNOUNCE_FORM.question(AUDIENCE)


def test_a_caption_is_never_cut() -> None:
    photo = Content(text="x" * LONGEST_CAPTION, file_id="AgAC", file_kind="photo")
    place = answered(ANNOUNCE_FORM, Place(), to_answer(photo))
    assert ANNOUNCE_FORM.current(place) == ANNOUNCE_FORM.question(AUDIENCE)


def test_what_follows_is_joined_and_asked_about_again() -> None:
    place = answered(ANNOUNCE_FORM, Place(), long(SPLIT_FROM), long(9, "Y"))
    written = written_in(place.answers)
    assert written is not None
    assert written.text == "x" * SPLIT_FROM + "\n" + "Y" * 9
    assert ANNOUNCE_FORM.current(place) == ANNOUNCE_FORM.question(REST)


def test_what_is_too_long_for_one_message_can_only_be_written_anew() -> None:
    place = answered(ANNOUNCE_FORM, Place(), long(LONGEST_TEXT), long(200), long(200))
    question = ANNOUNCE_FORM.question(REST)
    assert ANNOUNCE_FORM.current(place) == question
    assert question.choices(Asked(place.answers, TODAY)) == (AGAIN,)
    assert refusal(lambda: answered(ANNOUNCE_FORM, place, COMPLETE)).problem is Problem.NOT_A_CHOICE
    anew = answered(ANNOUNCE_FORM, place, AGAIN)
    assert ANNOUNCE_FORM.current(anew) == ANNOUNCE_FORM.question(CONTENT)
    assert answered(ANNOUNCE_FORM, anew, WRITTEN).answers == {CONTENT: WRITTEN}


def test_a_file_takes_the_place_of_what_is_too_long() -> None:
    place = answered(ANNOUNCE_FORM, Place(), long(LONGEST_TEXT), long(200), to_answer(PHOTO))
    assert written_in(place.answers) == PHOTO
    assert ANNOUNCE_FORM.current(place) == ANNOUNCE_FORM.question(AUDIENCE)
    long_caption = to_answer(Content(text="x" * (LONGEST_CAPTION + 1), file_id="AgAC", file_kind="photo"))
    too_long = answered(ANNOUNCE_FORM, Place(), long(LONGEST_TEXT), long(200))
    assert refusal(lambda: answered(ANNOUNCE_FORM, too_long, long_caption)).problem is Problem.TOO_LONG


def test_another_text_is_asked_about_anew() -> None:
    place = answered(ANNOUNCE_FORM, Place(), long(SPLIT_FROM), COMPLETE, "all")
    again = answered(ANNOUNCE_FORM, ANNOUNCE_FORM.edit(place, CONTENT), long(LONGEST_TEXT))
    assert ANNOUNCE_FORM.current(again) == ANNOUNCE_FORM.question(REST)


@pytest.mark.parametrize(
    ("first", "then", "text", "offset"),
    [
        ("Rapat 😀.", "Besok", "Rapat 😀.\nBesok", 10),
        ("Rapat di", "aula", "Rapat di aula", 9),
        ("Rapat", "Aula", "Rapat\nAula", 6),
    ],
)
def test_the_format_of_what_follows_moves_along(first: str, then: str, text: str, offset: int) -> None:
    bold = '[{"type": "bold", "offset": 0, "length": 4}]'
    whole = joined(Content(text=first, entities=bold), Content(text=then, entities=bold))
    assert whole.text == text
    assert [one["offset"] for one in json.loads(whole.entities)] == [0, offset]
    assert joined(Content(text=first), Content(text=then)).entities == ""


def test_nothing_is_joined_to_nothing() -> None:
    question = ANNOUNCE_FORM.question(REST)
    assert question.spread is not None
    assert question.spread(WRITTEN, Asked({}, TODAY)) is None
    assert question.choices(Asked({}, TODAY)) == (AGAIN,)
