"""A SAKIP report beside the rekap of the Inspektorat: what differs is asked about once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer
from domain.forms.form import Asked, Place
from domain.forms.known import COMPARISON
from domain.indicators.sakip import AS_WRITTEN, REKAP, REKAP_SEEN, SAKIP, SAKIP_FORM, Predikat, says
from domain.keys import Answers
from domain.review.inbox import to_repair
from tests.domain.forms.answering import TODAY, answered

BB = {COMPARISON: "75.50|BB"}
OWN = {"predikat": "A", "nilai": "85", "bukti": "belum"}


def asked(answers: Answers, *typed: str) -> str | None:
    question = SAKIP_FORM.current(answered(SAKIP_FORM, Place(answers), *typed))
    return question.key if question is not None else None


def sent(answers: Answers, *typed: str) -> dict[str, str]:
    return SAKIP_FORM.complete(answered(SAKIP_FORM, Place(answers), *typed).answers)


@pytest.mark.parametrize(
    ("rekap", "typed", "following"),
    [
        ("75.50|BB", "BB 75,5", "bukti"),
        ("75.50|BB", "75,50", "bukti"),
        ("75.50|BB", "75,51", REKAP),
        ("75.50|BB", "A 85", REKAP),
        ("|BB", "BB 71", "bukti"),
        ("|BB", "A 85", REKAP),
        ("60.00|B", "60", REKAP),  # the rekap contradicts itself, and the report does not
    ],
)
def test_only_what_differs_is_asked_about(rekap: str, typed: str, following: str) -> None:
    assert asked({COMPARISON: rekap}, typed) == following
    assert asked({}, typed) == "bukti"


def test_what_contradicts_itself_is_settled_first() -> None:
    assert asked({COMPARISON: "60.00|B"}, "B 60") == "beda"
    assert asked({COMPARISON: "60.00|B"}, "B 60", AS_WRITTEN) == "bukti"
    assert asked({COMPARISON: "61.00|B"}, "B 60", AS_WRITTEN) == REKAP


def test_the_words_name_both_values() -> None:
    question, given = SAKIP_FORM.question(REKAP), {**OWN, **BB}
    assert (
        question.wording(given).hint == "Jawaban Bapak/Ibu A · 85,00, di rekap BB · 75,50. Mana yang benar?"
    )
    assert [question.label(way, given) for way in ("pakai", "tetap", "ulang")] == [
        "Pakai rekap: BB · 75,50",
        "Tetap A · 85,00",
        "Ketik ulang",
    ]
    assert question.label("pakai", {**OWN, COMPARISON: "|BB"}) == "Pakai rekap: BB"


def test_the_value_of_the_rekap_may_be_used() -> None:
    assert sent(BB, "A 85", "pakai", "belum") == {"predikat": "BB", "nilai": "75.50", "bukti": "belum"}
    assert asked({COMPARISON: "|BB"}, "A 85", "pakai") == "nilai"
    assert asked({COMPARISON: "60.00|B"}, "A 85", "pakai") == "beda"
    assert sent({COMPARISON: "60.00|B"}, "A 85", "pakai", AS_WRITTEN, "belum")["beda"] == AS_WRITTEN


@pytest.mark.parametrize("way", ["tetap", "85", "A 85"])
def test_the_own_value_may_be_kept_and_the_report_says_what_was_seen(way: str) -> None:
    answers = sent(BB, "A 85", way, "belum")
    assert answers == {**OWN, REKAP_SEEN: "75.50|BB"}
    assert SAKIP.outcome(answers) == "A · 85,00"


def test_either_may_be_typed_anew() -> None:
    assert asked(BB, "A 85", "ulang") == "predikat"
    assert sent(BB, "A 85", "ulang", "75,5", "belum") == {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}
    assert asked(BB, "85", "75,5") == "bukti"  # the predikat followed from the nilai, and still does
    assert asked(BB, "A 85", "BB 75,5") == "bukti"


def test_it_is_asked_once_and_again_only_for_another_value() -> None:
    kept = answered(SAKIP_FORM, Place(BB), "A 85", "tetap", "belum").answers
    assert asked(kept) is None
    assert asked({**kept, COMPARISON: "76.00|BB"}) == REKAP
    assert asked({**kept, COMPARISON: "85.00|A"}) is None
    assert REKAP_SEEN not in SAKIP_FORM.complete({**kept, COMPARISON: "85.00|A"})
    without = {key: value for key, value in kept.items() if key != COMPARISON}
    assert REKAP_SEEN not in SAKIP_FORM.complete(without)


def test_another_answer_is_compared_anew() -> None:
    kept = answered(SAKIP_FORM, Place(BB), "A 85", "tetap", "belum")
    assert asked(answered(SAKIP_FORM, SAKIP_FORM.edit(kept, "nilai"), "86").answers) == REKAP
    assert REKAP_SEEN not in to_repair(SAKIP_FORM, {**OWN, REKAP_SEEN: "75.50|BB"}, ("nilai",))
    assert REKAP_SEEN in to_repair(SAKIP_FORM, {**OWN, REKAP_SEEN: "75.50|BB"}, ("bukti",))


def test_the_summary_says_how_the_report_stands_to_the_rekap() -> None:
    assert SAKIP_FORM.advice(OWN) == ""
    assert SAKIP_FORM.advice(BB) == ""
    assert SAKIP_FORM.advice({**OWN, COMPARISON: "85.00|A"}) == "Sesuai rekap Inspektorat."
    assert SAKIP_FORM.advice({**OWN, **BB}) == "Di rekap Inspektorat BB · 75,50; pemeriksa melihat keduanya."


@given(
    nilai=st.decimals(0, 100, places=2),
    rekap=st.decimals(0, 100, places=2),
    predikat=st.sampled_from(Predikat),
)
def test_using_the_rekap_agrees_with_it(nilai: Decimal, rekap: Decimal, predikat: Predikat) -> None:
    """Whatever was reported: at most what the rekap itself leaves open is asked then."""
    fact = {COMPARISON: f"{rekap}|{predikat}"}
    place = Place(
        {**fact, "predikat": predikat.value, "nilai": str(nilai), "beda": AS_WRITTEN, "bukti": "belum"}
    )
    for _ in range(6):
        question = SAKIP_FORM.current(place)
        if question is None:
            break
        way = {REKAP: "pakai", "nol": "benar", "pecahan": "benar", "beda": AS_WRITTEN}[question.key]
        place = SAKIP_FORM.answer(place, way, Asked(place.answers, TODAY))
    assert SAKIP_FORM.current(place) is None
    assert says(place.answers, rekap, predikat)


@given(
    texts=st.lists(
        st.sampled_from(["pakai", "tetap", "ulang", "85", "A 85", "BB", "B (60)", "tertulis", "belum"])
    )
)
def test_no_draft_beside_a_rekap_is_stuck(texts: list[str]) -> None:
    place = Place(BB)
    for text in texts:
        try:
            place = SAKIP_FORM.answer(place, text, Asked(place.answers, TODAY))
        except InvalidAnswer:
            continue
    for _ in range(8):
        question = SAKIP_FORM.current(place)
        if question is not None:
            way = {
                "predikat": "BB 75,5",
                "nilai": "75,5",
                REKAP: "tetap",
                "beda": AS_WRITTEN,
                "perkiraan": "Desember 2026",
                "bukti": "belum",
            }
            place = SAKIP_FORM.answer(place, way[question.key], Asked(place.answers, TODAY))
    assert SAKIP_FORM.current(place) is None
    SAKIP_FORM.complete(place.answers)
