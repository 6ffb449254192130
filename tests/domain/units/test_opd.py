from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.dates import WIB
from domain.units.opd import Opd, in_force, in_force_at


def opd(code: str, valid_from: date = date(2020, 1, 1), valid_to: date | None = None, name: str = "") -> Opd:
    return Opd(code, name or f"Dinas {code}", "Dinas", valid_from, valid_to)


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_the_first_and_the_last_day_are_included(day: date, there: bool) -> None:
    assert in_force(opd("A", date(2026, 1, 1), date(2026, 6, 30)), day) is there


def test_without_an_end_a_unit_goes_on() -> None:
    assert in_force(opd("A"), date(2099, 12, 31))


def codes(opds: list[Opd], as_of: datetime, year: int) -> str:
    return " ".join(unit.code for unit in in_force_at(opds, as_of, year))


def test_the_denominator_of_this_year_is_that_of_the_instant() -> None:
    units = [opd("OLD", valid_to=date(2026, 6, 30)), opd("NEW", date(2026, 7, 1)), opd("STAYS")]
    assert codes(units, datetime(2026, 6, 30, 23, 59, tzinfo=WIB), 2026) == "OLD STAYS"
    assert codes(units, datetime(2026, 7, 1, tzinfo=WIB), 2026) == "NEW STAYS"


def test_the_day_is_that_of_probolinggo() -> None:
    units = [opd("NEW", date(2026, 7, 1))]
    assert codes(units, datetime(2026, 6, 30, 16, 59, tzinfo=UTC), 2026) == ""
    assert codes(units, datetime(2026, 6, 30, 17, 0, tzinfo=UTC), 2026) == "NEW"


def test_the_denominator_of_a_past_year_is_that_of_its_31_december() -> None:
    units = [opd("CLOSED", valid_to=date(2026, 12, 31)), opd("OPENED", date(2027, 1, 1)), opd("STAYS")]
    now = datetime(2027, 3, 1, tzinfo=WIB)
    assert codes(units, now, 2026) == "CLOSED STAYS"
    assert codes(units, now, 2027) == "OPENED STAYS"


def test_a_past_year_seen_from_within_itself_is_as_it_was_then() -> None:
    units = [opd("CLOSED", valid_to=date(2026, 12, 30)), opd("STAYS")]
    assert codes(units, datetime(2026, 3, 31, tzinfo=WIB), 2026) == "CLOSED STAYS"
    assert codes(units, datetime(2027, 3, 31, tzinfo=WIB), 2026) == "STAYS"


def test_units_come_by_name_and_one_code_counts_once() -> None:
    units = [opd("B", name="Badan"), opd("A", name="Dinas"), opd("A", date(2026, 1, 1), name="Aneka")]
    named = [unit.name for unit in in_force_at(units, datetime(2026, 5, 1, tzinfo=WIB), 2026)]
    assert named == ["Aneka", "Badan"]


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        in_force_at([opd("A")], datetime(2026, 5, 1), 2026)  # noqa: DTZ001 - what is refused here


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(st.lists(st.tuples(days, st.none() | days), max_size=6), days, days)
def test_what_is_decided_today_never_changes_a_past_year(
    lives: list[tuple[date, date | None]], today: date, day: date
) -> None:
    units = [opd(f"U{number}", *life) for number, life in enumerate(lives)]
    later = max(day, date(2027, 1, 1))
    changed = [*units, opd("ADDED", later)]
    as_of = datetime.combine(max(today, date(2027, 1, 1)), datetime.min.time(), tzinfo=WIB)
    assert in_force_at(changed, as_of, 2026) == in_force_at(units, as_of, 2026)
