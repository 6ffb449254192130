"""Which night, and which backups stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.backups.keeping import DAILY, MONTHLY, WEEKLY, due, is_too_old, kept
from domain.language.dates import WIB


def at(day: int, clock: str, month: int = 12) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=WIB)


@pytest.mark.parametrize(
    ("newest", "now", "expected"),
    [
        (None, at(1, "08:00"), at(1, "08:00")),  # the first of all
        (at(1, "02:30"), at(1, "02:31"), at(2, "02:30")),
        (at(1, "02:30"), at(2, "02:29"), at(2, "02:30")),
        (at(1, "02:30"), at(2, "02:30"), at(2, "02:30")),
        (at(1, "14:00"), at(2, "02:30"), at(2, "02:30")),  # by hand: the night has its own
        (at(1, "02:30"), at(2, "06:59"), at(2, "06:59")),  # the machine was off
        (at(1, "02:30"), at(2, "07:00"), at(2, "09:00")),  # no backup beside the reminders
        (at(1, "02:30"), at(2, "08:59"), at(2, "09:00")),
        (at(1, "02:30"), at(2, "09:00"), at(2, "09:00")),
        (at(5, "02:30"), at(1, "12:00"), at(2, "02:30")),  # the clock was set back
    ],
)
def test_when_the_next_one_is_due(newest: datetime | None, now: datetime, expected: datetime) -> None:
    found = due(newest, now)
    assert found == expected or (expected <= now and found <= now)


def test_an_admin_is_told_after_twenty_six_hours() -> None:
    assert not is_too_old(at(1, "02:30"), at(2, "04:30"))
    assert is_too_old(at(1, "02:30"), at(2, "04:31"))


def test_a_year_of_nights_leaves_seven_days_four_weeks_twelve_months() -> None:
    nights = [datetime(2026, 1, 1, 2, 30, tzinfo=WIB) + timedelta(days=day) for day in range(365)]
    days = sorted(one.date() for one in kept(nights))
    assert days == [
        *(date(2026, month + 1, 1) - timedelta(days=1) for month in range(1, 12)),
        date(2026, 12, 13), date(2026, 12, 20),
        *(date(2026, 12, day) for day in range(25, 32)),
    ]  # fmt: skip


FIRST = datetime(2025, 1, 1, tzinfo=UTC)
INSTANTS = st.lists(st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes)))


@given(INSTANTS)
def test_the_newest_always_stays_and_never_more_than_that(made: list[datetime]) -> None:
    found = kept(made)
    assert found <= set(made)
    recent = [one for one in made if max(made) - one < timedelta(days=1)]
    assert len(found) <= DAILY + WEEKLY + MONTHLY + len(recent)
    assert not made or max(made) in found


@given(INSTANTS)
def test_sorting_out_twice_is_sorting_out_once(made: list[datetime]) -> None:
    assert kept(kept(made)) == kept(made)


def test_all_of_the_last_day_stay() -> None:
    by_hand = [at(1, "02:30"), at(1, "09:00"), at(1, "10:00"), at(1, "10:05")]
    assert kept(by_hand) == frozenset(by_hand)
    assert kept([*by_hand, at(3, "02:30")]) == {at(1, "10:05"), at(3, "02:30")}
