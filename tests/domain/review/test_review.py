"""What a reviewer is told: order, warnings, flags, differences, and what repeats last year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms.drafts import Evidence, FileState
from domain.forms.form import Asked, Place
from domain.indicators import by_key
from domain.indicators.ikm import IKM_FORM, UNSUR_KEYS
from domain.indicators.sakip import SAKIP_FORM
from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent
from domain.review.inbox import (
    Difference,
    Flag,
    differences,
    fields_of,
    flags,
    jump,
    last_verified,
    new_evidence,
    same_answers,
    to_repair,
    unusable,
)
from domain.units.opd import Opd
from tests.domain.history import CODES, day, submitted, verified

TODAY = date(2026, 11, 23)
OPDS = [Opd(code, f"Dinas {code}", "dinas", date(2020, 1, 1)) for code in CODES]
SAKIP = {"predikat": "BB", "nilai": "75.5", "bukti": "selesai"}
IKM_UNSUR = {
    "cara": "unsur",
    **dict.fromkeys(UNSUR_KEYS, "3.54"),
    "bacaan": "bobot",
    "responden": "",
    "bukti": "belum",
}


def sent(answers: dict[str, str], files: tuple[int, ...] = (), year: int = 2026) -> ReportEvent:
    return replace(submitted(1, year=year), answers=answers, files=files)


def file(number: int, state: FileState = FileState.STORED, sha256: str = "aa") -> Evidence:
    return Evidence(
        id=number,
        draft=1,
        opd="A",
        file_id="f",
        unique_id=str(number),
        kind="document",
        name="lhe.pdf",
        size=1,
        added_by=1,
        added_at=day(1),
        state=state,
        sha256=sha256,
    )


def test_the_newest_verified_answer_up_to_that_year_is_compared_with() -> None:
    told = [
        submitted(1, year=2024),
        verified(2, 1, year=2024),
        submitted(3, year=2025),
        verified(4, 3, year=2025),
        submitted(5, year=2027),
        verified(6, 5, year=2027),
        submitted(7, opd="B"),
        verified(8, 7, opd="B"),
        submitted(9),
    ]
    found = last_verified(told, told[-1])
    assert found is not None
    assert found.id == 3
    assert last_verified([submitted(9)], submitted(9)) is None


@pytest.mark.parametrize(
    ("indicator", "answers", "value"),
    [
        (IndicatorKey.SAKIP, SAKIP, Decimal("75.5")),
        (IndicatorKey.IKM, {"cara": "terbit", "nilai": "88.4"}, Decimal("88.4")),
        (IndicatorKey.ANJAB, {"status": "sudah"}, None),
    ],
)
def test_the_number_that_is_compared(
    indicator: IndicatorKey, answers: dict[str, str], value: Decimal | None
) -> None:
    assert by_key(indicator).points(answers) == value


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("60", "75", None),
        ("60", "75.01", "15.01"),
        ("75.01", "60", "-15.01"),
        ("75", "60", None),
        (None, "90", None),
        ("90", None, None),
    ],
)
def test_only_more_than_fifteen_points_are_a_jump(
    before: str | None, after: str | None, expected: str | None
) -> None:
    step = jump(Decimal(before) if before else None, Decimal(after) if after else None)
    assert step == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("files", "opened", "shared", "expected"),
    [
        ([], [], [], (Flag.NO_EVIDENCE,)),
        ([file(1)], [], [], (Flag.NEVER_OPENED,)),
        ([file(1)], [1], [], ()),
        ([file(1), file(2)], [2], [], ()),
        ([file(1)], [1], [1], (Flag.SHARED,)),
        ([file(1, FileState.LOST)], [], [], (Flag.UNUSABLE,)),
        ([file(1, FileState.REFUSED), file(2)], [], [], (Flag.UNUSABLE, Flag.NEVER_OPENED)),
        ([file(1, FileState.WAITING, "")], [], [], (Flag.NEVER_OPENED,)),
    ],
)
def test_flags(
    files: list[Evidence], opened: list[int], shared: list[int], expected: tuple[Flag, ...]
) -> None:
    assert flags(files, opened, shared) == expected


def test_a_file_whose_problem_is_still_to_be_told_is_unusable_already() -> None:
    assert unusable(replace(file(1, FileState.WAITING), problem="content"))


def test_differences_are_in_the_forms_order_and_doubts_are_none() -> None:
    before = sent({"predikat": "BB", "nilai": "0.7", "pecahan": "benar", "bukti": "belum"})
    after = sent({"predikat": "A", "nilai": "85.5", "bukti": "selesai"}, files=(4, 5))
    assert differences(SAKIP_FORM, before, after) == (
        Difference("predikat", "BB", "A"),
        Difference("nilai", "0.7", "85.5"),
        Difference("bukti", "0", "2"),
    )
    assert differences(SAKIP_FORM, before, before) == ()


def test_another_file_in_place_of_the_old_one_is_a_difference() -> None:
    changed = differences(SAKIP_FORM, sent(SAKIP, files=(1,)), sent(SAKIP, files=(2,)))
    assert changed == (Difference("bukti", "1", "1"),)


def test_another_way_shows_what_is_no_longer_answered() -> None:
    changed = differences(IKM_FORM, sent(IKM_UNSUR), sent({"cara": "terbit", "nilai": "88.4"}))
    assert changed[0] == Difference("cara", "unsur", "terbit")
    assert Difference("nilai", None, "88.4") in changed
    assert Difference("u1", "3.54", None) in changed


def test_fields_are_what_was_answered_with_a_group_as_one() -> None:
    assert fields_of(SAKIP_FORM, SAKIP) == ("predikat", "nilai", "bukti", "lhe")
    assert fields_of(SAKIP_FORM, {**SAKIP, "nomor": "700/12"}) == ("predikat", "nilai", "lhe", "bukti")
    assert fields_of(IKM_FORM, IKM_UNSUR) == ("cara", "unsur", "responden", "bukti", "periode")


@pytest.mark.parametrize(
    ("fields", "asked"),
    [(("nilai",), "nilai"), (("bukti",), "bukti"), (("predikat", "bukti"), "predikat")],
)
def test_a_repair_begins_at_the_first_returned_answer(fields: tuple[str, ...], asked: str) -> None:
    current = SAKIP_FORM.current(Place(to_repair(SAKIP_FORM, SAKIP, fields)))
    assert current is not None
    assert current.key == asked


def test_a_returned_group_is_asked_whole_and_its_doubt_again() -> None:
    kept = to_repair(IKM_FORM, IKM_UNSUR, ("unsur",))
    assert kept == {"cara": "unsur", "responden": "", "bukti": "belum"}


@given(st.sets(st.sampled_from(["predikat", "nilai", "bukti"]), min_size=1))
def test_answering_the_returned_questions_completes_a_repair(fields: set[str]) -> None:
    place, asked = Place(to_repair(SAKIP_FORM, SAKIP, fields)), set[str]()
    while (question := SAKIP_FORM.current(place)) is not None:
        asked.add(question.key)
        place = SAKIP_FORM.answer(place, SAKIP[question.key], Asked(place.answers, TODAY, files=1))
    assert asked == fields
    assert SAKIP_FORM.complete(place.answers) == SAKIP


@pytest.mark.parametrize(
    ("now", "before", "year", "expected"),
    [
        (SAKIP, SAKIP, 2025, True),
        (SAKIP, {**SAKIP, "bukti": "belum"}, 2025, True),
        (SAKIP, {**SAKIP, "nilai": "75.6"}, 2025, False),
        (SAKIP, SAKIP, 2024, False),
        (SAKIP, SAKIP, 2026, False),
    ],
)
def test_only_last_years_answer_is_repeated(
    now: dict[str, str], before: dict[str, str], year: int, expected: bool
) -> None:
    assert same_answers(SAKIP_FORM, sent(now), sent(before, year=year)) is expected


def test_without_a_verified_answer_nothing_is_repeated() -> None:
    assert not same_answers(SAKIP_FORM, sent(SAKIP), None)


@pytest.mark.parametrize(
    ("files", "before", "expected"),
    [
        ([file(2, sha256="bb")], [file(1)], True),
        ([file(2)], [file(1)], False),
        ([file(2), file(3, sha256="bb")], [file(1)], True),
        ([file(2, FileState.WAITING, "")], [file(1)], False),
        ([file(2, FileState.REFUSED, "bb")], [], False),
        ([], [], False),
    ],
)
def test_evidence_is_new_by_its_content(
    files: list[Evidence], before: list[Evidence], expected: bool
) -> None:
    assert new_evidence(files, before) is expected
