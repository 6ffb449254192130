"""Where a draft stands in its form: next, answer, back, keep, edit, and what counts in the end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Asked, Form, Kind, Place, Question
from domain.indicators.anjab import ANJAB_FORM
from domain.indicators.ikm import IKM_FORM, UNSUR_KEYS, nilai_of, respondents_of, unsur_of
from domain.indicators.sakip import SAKIP_FORM
from domain.keys import Answers

TODAY = date(2026, 11, 23)
NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"
FORMS = [SAKIP_FORM, IKM_FORM, ANJAB_FORM]


def asked(place: Place, files: int = 0) -> Asked:
    return Asked(place.answers, TODAY, files)


def filled(form: Form, *texts: str) -> Place:
    """Answer one question after another."""
    place = Place()
    for text in texts:
        place = form.answer(place, text, asked(place))
    return place


def at(form: Form, place: Place) -> str | None:
    question = form.current(place)
    return question.key if question is not None else None


@pytest.mark.parametrize(
    ("form", "texts", "following"),
    [
        (SAKIP_FORM, [], "predikat"),
        (SAKIP_FORM, ["bb"], "nilai"),
        (SAKIP_FORM, ["bb", "75,5"], "bukti"),
        (SAKIP_FORM, ["bb", "75,5", "belum"], None),
        (SAKIP_FORM, ["bb", "85,5"], "beda"),
        (SAKIP_FORM, ["bb", "85,5", "predikat"], "bukti"),
        (SAKIP_FORM, ["bb", "85,5", "nilai"], "nilai"),
        (SAKIP_FORM, ["d", "0"], "nol"),
        (SAKIP_FORM, ["d", "0", "benar"], "bukti"),
        (SAKIP_FORM, ["d", "0,75"], "pecahan"),
        (SAKIP_FORM, ["d", "0,75", "benar"], "bukti"),
        (SAKIP_FORM, ["bb", "0,75", "kali100"], "bukti"),
        (SAKIP_FORM, ["bb", "0,75", "benar"], "beda"),
        (SAKIP_FORM, ["bb", "1"], "beda"),
        (IKM_FORM, ["terbit"], "nilai"),
        (IKM_FORM, ["terbit", "85,5"], "responden"),
        (IKM_FORM, ["terbit", "3,4"], "interval"),
        (IKM_FORM, ["terbit", "3,4", "kali25"], "responden"),
        (IKM_FORM, ["terbit", "3,4", "ulang"], "nilai"),
        (IKM_FORM, ["unsur"], "u1"),
        (IKM_FORM, ["unsur", "3,31"], "u2"),
        (IKM_FORM, ["unsur", NINE], "bacaan"),
        (IKM_FORM, ["unsur", NINE, "0,11"], "responden"),
        (IKM_FORM, ["unsur", NINE, "1/9", "150 dari 1.200"], "bukti"),
        (ANJAB_FORM, ["sudah"], "tanggal"),
        (ANJAB_FORM, ["sudah", "kemarin", "060/1", "120/140"], "bukti"),
        (ANJAB_FORM, ["belum"], "tahap"),
        (ANJAB_FORM, ["belum", "persiapan", "maret 2027"], "bukti"),
    ],
)
def test_the_next_question_follows_from_the_answers(
    form: Form, texts: list[str], following: str | None
) -> None:
    assert at(form, filled(form, *texts)) == following


@pytest.mark.parametrize(
    ("form", "texts", "wrong", "problem"),
    [
        (SAKIP_FORM, [], "B plus", Problem.NOT_A_CHOICE),
        (SAKIP_FORM, ["bb"], "101", Problem.OUT_OF_RANGE),
        (SAKIP_FORM, ["bb", "85,5"], "mungkin", Problem.NOT_A_CHOICE),
        (SAKIP_FORM, ["bb", "75,5"], "selesai", Problem.NOT_A_CHOICE),
        (SAKIP_FORM, ["bb", "75,5", "belum"], "apa saja", Problem.NOT_A_CHOICE),
        (IKM_FORM, ["terbit"], "24,99", Problem.OUT_OF_RANGE),
        (IKM_FORM, ["terbit"], "0,99", Problem.OUT_OF_RANGE),
        (IKM_FORM, ["terbit"], "baik", Problem.NOT_A_NUMBER),
        (IKM_FORM, ["unsur"], "4,01", Problem.OUT_OF_RANGE),
        (IKM_FORM, ["unsur"], "3,3 3,3", Problem.WRONG_COUNT),
        (IKM_FORM, ["terbit", "85"], "1.5", Problem.NOT_A_WHOLE_NUMBER),
        (IKM_FORM, ["terbit", "85"], "150 dari 100", Problem.MORE_THAN_TOTAL),
        (ANJAB_FORM, ["sudah"], "24/11/2026", Problem.DATE_IN_FUTURE),
        (ANJAB_FORM, ["sudah", "kemarin"], "   ", Problem.EMPTY),
        (ANJAB_FORM, ["sudah", "kemarin"], "x" * 101, Problem.TOO_LONG),
        (ANJAB_FORM, ["belum", "persiapan"], "oktober 2026", Problem.DATE_IN_PAST),
    ],
)
def test_what_does_not_fit_is_refused(form: Form, texts: list[str], wrong: str, problem: Problem) -> None:
    place = filled(form, *texts)
    with pytest.raises(InvalidAnswer) as refused:
        form.answer(place, wrong, asked(place))
    assert refused.value.problem is problem


def test_the_coming_months_are_offered_over_new_year() -> None:
    place = filled(ANJAB_FORM, "belum", "persiapan")
    month = ANJAB_FORM.current(place)
    assert month is not None
    assert month.choices(asked(place)) == ("2026-11", "2026-12", "2027-01", "2027-02")


def test_evidence_is_finished_only_with_files() -> None:
    place = filled(SAKIP_FORM, "bb", "75,5")
    done = SAKIP_FORM.answer(place, "Selesai", asked(place, files=1))
    assert done.answers["bukti"] == "selesai"
    with pytest.raises(InvalidAnswer):
        SAKIP_FORM.answer(place, "belum ada", asked(place, files=1))
    assert SAKIP_FORM.answer(place, "belum ada", asked(place)).answers["bukti"] == "belum"


@pytest.mark.parametrize(
    ("form", "texts", "step"),
    [
        (SAKIP_FORM, [], (1, 3)),
        (SAKIP_FORM, ["bb"], (2, 3)),
        (SAKIP_FORM, ["bb", "85"], (2, 3)),
        (IKM_FORM, [], (1, 4)),
        (IKM_FORM, ["unsur", "3", "3", "3"], (2, 4)),
        (IKM_FORM, ["unsur", NINE, "1/9"], (3, 4)),
        (ANJAB_FORM, [], (1, 5)),
        (ANJAB_FORM, ["sudah"], (2, 5)),
        (ANJAB_FORM, ["belum"], (2, 4)),
    ],
)
def test_where_it_stands(form: Form, texts: list[str], step: tuple[int, int]) -> None:
    place = filled(form, *texts)
    question = form.current(place)
    assert question is not None
    assert form.step(question, place.answers) == step


def test_back_skips_doubts_and_stops_at_the_first() -> None:
    place = filled(SAKIP_FORM, "d", "0", "benar")
    back = SAKIP_FORM.back(place)
    assert back is not None
    assert back.at == "nilai"
    back = SAKIP_FORM.back(back)
    assert back is not None
    assert back.at == "predikat"
    assert SAKIP_FORM.back(back) is None


def test_back_from_the_summary_is_the_last_question() -> None:
    back = SAKIP_FORM.back(filled(SAKIP_FORM, "bb", "75", "belum"))
    assert back is not None
    assert back.at == "bukti"


def test_keep_goes_on_and_needs_an_answer_to_keep() -> None:
    place = filled(SAKIP_FORM, "bb", "75")
    assert at(SAKIP_FORM, SAKIP_FORM.keep(SAKIP_FORM.edit(place, "predikat"))) == "bukti"
    assert SAKIP_FORM.keep(place) == place
    done = filled(SAKIP_FORM, "bb", "75", "belum")
    assert SAKIP_FORM.keep(done) == done


def test_editing_one_of_a_group_walks_through_the_rest_of_it() -> None:
    place = IKM_FORM.edit(filled(IKM_FORM, "unsur", NINE, "1/9", SKIPPED, "belum"), "unsur")
    visited = []
    while (question := IKM_FORM.current(place)) is not None:
        visited.append(question.key)
        place = IKM_FORM.keep(place)
    assert visited == list(UNSUR_KEYS)


def test_a_group_may_be_the_end_of_a_form() -> None:
    last = Question(key="a", kind=Kind.TYPED, read=lambda text, _: text, group="g")
    form = Form("short", (last,))
    place = form.answer(form.edit(Place({"a": "1"}), "a"), "2", Asked({}, TODAY))
    assert place == Place({"a": "2"})


def test_a_question_that_does_not_apply_cannot_be_edited() -> None:
    with pytest.raises(KeyError):
        ANJAB_FORM.edit(filled(ANJAB_FORM, "belum"), "nomor")


def test_a_place_at_a_question_that_no_longer_applies_is_ignored() -> None:
    place = Place(filled(ANJAB_FORM, "belum").answers, "nomor")
    assert at(ANJAB_FORM, place) == "tahap"


def test_a_new_answer_asks_its_doubts_anew() -> None:
    place = filled(SAKIP_FORM, "d", "0", "benar")
    again = SAKIP_FORM.answer(SAKIP_FORM.edit(place, "nilai"), "0", asked(place))
    assert at(SAKIP_FORM, again) == "nol"


def test_only_answers_on_the_path_count() -> None:
    place = filled(ANJAB_FORM, "sudah", "kemarin", "060/1")
    place = ANJAB_FORM.answer(ANJAB_FORM.edit(place, "status"), "belum", asked(place))
    with pytest.raises(InvalidAnswer) as refused:
        ANJAB_FORM.complete(place.answers)
    assert refused.value.details == {"question": "tahap"}
    for text in ("persiapan", "maret 2027", "belum"):
        place = ANJAB_FORM.answer(place, text, asked(place))
    assert set(ANJAB_FORM.complete(place.answers)) == {"status", "tahap", "bulan", "bukti"}


def test_a_form_knows_its_questions() -> None:
    assert SAKIP_FORM.question("nilai").key == "nilai"
    with pytest.raises(KeyError):
        SAKIP_FORM.question("warna")


def test_the_ikm_is_known_as_soon_as_its_parts_are() -> None:
    assert nilai_of({}) is None
    assert unsur_of(filled(IKM_FORM, "unsur", "3").answers) is None
    assert str(nilai_of(filled(IKM_FORM, "unsur", NINE).answers)) == "87.28"
    assert str(nilai_of(filled(IKM_FORM, "terbit", "85,5").answers)) == "85.50"
    assert str(nilai_of(filled(IKM_FORM, "terbit", "88,305").answers)) == "88.31"
    weighted = filled(IKM_FORM, "unsur", " ".join(["3,54"] * 9), "bobot")
    assert str(nilai_of(weighted.answers)) == "87.62"


@pytest.mark.parametrize(
    ("typed", "read"), [("150", (150, None)), ("150 dari 1.200", (150, 1200)), ("150/1200", (150, 1200))]
)
def test_respondents_with_and_without_their_population(typed: str, read: tuple[int, int | None]) -> None:
    assert respondents_of(filled(IKM_FORM, "terbit", "85", typed).answers) == read


def test_respondents_may_be_skipped() -> None:
    assert respondents_of(filled(IKM_FORM, "terbit", "85", SKIPPED).answers) is None


@given(form=st.sampled_from(FORMS), texts=st.lists(st.text(max_size=8), max_size=12), data=st.data())
def test_no_answer_is_lost_whatever_is_typed_and_pressed(
    form: Form, texts: list[str], data: st.DataObject
) -> None:
    """Going back and keeping never changes an answer; a refused answer changes nothing at all."""
    place = Place()
    for text in texts:
        question = form.current(place)
        choices = question.choices(asked(place)) if question is not None else ()
        place = _tried(form, place, data.draw(st.sampled_from([text, *choices, "75", "3,5", "kemarin"])))
        before: Answers = dict(place.answers)
        back = form.back(place)
        if back is not None:
            assert back.answers == before
            assert form.keep(back).answers == before
        assert set(form.path(place.answers)) <= set(form.questions)


def _tried(form: Form, place: Place, text: str) -> Place:
    try:
        return form.answer(place, text, asked(place))
    except InvalidAnswer:
        return place


@pytest.mark.parametrize(
    ("answers", "asked", "echo"),
    [
        ({}, "predikat", None),
        ({"predikat": "BB"}, "nilai", "BB · di atas 70–80"),
        ({"predikat": "BB", "nilai": "75.5"}, "bukti", "Nilai: 75,50"),
    ],
)
def test_a_question_knows_the_answer_before_it(answers: Answers, asked: str, echo: str | None) -> None:
    before = SAKIP_FORM.before(SAKIP_FORM.question(asked), answers)
    assert (before.echoed(answers[before.key], answers) if before else None) == echo


def test_the_doubt_between_two_answers_is_none_of_them() -> None:
    answers = {"predikat": "D", "nilai": "0", "nol": "benar"}
    before = SAKIP_FORM.before(SAKIP_FORM.question("bukti"), answers)
    assert before is not None
    assert before.key == "nilai"


@pytest.mark.parametrize(
    ("form", "key", "value", "echo"),
    [
        (IKM_FORM, "cara", "unsur", ""),  # the next question says it
        (IKM_FORM, "u4", "3.6", "U4: 3,60"),
        (IKM_FORM, "responden", SKIPPED, "Responden: dilewati"),
        (ANJAB_FORM, "status", "sudah", "Sudah dilaksanakan"),
        (ANJAB_FORM, "jabatan", "120/140", "120 dari 140 jabatan dianalisis"),
        (ANJAB_FORM, "jabatan", SKIPPED, "Jabatan dianalisis: dilewati"),
    ],
)
def test_an_answer_is_echoed_in_its_own_words(form: Form, key: str, value: str, echo: str) -> None:
    assert form.question(key).echoed(value, {key: value}) == echo
