"""Who evaluates what, which OPD are due, and which comes next."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evaluation.stages import (
    SOUGHT,
    TASK_FORM,
    Stage,
    counts,
    entries_of,
    evaluates,
    following,
    is_asked_for,
    last_change,
    matching,
    stage_of,
)
from domain.figures.figure import Entry
from domain.forms.form import Place
from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.people.person import Grant, Person, Role
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules
from tests.domain.forms.answering import answered
from tests.domain.history import day, event

KELEMBAGAAN = by_key(IndicatorKey.KELEMBAGAAN)
OPDS = tuple(Opd(code, f"Dinas {code}", "dinas", date(2024, 1, 1)) for code in "ABCD")


def judged(number: int, opd: str, year: int = 2026) -> ReportEvent:
    return event(
        number,
        EventKind.EVALUATED,
        opd=opd,
        year=year,
        answer="tepat",
        indicator=KELEMBAGAAN.key,
        at=day(number - 400 * (2026 - year)),
    )


def entries(*events: ReportEvent) -> tuple[Entry, ...]:
    return entries_of(KELEMBAGAAN, YearRules(2026), day(200), OPDS, events)


def stages(*events: ReportEvent) -> dict[str, Stage]:
    return {entry.opd.code: stage_of(entry) for entry in entries(*events)}


def test_an_evaluation_belongs_to_the_sub_bagian_that_owns_it() -> None:
    def who(*units: str) -> Person:
        return Person(1, 1, "Dewi", frozenset(Grant(Role.VERIFIKATOR, unit) for unit in units))

    assert evaluates(who("kelembagaan")) == (KELEMBAGAAN,)
    assert [one.key for one in evaluates(who("tatalaksana"))] == [IndicatorKey.KETATALAKSANAAN]
    assert len(evaluates(who("kelembagaan", "tatalaksana"))) == 2
    assert evaluates(who("anjab")) == ()
    assert evaluates(Person(1, 1, "Budi", frozenset({Grant(Role.PIMPINAN), Grant(Role.ADMIN)}))) == ()


def test_a_result_counts_for_three_years() -> None:
    told = [judged(1, "A"), judged(2, "B", 2025), judged(3, "C", 2024), judged(4, "D", 2023)]
    assert stages(*told) == {"A": Stage.DONE, "B": Stage.CARRIED, "C": Stage.CARRIED, "D": Stage.DUE}
    assert counts(entries(*told)) == {Stage.DONE: 1, Stage.CARRIED: 2, Stage.DUE: 1}


def test_an_undone_evaluation_leaves_what_was_before() -> None:
    undone = event(3, EventKind.UNDONE, 2, indicator=KELEMBAGAAN.key)
    assert stages(judged(2, "A"), undone)["A"] is Stage.DUE
    assert stages(judged(1, "A", 2025), judged(2, "A"), undone)["A"] is Stage.CARRIED


@pytest.mark.parametrize(
    ("after", "stage", "expected"),
    [
        ("", Stage.DUE, "B"),
        ("B", Stage.DUE, "D"),
        ("D", Stage.DUE, "B"),
        ("A", Stage.DONE, None),
        ("C", Stage.DUE, "D"),
    ],
)
def test_the_next_opd_is_the_next_by_name_and_round_again(
    after: str, stage: Stage, expected: str | None
) -> None:
    found = following(entries(judged(1, "A"), judged(2, "C", 2025)), after, stage)
    assert (found.opd.code if found else None) == expected


@given(st.sets(st.sampled_from("ABCD")))
def test_going_on_to_the_next_reaches_every_opd_that_is_due_once(done: set[str]) -> None:
    told = [judged(number, opd) for number, opd in enumerate(sorted(done), start=1)]
    visited, here = list[str](), ""
    while (one := following(entries(*told), here, Stage.DUE)) is not None:
        here = one.opd.code
        visited.append(here)
        told.append(judged(len(told) + 1, here))
    assert visited == sorted({"A", "B", "C", "D"} - done)


def test_the_last_change_is_the_newest_event_whenever_it_happened() -> None:
    told = [judged(3, "A"), replace(judged(9, "A", 2025), at=day(150)), judged(1, "A", 2025)]
    assert (last_change(told), last_change([])) == (9, 0)


@pytest.mark.parametrize(
    ("sought", "codes"),
    [
        ("kesehatan", ["DINKES"]),
        ("DINAS", ["DINKES", "DLH"]),
        ("hidup  dinas", ["DLH"]),
        ("dlh", ["DLH"]),
        ("kecamatan", []),
    ],
)
def test_a_part_of_the_name_or_code_finds_an_opd(sought: str, codes: list[str]) -> None:
    opds = [
        replace(OPDS[0], code="DINKES", name="Dinas Kesehatan"),
        replace(OPDS[0], code="DLH", name="Dinas Lingkungan Hidup"),
    ]
    assert [opd.code for opd in matching(opds, sought)] == codes


def test_searching_again_is_always_possible() -> None:
    place = answered(TASK_FORM, Place(), "Kesehatan", "  LINGKUNGAN   hidup ")
    assert place.answers == {SOUGHT: "lingkungan hidup"}
    assert TASK_FORM.current(place) is TASK_FORM.questions[0]
    assert len(answered(TASK_FORM, place, "a" * 500).answers[SOUGHT]) == 40


@pytest.mark.parametrize(
    ("now", "due", "expected"),
    [
        ("2026-06-01T08:00", None, True),
        ("2027-01-01T00:00", None, True),
        ("2027-03-31T23:59", None, True),
        ("2027-04-01T00:00", None, False),
        ("2027-04-01T00:00", "2027-01-31T16:00", True),
        ("2027-04-01T16:01", "2027-01-31T16:00", False),
        ("2028-01-15T08:00", None, False),
    ],
)
def test_last_years_results_are_asked_for_early_in_the_year_and_while_their_deadline_is_pursued(
    now: str, due: str | None, expected: bool
) -> None:
    deadlines = {KELEMBAGAAN.key: _wib(due)} if due is not None else {}
    rules = YearRules(2026, deadlines=deadlines)
    assert is_asked_for(rules, KELEMBAGAAN, _wib(now)) is expected
    assert not is_asked_for(replace(rules, closed_at=_wib(now)), KELEMBAGAAN, _wib(now))


def _wib(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=WIB)
