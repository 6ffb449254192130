from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.morning.told import is_made_up_for, is_step_day, longest_first, unreached
from domain.people.person import Grant, Person, Role, Unreachable
from domain.reports.events import EventKind, ReportEvent
from domain.review.inbox import inbox
from domain.units.opd import Opd
from domain.years.steps import Steps
from tests.domain.history import day, event, returned, submitted, verified

OPDS = [Opd(code, f"OPD {code}", "dinas", date(2020, 1, 1)) for code in "ABCD"]


def waits(events: list[ReportEvent], now: datetime) -> list[tuple[str, int, int]]:
    """Return who waits, with the days at the Sub Bagian and at the OPD, in the order of the list."""
    found = longest_first(inbox(events, OPDS, now.date()), events, now)
    return [(one.waiting.sent.opd, one.clocks.sub_bagian.days, one.clocks.opd.days) for one in found]


def test_what_waits_longest_comes_first() -> None:
    events = [submitted(3, opd="A"), submitted(1, opd="B"), submitted(2, opd="C")]
    assert waits(events, day(9)) == [("B", 8, 0), ("C", 7, 0), ("A", 6, 0)]


def test_a_week_of_review_stays_on_the_side_of_the_sub_bagian_after_the_repair() -> None:
    events = [submitted(1), returned(8, 1), submitted(10), submitted(5, opd="B")]
    assert waits(events, day(11)) == [("A", 8, 2), ("B", 6, 0)]


@pytest.mark.parametrize(
    ("events", "sides"),
    [
        # What was withdrawn was never handed over.
        ([submitted(1), event(2, EventKind.WITHDRAWN, 1), submitted(6)], (4, 0)),
        # A correction is a round of its own, however long the first review took.
        ([submitted(1), verified(5, 1), submitted(7)], (3, 0)),
        ([submitted(1), verified(2, 1), submitted(3), returned(4, 3), submitted(8)], (3, 4)),
        # An acceptance that was undone leaves the round as it was.
        ([submitted(1), verified(2, 1), event(3, EventKind.UNDONE, 2)], (9, 0)),
    ],
)
def test_a_round_begins_with_what_was_handed_over_since_the_last_acceptance(
    events: list[ReportEvent], sides: tuple[int, int]
) -> None:
    assert waits(events, day(10)) == [("A", *sides)]


def test_reports_of_other_indicators_and_years_have_clocks_of_their_own() -> None:
    anjab = event(2, EventKind.SUBMITTED, indicator=IndicatorKey.ANJAB)
    last_year = replace(submitted(1), year=2025)
    events = [anjab, last_year, submitted(3)]
    found = longest_first(inbox(events, OPDS, day(5).date()), events, day(5))
    assert [(one.waiting.sent.id, one.clocks.sub_bagian.days) for one in found] == [(1, 4), (2, 3), (3, 2)]


def person(number: int, *opds: str, why: Unreachable | None = None) -> Person:
    grants = frozenset(Grant(Role.OPERATOR, opd) for opd in opds)
    return Person(number, number, f"Orang {number}", grants, why, day(1) if why is not None else None)


def test_who_cannot_be_reached_is_told_with_the_colleagues_who_can() -> None:
    lost = person(1, "A", "B", why=Unreachable.BLOCKED)
    colleague, elsewhere = person(2, "A"), person(3, "C")
    found = unreached(["A", "C", "B", "D", "A"], [lost, colleague, elsewhere], {"D"})
    assert [(one.opd, one.people, one.colleagues, one.invited) for one in found] == [
        ("B", (lost,), (), False),
        ("D", (), (), True),
        ("A", (lost,), (colleague,), False),
    ]


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from([None, *Unreachable])), max_size=8))
def test_every_opd_is_listed_unless_all_its_operators_can_be_reached(
    drawn: list[tuple[str, Unreachable | None]],
) -> None:
    people = [person(number, opd, why=why) for number, (opd, why) in enumerate(drawn)]
    listed = {one.opd: one for one in unreached("ABCD", people, ())}
    for opd in "ABCD":
        whys = [why for code, why in drawn if code == opd]
        assert (opd in listed) is (not whys or any(whys))
        if opd in listed:
            assert len(listed[opd].people) + len(listed[opd].colleagues) == len(whys)


DUE = datetime(2026, 12, 31, 16, tzinfo=WIB)
CHRISTMAS = Workdays(
    {date(2026, 12, 24): "Cuti bersama", date(2026, 12, 25): "Natal", date(2027, 1, 1): "Libur"}
)


def test_the_step_days_of_an_evaluation_are_those_of_the_reminders() -> None:
    days = [date(2026, 12, 1) + timedelta(days=number) for number in range(60)]
    steps = [one for one in days if is_step_day(DUE, Steps(), CHRISTMAS, one)]
    assert [(one.month, one.day) for one in steps] == [
        (12, 17), (12, 23), (12, 28), (12, 30), (12, 31), (1, 4), (1, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 22), False),
        (date(2026, 12, 23), True),
        (date(2026, 12, 26), True),  # a Saturday; nothing is sent on it anyway
        (date(2026, 12, 28), True),  # the next working day
        (date(2026, 12, 29), False),
    ],
)
def test_what_a_bot_that_was_away_missed_is_told_on_the_next_working_day_at_the_latest(
    today: date, *, expected: bool
) -> None:
    assert is_made_up_for(date(2026, 12, 23), today, CHRISTMAS) is expected
