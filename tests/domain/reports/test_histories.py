from dataclasses import replace

from hypothesis import given

from domain.reports.events import ReportEvent
from domain.reports.histories import by_report, latest_verified
from tests.domain.history import day, evaluated, histories, returned, submitted, verified


@given(histories(years=(2025, 2026)))
def test_every_event_is_in_the_history_of_its_report_in_the_order_told(told: list[ReportEvent]) -> None:
    found = by_report(told)
    for report, history in found.items():
        assert history == [one for one in told if (one.opd, one.indicator, one.year) == report]
    assert sum(len(history) for history in found.values()) == len(told)


def test_the_latest_year_counts_and_in_it_the_latest_verdict() -> None:
    later_correction = replace(evaluated(9, year=2025), at=day(150))
    told = [evaluated(3), later_correction, evaluated(1, year=2025)]
    assert latest_verified(told) == told[0]
    assert latest_verified(told[1:]) == later_correction


def test_a_year_without_a_verified_answer_leaves_the_one_before() -> None:
    told = [submitted(1, year=2025), verified(2, 1, year=2025), submitted(3), returned(4, 3)]
    assert latest_verified(told) == told[0]
    assert latest_verified(told[2:]) is None
