"""Offered questions: the way leads past them, the summary offers them, a repair asks for them after all."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import correcting, report_form
from domain.forms.form import SKIPPED, TOGETHER, WANTED, Asked, Form, Kind, Place, Question
from domain.forms.known import COMPARISON, REPORT_YEAR, of_year, without_facts
from domain.forms.questions import ask_back, choose
from domain.forms.questions import given as answer_is
from domain.forms.words import Wording
from domain.keys import Answers
from domain.reports.events import ReportEvent
from domain.review.inbox import fields_of, same_answers, to_repair
from tests.domain.forms.answering import answered
from tests.domain.history import submitted


def _number(text: str, _: Asked) -> str:
    if not text.isdecimal():
        raise InvalidAnswer(Problem.NOT_A_NUMBER)
    return text


def _typed(key: str, **more: object) -> Question:
    return replace(Question(key=key, kind=Kind.TYPED, read=_number, words=Wording(key)), **more)  # type: ignore[arg-type]


def _both(text: str, _: Asked) -> Answers | None:
    return {"nomor": text.split(maxsplit=1)[0], "hari": text.split()[1]} if len(text.split()) > 1 else None


FORM = Form(
    "kecil",
    (
        choose("jawab", {"ya": "Ya", "tidak": "Tidak"}, words=Wording("Jawab")),
        _typed(
            "nomor",
            optional=True,
            offered=True,
            offer="Isi nomor",
            group="surat",
            spread=_both,
            of_document=True,
        ),
        _typed("hari", optional=True, offered=True, group="surat", of_document=True),
        _typed("tahun", optional=True, offered=True, group="surat", doubts=("jauh",)),
        ask_back(
            "jauh",
            {"benar": "Benar", "ulang": "Ketik ulang"},
            words=Wording("", "Jauh?"),
            when=lambda given: int(given.get("tahun", "0")) > 2026,
            settle=lambda given, choice: (
                given
                if choice == "benar"
                else {key: one for key, one in given.items() if key not in ("tahun", "jauh")}
            ),
        ),
        _typed("isi"),
        _typed("abk", optional=True, offered=True, offer="Isi ABK", when=answer_is("jawab", "ya")),
    ),
    groups={"surat": "Surat"},
)
DONE = {"jawab": "ya", "isi": "5"}


def _sent(answers: Answers, year: int = 2026) -> ReportEvent:
    return replace(submitted(1, year=year), answers=answers)


def at(place: Place, form: Form = FORM) -> str | None:
    asked = form.current(place)
    return asked.key if asked is not None else None


def test_the_way_leads_past_what_is_offered() -> None:
    assert at(answered(FORM, Place(), "ya")) == "isi"
    assert at(answered(FORM, Place(), "ya", "5")) is None
    assert FORM.complete(DONE) == DONE
    assert [asked.key for asked in FORM.path(DONE)] == ["jawab", "isi"]


def test_a_group_is_offered_once_by_its_first_question() -> None:
    assert [(asked.key, asked.offer) for asked in FORM.offered(DONE)] == [
        ("nomor", "Isi nomor"),
        ("abk", "Isi ABK"),
    ]
    assert [asked.key for asked in FORM.offered({**DONE, "jawab": "tidak"})] == ["nomor"]


def test_what_is_answered_is_offered_no_more() -> None:
    assert [asked.key for asked in FORM.offered({**DONE, "hari": "2"})] == ["abk"]
    assert FORM.offered({**DONE, "hari": "2", "abk": "1"}) == ()


def test_the_key_leads_through_the_group_and_back_to_the_summary() -> None:
    place, visited = FORM.edit(Place(DONE), "surat"), []
    for text in ("7", SKIPPED, "2025"):
        visited.append(at(place))
        place = answered(FORM, place, text)
    assert visited == ["nomor", "hari", "tahun"]
    assert place == Place({**DONE, "nomor": "7", "tahun": "2025"})
    assert FORM.complete(place.answers) == {**DONE, "nomor": "7", "tahun": "2025"}


def test_what_is_skipped_is_no_answer_at_all() -> None:
    place = answered(FORM, FORM.edit(Place({**DONE, "abk": "1"}), "abk"), SKIPPED)
    assert place == Place(DONE)


def test_all_of_a_group_are_skipped_in_one_tap() -> None:
    place = FORM.edit(Place(DONE), "surat")
    assert FORM.pass_by(place) == Place(DONE)
    assert FORM.pass_by(answered(FORM, place, "7")) == Place({**DONE, "nomor": "7"})


def test_only_what_is_offered_can_be_passed_by() -> None:
    assert FORM.pass_by(Place(DONE)) == Place(DONE)
    assert FORM.pass_by(Place(DONE, "isi")) == Place(DONE, "isi")


@pytest.mark.parametrize(("key", "more"), [("nomor", True), ("hari", True), ("tahun", False), ("abk", False)])
def test_it_is_known_whether_more_of_the_group_comes(key: str, more: bool) -> None:
    assert FORM.has_more_in_group(FORM.question(key), DONE) is more


def test_one_message_may_answer_the_group_and_then_the_rest_is_left_out() -> None:
    place = answered(FORM, FORM.edit(Place(DONE), "surat"), "7 2")
    assert at(place) is None
    assert FORM.complete(place.answers) == {**DONE, "nomor": "7", "hari": "2"}


def test_what_a_message_gave_together_is_not_told_again_at_another_question() -> None:
    place = answered(FORM, FORM.edit(Place(DONE), "surat"), "7 2")
    assert TOGETHER in place.answers
    assert TOGETHER not in FORM.edit(place, "isi").answers


def test_back_leads_through_the_group_to_the_summary() -> None:
    place = answered(FORM, FORM.edit(Place(DONE), "surat"), SKIPPED)
    assert at(place) == "hari"
    back = FORM.back(place)
    assert back == Place(DONE, "nomor")
    assert FORM.back(back) == Place(DONE)
    assert FORM.back(FORM.edit(Place(DONE), "abk")) == Place(DONE)


def test_back_from_a_doubt_is_the_answer_that_it_doubts() -> None:
    place = answered(FORM, FORM.edit(Place(DONE), "tahun"), "2027")
    assert at(place) == "jauh"
    assert FORM.back(place) == Place({**DONE, "tahun": "2027"}, "tahun")


def test_a_doubt_of_an_offered_answer_is_asked_before_it_is_complete() -> None:
    place = answered(FORM, FORM.edit(Place(DONE), "tahun"), "2027")
    with pytest.raises(InvalidAnswer):
        FORM.complete(place.answers)
    assert FORM.complete(answered(FORM, place, "benar").answers) == {**DONE, "tahun": "2027", "jauh": "benar"}
    assert answered(FORM, place, "ulang") == Place(DONE)


def test_offered_questions_are_no_steps() -> None:
    assert FORM.step(FORM.question("isi"), {**DONE, "nomor": "7", "tahun": "2025"}) == (2, 2)
    assert FORM.step(FORM.question("nomor"), DONE) == (1, 2)


def test_the_answer_before_an_offered_question_is_the_one_that_stands_before_it() -> None:
    before = FORM.before(FORM.question("nomor"), DONE)
    assert before is not None
    assert before.key == "jawab"
    assert FORM.before(FORM.question("hari"), DONE) is None


def test_a_place_at_an_offered_question_that_applies_no_more_is_ignored() -> None:
    assert at(Place({**DONE, "jawab": "tidak"}, "abk")) is None
    with pytest.raises(KeyError):
        FORM.edit(Place({**DONE, "jawab": "tidak"}), "abk")


def test_what_is_offered_has_to_be_optional() -> None:
    with pytest.raises(ValueError, match="offered"):
        _typed("abk", offered=True)


def test_rows_of_a_group_stand_where_its_questions_do() -> None:
    assert FORM.before_rows(FORM.path(DONE)) == 1
    assert Form("tanpa", (_typed("a"), _typed("b"))).before_rows((_typed("a"),)) == 0


def test_what_was_left_out_may_be_returned_too_and_stands_last() -> None:
    assert fields_of(FORM, DONE) == ("jawab", "isi", "surat", "abk")
    assert fields_of(FORM, {**DONE, "hari": "2"}) == ("jawab", "surat", "isi", "abk")
    assert fields_of(FORM, {**DONE, "hari": "2", "abk": "3"}) == ("jawab", "surat", "isi", "abk")


def test_a_repair_asks_what_was_returned_although_it_is_only_offered() -> None:
    place = Place(to_repair(FORM, {**DONE, "nomor": "7"}, ("surat",)))
    visited = []
    for text in ("8", SKIPPED, "2025"):
        visited.append(at(place))
        assert FORM.back(place) is not None  # never a tap that does nothing
        place = answered(FORM, place, text)
    assert visited == ["nomor", "hari", "tahun"]
    assert place == Place({**DONE, "nomor": "8", "tahun": "2025"})


def test_a_repair_lets_the_group_be_skipped_in_one_tap() -> None:
    place = Place(to_repair(FORM, DONE, ("surat", "isi")))
    assert at(place) == "nomor"
    assert FORM.back(place) == Place(place.answers, "jawab")
    passed = FORM.pass_by(place)
    assert at(passed) == "isi"
    assert WANTED not in passed.answers


def test_one_message_answers_several_that_a_repair_asks_for() -> None:
    place = answered(FORM, Place(to_repair(FORM, DONE, ("surat",))), "8 2")
    assert at(place) == "tahun"
    assert FORM.complete(answered(FORM, place, SKIPPED).answers) == {**DONE, "nomor": "8", "hari": "2"}


def test_nothing_is_wanted_where_nothing_offered_was_returned() -> None:
    assert to_repair(FORM, DONE, ("isi",)) == {"jawab": "ya"}


def test_a_correction_asks_why_and_then_leads_to_the_summary() -> None:
    form = report_form(FORM)
    place = Place(correcting({**DONE, "nomor": "7"}))
    assert at(answered(form, place, "salah ketik"), form) is None


def test_the_number_of_the_paper_is_no_other_answer_than_last_year() -> None:
    before = _sent({**DONE, "nomor": "6", "tahun": "2024"}, year=2025)
    assert same_answers(FORM, _sent({**DONE, "nomor": "7", "tahun": "2024"}), before)
    assert not same_answers(FORM, _sent({**DONE, "nomor": "7", "tahun": "2025"}), before)


def test_facts_are_no_answers() -> None:
    facts = {COMPARISON: "75.50|BB", REPORT_YEAR: "2026"}
    assert without_facts({**DONE, **facts}) == DONE
    assert of_year({**DONE, COMPARISON: "75.50|BB"}, 2026) == {**DONE, REPORT_YEAR: "2026"}
    assert FORM.complete({**DONE, **facts}) == DONE


_MOVES = st.sampled_from(
    ["back", "keep", "past", "surat", "abk", "isi", "jawab", "tahun", "nomor", "skip", "repair"]
)


@given(
    moves=st.lists(st.one_of(_MOVES, st.sampled_from(["ya", "tidak", "7", "7 2", "2027", "benar", "ulang"])))
)
def test_no_draft_is_ever_stuck(moves: list[str]) -> None:
    """Whatever was pressed and typed before, answering what is asked comes to a summary that can be sent."""
    place = Place()
    for move in moves:
        place = _moved(place, move)
        asked = FORM.current(place)
        if asked is not None:
            assert asked in FORM.path(place.answers, place.at)
            FORM.step(asked, place.answers)
            FORM.before(asked, place.answers)
        FORM.offered(place.answers)
    for _ in range(2 * len(FORM.questions)):
        asked = FORM.current(place)
        if asked is None:
            break
        assert FORM.current(FORM.keep(place)) is not None or asked.key in place.answers
        place = _moved(place, {"jawab": "ya", "jauh": "benar"}.get(asked.key, "1"))
    assert FORM.current(place) is None
    complete = FORM.complete(place.answers)
    assert SKIPPED not in complete.values()
    assert set(complete) <= {question.key for question in FORM.questions}


def _moved(place: Place, move: str) -> Place:
    moves = {
        "back": lambda: FORM.back(place) or place,
        "keep": lambda: FORM.keep(place),
        "past": lambda: FORM.pass_by(place),
        "repair": lambda: Place(to_repair(FORM, place.answers, ("surat", "abk"))),
    }
    if move in moves:
        return moves[move]()
    try:
        if move in ("surat", "abk", "isi", "jawab", "tahun", "nomor"):
            return FORM.edit(place, move)
        text = SKIPPED if move == "skip" else move
        return FORM.answer(place, text, Asked(place.answers, date(2026, 11, 23)))
    except (KeyError, InvalidAnswer):
        return place
