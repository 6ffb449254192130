"""What waits for a reviewer, in which order, and which reports no longer count."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent
from domain.review.inbox import Waiting, counts, following, inbox, still_counts
from domain.units.opd import Opd
from tests.domain.history import CODES, event, histories, returned, submitted, verified

TODAY = date(2026, 11, 23)
OPDS = [Opd(code, f"Dinas {code}", "dinas", date(2020, 1, 1)) for code in CODES]


def ids(waiting: tuple[Waiting, ...]) -> list[int]:
    return [one.sent.id for one in waiting]


def test_the_oldest_waits_at_the_top_and_what_was_decided_does_not_wait() -> None:
    told = [submitted(3), submitted(1, opd="B"), submitted(2, opd="C"), verified(4, 2, opd="C")]
    assert ids(inbox(told, OPDS, TODAY)) == [1, 3]


def test_years_and_indicators_wait_side_by_side_and_are_counted() -> None:
    told = [submitted(1, year=2025), submitted(2), event(3, submitted(3).kind, indicator=IndicatorKey.IKM)]
    waiting = inbox(told, OPDS, TODAY)
    assert ids(waiting) == [1, 2, 3]
    assert counts(waiting) == {IndicatorKey.SAKIP: 2, IndicatorKey.IKM: 1}


def test_a_report_sent_again_after_a_return_is_known_as_such() -> None:
    first, again = inbox([submitted(1, opd="B"), submitted(2), returned(3, 2), submitted(4)], OPDS, TODAY)
    assert (first.resent, again.resent) == (False, True)


@pytest.mark.parametrize(
    ("last_day", "year", "expected"),
    [
        (None, 2026, True),
        (TODAY, 2026, True),
        (date(2026, 11, 22), 2026, False),
        (date(2026, 11, 22), 2025, True),
        (date(2025, 12, 30), 2025, False),
    ],
)
def test_an_opd_counts_today_or_on_the_last_day_of_a_past_year(
    last_day: date | None, year: int, expected: bool
) -> None:
    opd = replace(OPDS[0], valid_to=last_day)
    assert still_counts(opd, year, TODAY) is expected
    assert bool(inbox([submitted(1, year=year)], [opd], TODAY)) is expected


def test_a_report_of_an_unknown_opd_does_not_wait() -> None:
    assert inbox([submitted(1, opd="Z")], OPDS, TODAY) == ()


@given(histories(years=(2025, 2026)))
def test_each_report_waits_at_most_once_and_in_order(told: list[ReportEvent]) -> None:
    waiting = inbox(told, OPDS, TODAY)
    reports = [(one.sent.opd, one.sent.year) for one in waiting]
    assert len(set(reports)) == len(reports)
    assert [one.sent.id for one in waiting] == sorted(one.sent.id for one in waiting)


def test_next_goes_round_and_ends_when_nothing_else_waits() -> None:
    told = [submitted(1), submitted(2, opd="B"), submitted(3, opd="C")]
    waiting = inbox(told, OPDS, TODAY)

    def after(number: int) -> int | None:
        found = following(waiting, told[number - 1])
        return found.sent.id if found is not None else None

    assert [after(1), after(2), after(3)] == [2, 3, 1]
    assert following(waiting[:1], told[0]) is None
    gone = following(waiting[1:], told[0])
    assert gone is not None
    assert gone.sent.id == 2
