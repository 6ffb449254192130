"""What each threshold of SAKIP would come to, on published data and on every distribution."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.closing.thresholds import Thresholds, thresholds
from domain.indicators.sakip import Predikat
from domain.keys import IndicatorKey
from domain.language.numbers import format_percent
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd

NOW = datetime(2025, 1, 15, tzinfo=UTC)


def of_city(grades: dict[str, int], missing: int = 0) -> Thresholds:
    """Return the thresholds of a city of which so many OPD have each grade, all verified in 2024."""
    every = [grade for grade, many in grades.items() for _ in range(many)]
    opds = [
        Opd(f"OPD{number}", f"Dinas {number}", "dinas", date(2020, 1, 1))
        for number in range(len(every) + missing)
    ]
    events = []
    for number, grade in enumerate(every):
        sent = ReportEvent(
            id=2 * number + 1,
            kind=EventKind.SUBMITTED,
            opd=opds[number].code,
            indicator=IndicatorKey.SAKIP,
            year=2024,
            at=NOW,
            by=1,
            answers={"predikat": grade},
        )
        verdict = ReportEvent(
            id=sent.id + 1,
            kind=EventKind.VERIFIED,
            opd=sent.opd,
            indicator=sent.indicator,
            year=2024,
            at=NOW,
            by=2,
            about=sent.id,
            answers={},
        )
        events += [sent, verdict]
    return thresholds(2024, NOW, opds, events)


def shown(told: Thresholds) -> dict[str, str]:
    return {
        minimum: f"{counts.met}/{counts.total} {format_percent(counts.official or 0)}"  # type: ignore[arg-type]
        for minimum, counts in told.counts.items()
    }


@pytest.mark.parametrize(
    ("grades", "given"),
    [
        # Sumatera Barat 2024 as published: 51 OPD, 16 of them A, the rest B or better.
        ({"A": 16, "BB": 20, "B": 15}, {"B": "51/51 100,00 %", "BB": "36/51 70,59 %", "A": "16/51 31,37 %"}),
        (
            {"AA": 1, "A": 5, "BB": 15, "B": 7},
            {"B": "28/28 100,00 %", "BB": "21/28 75,00 %", "A": "6/28 21,43 %"},
        ),
        ({"CC": 1, "C": 1, "D": 1}, {"B": "0/3 0,00 %", "BB": "0/3 0,00 %", "A": "0/3 0,00 %"}),
    ],
)
def test_published_cases_and_boundaries(grades: dict[str, int], given: dict[str, str]) -> None:
    assert shown(of_city(grades)) == given


def test_who_has_nothing_verified_counts_against_it() -> None:
    told = of_city({"A": 1}, missing=1)
    assert shown(told) == {"B": "1/2 50,00 %", "BB": "1/2 50,00 %", "A": "1/2 50,00 %"}
    assert told.verified == 1
    assert of_city({}, missing=2).verified == 0


@given(st.dictionaries(st.sampled_from([one.value for one in Predikat]), st.integers(0, 3)))
def test_a_stricter_threshold_never_gives_more(grades: dict[str, int]) -> None:
    met = [counts.met for counts in of_city(grades).counts.values()]
    assert met == sorted(met, reverse=True)
    assert of_city(grades).verified == sum(grades.values())
