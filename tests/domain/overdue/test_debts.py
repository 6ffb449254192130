from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.overdue.debts import Debt, by_due, debts, is_early, is_pursued
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules, rules_from
from tests.domain.history import day, event, returned, submitted, undone, verified, withdrawn
from tests.domain.reminders.city import KEYS, at, opd

DUE = at(3, 8, "16:00")
"""A week after `history.START`."""
SAKIP = IndicatorKey.SAKIP
RULES = YearRules(2026, deadlines={SAKIP: DUE})
A = opd("A")


def of_sakip(
    events: list[ReportEvent],
    rules: YearRules = RULES,
    set_at: dict[str, datetime] | None = None,
) -> Debt | None:
    """Return what OPD A owes of SAKIP, if anything."""
    found = debts(rules, [A], events, day(20), set_at)
    return next((debt for debt in found if debt.indicator is SAKIP), None)


def test_an_opd_owes_the_reports_that_it_gives_and_no_evaluation() -> None:
    deadlines = {
        IndicatorKey.ANJAB: DUE,
        IndicatorKey.IKM: DUE - timedelta(days=1),
        IndicatorKey.KELEMBAGAAN: DUE,
    }
    owed = debts(YearRules(2026, deadlines=deadlines), [opd("B"), A], [], day(0))
    assert [(debt.opd, debt.indicator, debt.due) for debt in owed] == [
        ("A", IndicatorKey.IKM, DUE - timedelta(days=1)),
        ("B", IndicatorKey.IKM, DUE - timedelta(days=1)),
        ("A", IndicatorKey.ANJAB, DUE),
        ("B", IndicatorKey.ANJAB, DUE),
        ("A", SAKIP, None),  # without a deadline it comes last
        ("B", SAKIP, None),
    ]
    assert all(debt.year == 2026 and debt.since is None and not debt.returned for debt in owed)


def test_reports_due_at_one_moment_stand_in_the_order_of_the_form() -> None:
    rules = YearRules(2026, deadlines=dict.fromkeys([one.key for one in INDICATORS], DUE))
    assert [debt.indicator for debt in debts(rules, [A], [], day(0))] == list(KEYS)


@pytest.mark.parametrize(
    "events",
    [
        [submitted(1)],
        [submitted(1), verified(2, 1)],
        [submitted(1), verified(2, 1), submitted(3)],  # a correction that waits
        [submitted(1), verified(2, 1), submitted(3), returned(4, 3)],  # one to repair
        [submitted(1), returned(2, 1), submitted(3)],
        [submitted(1), returned(2, 1), undone(3, 2)],
        [submitted(1), verified(2, 1), undone(3, 2)],
    ],
)
def test_what_waits_or_is_verified_is_not_owed(events: list[ReportEvent]) -> None:
    assert of_sakip(events) is None


def test_a_withdrawn_report_is_owed_again_by_the_same_deadline() -> None:
    owed = of_sakip([submitted(1), withdrawn(4, 1)])
    assert owed == Debt(opd="A", indicator=SAKIP, year=2026, due=DUE, since=day(4))
    assert owed.key == ("A", SAKIP, 2026)


def test_a_returned_report_is_owed_later_by_the_days_of_its_review() -> None:
    """Sent four days before the deadline and returned seven days later, it has four days left."""
    owed = of_sakip([submitted(3), returned(10, 3)])
    expected = DUE + timedelta(days=7)
    assert owed == Debt(opd="A", indicator=SAKIP, year=2026, due=expected, since=day(10), returned=True)


def test_a_returned_report_without_a_deadline_has_none() -> None:
    owed = of_sakip([submitted(3), returned(10, 3)], YearRules(2026))
    assert owed is not None
    assert (owed.due, owed.returned) == (None, True)


def test_a_repair_that_was_withdrawn_is_still_to_repair() -> None:
    owed = of_sakip([submitted(1), returned(2, 1), submitted(3), withdrawn(5, 3)])
    assert owed is not None
    assert (owed.due, owed.since, owed.returned) == (DUE + timedelta(days=1), day(5), True)


def test_only_the_reports_of_that_opd_indicator_and_year_count() -> None:
    others = [
        submitted(1, opd="B"),
        submitted(2, year=2025),
        event(3, EventKind.SUBMITTED, indicator=IndicatorKey.IKM),
    ]
    assert of_sakip(others) == Debt(opd="A", indicator=SAKIP, year=2026, due=DUE)


def test_a_closed_year_owes_nothing_until_it_is_reopened() -> None:
    closed = replace(RULES, closed_at=day(0))
    assert debts(closed, [A], [], day(1)) == ()
    assert len(debts(replace(closed, closed_at=None, closings=(day(0),)), [A], [], day(1))) == len(KEYS)


@pytest.mark.parametrize(
    ("unit", "now", "owes"),
    [
        (opd("A"), at(12, 31, "23:59"), True),
        (opd("A", until=date(2026, 6, 30)), at(6, 30, "23:59"), True),
        (opd("A", until=date(2026, 6, 30)), at(7, 1, "00:00"), False),
        (replace(A, valid_from=date(2026, 6, 30)), at(6, 29, "23:59"), False),
        (replace(A, valid_from=date(2026, 6, 30)), at(6, 30, "00:00"), True),
        # In January, of last year: who has come since never owed it, who is gone cannot give it any more.
        (opd("A"), at(1, 5, year=2027), True),
        (opd("A", until=date(2026, 12, 31)), at(1, 1, "00:00", year=2027), False),
        (opd("A", until=date(2027, 1, 5)), at(1, 5, year=2027), True),
        (replace(A, valid_from=date(2027, 1, 1)), at(1, 5, year=2027), False),
    ],
)
def test_an_opd_owes_while_it_is_in_force_and_counts_in_that_year(
    unit: Opd, now: datetime, owes: bool
) -> None:
    assert bool(debts(RULES, [unit], [], now)) is owes


def test_the_versions_of_one_opd_owe_once() -> None:
    versions = [A, replace(A, name="Dinas lain", valid_from=date(2025, 1, 1))]
    assert len(debts(RULES, versions, [], day(0))) == len(KEYS)


SET = {
    "deadline.sakip": day(1),
    "extension.sakip.A": day(2),
    "extension.sakip.B": day(3),
    "target.sakip": day(4),
}


def test_since_when_a_deadline_is_known() -> None:
    owed = of_sakip([], set_at={"deadline.sakip": day(1), "target.sakip": day(4)})
    assert owed is not None
    assert owed.since == day(1)


def test_an_extension_holds_for_one_opd_and_from_when_it_was_given() -> None:
    rules = replace(RULES, extensions={(SAKIP, "A"): DUE + timedelta(days=5)})
    owed = {
        debt.opd: debt for debt in debts(rules, [A, opd("C")], [], day(6), SET) if debt.indicator is SAKIP
    }
    assert (owed["A"].due, owed["A"].since) == (DUE + timedelta(days=5), day(2))
    assert (owed["C"].due, owed["C"].since) == (DUE, day(1))


def test_moving_the_deadline_of_others_does_not_concern_whoever_has_an_extension() -> None:
    rules = replace(RULES, extensions={(SAKIP, "A"): DUE + timedelta(days=5)})
    owed = of_sakip([], rules, set_at={**SET, "deadline.sakip": day(9)})
    assert owed is not None
    assert owed.since == day(2)


def test_an_extension_that_was_taken_back_or_overtaken_is_news() -> None:
    taken_back = of_sakip([], set_at={**SET, "extension.sakip.A": day(9)})
    assert taken_back is not None
    assert (taken_back.due, taken_back.since) == (DUE, day(9))
    rules = replace(RULES, extensions={(SAKIP, "A"): DUE - timedelta(days=5)})
    overtaken = of_sakip([], rules, set_at={**SET, "deadline.sakip": day(9)})
    assert overtaken is not None
    assert (overtaken.due, overtaken.since) == (DUE, day(9))


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        (None, at(12, 31, "23:59"), True),
        (None, at(1, 1, "00:00", year=2027), False),
        (at(12, 31, "16:00"), at(1, 4, year=2027), True),
        (at(12, 31, "16:00"), at(3, 1, "16:00", year=2027), True),  # the 60th day
        (at(12, 31, "16:00"), at(3, 1, "16:01", year=2027), False),
        (at(3, 31, "16:00"), at(12, 31), True),
        (at(3, 31, "16:00"), at(1, 1, year=2027), False),
        (at(2, 26, "16:00", year=2027), at(1, 1, year=2027), True),  # due after New Year
    ],
)
def test_last_years_reports_are_asked_for_as_long_as_their_steps_last(
    due: datetime | None, now: datetime, expected: bool
) -> None:
    assert is_pursued(Debt(opd="A", indicator=SAKIP, year=2026, due=due), now) is expected


def test_deadlines_are_ordered_whatever_zone_they_are_written_in() -> None:
    first = datetime.fromisoformat("2026-03-08T08:00:00+00:00")  # 15.00 WIB
    owed = [
        Debt(opd="A", indicator=SAKIP, year=2026, due=DUE),
        Debt(opd="B", indicator=SAKIP, year=2026, due=first),
    ]
    assert [debt.opd for debt in by_due(owed)] == ["B", "A"]


def test_stored_settings_make_the_deadlines() -> None:
    rules = rules_from(
        2026, [("deadline.sakip", DUE.isoformat()), ("extension.sakip.A", at(4, 1).isoformat())]
    )
    assert [debt.due for debt in debts(rules, [A, opd("B")], [], day(0))][:2] == [DUE, at(4, 1)]


@pytest.mark.parametrize(
    ("today", "early"),
    [
        (date(2027, 1, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
        (date(2027, 12, 31), False),
    ],
)
def test_last_year_is_offered_until_the_end_of_march(today: date, early: bool) -> None:
    assert is_early(today) is early
