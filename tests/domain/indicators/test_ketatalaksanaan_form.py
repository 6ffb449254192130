"""The checklist: ticking, reasons, and what is stored of it."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer
from domain.forms.form import Asked, Place
from domain.indicators.ketatalaksanaan import (
    ASKING,
    ITEM_KEYS,
    KETATALAKSANAAN,
    NOT_SO,
    REQUIRED,
    TATALAKSANA_FORM,
    ItemResult,
    began,
    checklist_answers,
    met_of,
    procedures_are_met,
    reason_key,
    reasons_missing,
    results_of,
    taken_as_unmet,
    tick,
    tick_required,
    undecided,
)
from tests.domain.forms.answering import TODAY, answered

MET, UNMET, NOT_APPLICABLE = (result.value for result in ItemResult)
ticking = st.lists(st.sampled_from(sorted(ITEM_KEYS)), max_size=40)


def tapped(taps: list[str]) -> dict[str, str]:
    """Return what an empty checklist says after these taps."""
    nothing: dict[str, str] = {}
    return reduce(tick, taps, nothing)


def test_one_item_goes_round_with_every_tap() -> None:
    answers: dict[str, str] = {}
    seen: list[str | None] = []
    for _ in range(5):
        answers = tick(answers, "sop")
        seen.append(answers.get("sop"))
    assert seen == [MET, UNMET, NOT_APPLICABLE, None, MET]


@given(ticking)
def test_ticking_changes_nothing_but_the_item(taps: list[str]) -> None:
    answers: dict[str, str] = {"catatan": "tetap"}
    for item in taps:
        before = answers
        answers = tick(before, item)
        assert {key: text for key, text in answers.items() if key != item} == {
            key: text for key, text in before.items() if key != item
        }
    assert set(results_of(answers)) == {item for item in taps if taps.count(item) % 4}


def test_the_shortcut_meets_what_is_required_and_leaves_the_rest() -> None:
    ticked = tick_required({"sop": UNMET, "spbe": UNMET, ASKING: "ya"}, REQUIRED)
    assert ticked == {**dict.fromkeys(REQUIRED, MET), "spbe": UNMET}


def test_the_shortcut_keeps_what_does_not_apply_for_a_reason() -> None:
    given_ = {"sop": NOT_APPLICABLE, reason_key("sop"): "tidak ada layanan", "probis": NOT_APPLICABLE}
    ticked = tick_required(given_, REQUIRED)
    assert (ticked["sop"], ticked["probis"]) == (NOT_APPLICABLE, MET)
    assert procedures_are_met(ticked, REQUIRED)


@given(ticking)
def test_after_the_shortcut_the_checklist_is_met_and_lacks_no_required_reason(taps: list[str]) -> None:
    answers = tapped(taps)
    ticked = tick_required(answers, REQUIRED)
    assert procedures_are_met(ticked, REQUIRED)
    assert REQUIRED.isdisjoint(reasons_missing(ticked))


def test_reasons_and_notes_are_no_results() -> None:
    answers = {"sop": MET, reason_key("probis"): "tidak perlu", "catatan": "ok", "tanya": "ya"}
    assert results_of(answers) == {"sop": ItemResult.MET}
    assert not procedures_are_met(answers, REQUIRED)


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ({}, (0, 7)),
        ({"sop": MET, "probis": UNMET}, (1, 7)),
        ({"sop": MET, "probis": NOT_APPLICABLE}, (1, 6)),
        (dict.fromkeys(ITEM_KEYS, MET), (7, 7)),
        (dict.fromkeys(ITEM_KEYS, NOT_APPLICABLE), (0, 0)),
    ],
)
def test_what_does_not_apply_is_not_counted(answers: dict[str, str], count: tuple[int, int]) -> None:
    assert met_of(answers, ITEM_KEYS) == count


def test_reasons_are_asked_only_when_it_is_to_be_saved() -> None:
    passing = Place({**began(None).answers, "sop": NOT_APPLICABLE, "spbe": NOT_APPLICABLE})
    assert TATALAKSANA_FORM.current(passing) is None
    assert reasons_missing(passing.answers) == ("sop", "spbe")
    asking = Place({**passing.answers, ASKING: "ya"})
    after = answered(TATALAKSANA_FORM, asking, " tidak ada  layanan ", NOT_SO)
    assert TATALAKSANA_FORM.current(after) is None
    assert checklist_answers(after.answers) == {
        "sop": NOT_APPLICABLE,
        reason_key("sop"): "tidak ada layanan",
        "spbe": UNMET,
    }


def test_an_empty_reason_is_none() -> None:
    asking = Place({**began(None).answers, "sop": NOT_APPLICABLE, ASKING: "ya"})
    with pytest.raises(InvalidAnswer):
        answered(TATALAKSANA_FORM, asking, "   ")
    asked = TATALAKSANA_FORM.current(asking)
    assert asked is not None
    assert asked.choices(Asked(asking.answers, TODAY)) == (NOT_SO,)


def test_nothing_is_stored_without_the_reason() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        checklist_answers({"sop": NOT_APPLICABLE})
    assert refused.value.details == {"question": reason_key("sop")}


def test_what_nobody_judged_is_not_unmet_until_somebody_says_so() -> None:
    judged = {"sop": MET, "probis": NOT_APPLICABLE, reason_key("probis"): "tidak ada"}
    assert undecided(judged, REQUIRED) == ("layanan", "naskah")
    with pytest.raises(InvalidAnswer) as refused:
        checklist_answers(judged, REQUIRED)
    assert refused.value.details == {"question": "layanan"}
    settled = taken_as_unmet(judged, REQUIRED)
    assert settled == {**judged, "layanan": UNMET, "naskah": UNMET}
    assert undecided(settled, REQUIRED) == ()
    assert checklist_answers(settled, REQUIRED) == settled


@given(ticking)
def test_only_what_was_judged_keeps_its_judgement(taps: list[str]) -> None:
    answers = tapped(taps)
    settled = taken_as_unmet(answers, REQUIRED)
    assert {key: settled[key] for key in answers} == answers
    assert set(settled) - set(answers) == set(undecided(answers, REQUIRED))


def test_a_reason_goes_with_its_item_and_the_note_stays() -> None:
    stored = checklist_answers(
        {"sop": MET, reason_key("sop"): "sudah tidak", "catatan": "baik", "bukti": "belum"}
    )
    assert stored == {"sop": MET, "catatan": "baik"}


def test_a_checklist_begins_with_the_last_result_but_not_with_its_note() -> None:
    last = {"sop": MET, "spbe": NOT_APPLICABLE, reason_key("spbe"): "belum wajib", "catatan": "tahun lalu"}
    begun = began(last)
    assert TATALAKSANA_FORM.current(begun) is None
    assert checklist_answers(begun.answers) == {
        "sop": MET,
        "spbe": NOT_APPLICABLE,
        reason_key("spbe"): "belum wajib",
    }


def test_a_last_result_without_its_reason_is_asked_for_it_later() -> None:
    assert reasons_missing(began({"sop": NOT_APPLICABLE}).answers) == ("sop",)


@pytest.mark.parametrize(
    ("stored", "outcome", "met"),
    [
        (dict.fromkeys(REQUIRED, MET), "4/4 terpenuhi, 3 belum dinilai", True),
        (dict.fromkeys(ITEM_KEYS, MET), "7/7 terpenuhi", True),
        ({**dict.fromkeys(ITEM_KEYS, MET), "naskah": UNMET}, "6/7 terpenuhi", False),
        # Stored when an item that nobody had touched counted as unmet: it still does, and nobody judged it.
        ({"sop": MET, "probis": MET, "layanan": MET}, "3/3 terpenuhi, 4 belum dinilai", False),
        (
            {"sop": MET, "layanan": NOT_APPLICABLE, "alasan-layanan": "x"},
            "1/1 terpenuhi, 5 belum dinilai",
            False,
        ),
        ({}, "0/0 terpenuhi, 7 belum dinilai", False),
    ],
)
def test_what_was_stored_reads_as_it_was_judged(stored: dict[str, str], outcome: str, met: bool) -> None:
    assert KETATALAKSANAAN.outcome(stored) == outcome
    assert KETATALAKSANAAN.rule(stored, {}) is met
    told = dict(KETATALAKSANAAN.rows(stored))
    assert (told["Tata naskah dinas"] == "belum dinilai") is ("naskah" not in stored)
