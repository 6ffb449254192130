"""Unexpected errors, counted until they are told, each day once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.language.dates import WIB
from domain.mishaps.told import MOST_DAYS, MOST_KINDS, OTHERS, Mishap, Mishaps, number_of, read, written

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=WIB)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def mishap(kind: str = "KeyError", at: datetime = NOON, count: int = 1) -> Mishap:
    return Mishap(kind, f"bot/{kind}.py:1 f", count, at, at, at)


def test_the_same_error_is_one_with_its_count_and_its_first_and_last_time() -> None:
    noted = Mishaps().noted([mishap()]).noted([mishap("ValueError"), mishap(at=NOON + HOUR, count=2)])
    assert [(one.kind, one.count, one.first_at, one.last_at) for one in noted.untold] == [
        ("KeyError", 3, NOON, NOON + HOUR),
        ("ValueError", 1, NOON, NOON),
    ]


def test_each_day_is_told_once_and_no_night() -> None:
    noted = Mishaps().noted([mishap()])
    assert noted.is_to_be_told(NOON)
    assert not Mishaps().is_to_be_told(NOON)
    told = noted.told_on(NOON)
    assert told.told == {20261201: noted.untold}
    again = told.noted([mishap(at=NOON + HOUR)])
    assert not again.is_to_be_told(NOON + 11 * HOUR)
    assert not again.is_to_be_told(NOON.replace(hour=6, minute=59) + DAY)
    assert again.is_to_be_told(NOON.replace(hour=7) + DAY)


def test_what_comes_again_keeps_its_very_first_time() -> None:
    noted = Mishaps().noted([mishap()]).told_on(NOON).noted([mishap(at=NOON + DAY)])
    [one] = noted.untold
    assert (one.since, one.first_at, one.count) == (NOON, NOON + DAY, 1)


def test_of_too_many_kinds_the_rest_is_counted_together() -> None:
    noted = Mishaps().noted([mishap(f"Error{number}") for number in range(MOST_KINDS + 20)])
    assert len(noted.untold) == MOST_KINDS + 1
    assert (noted.untold[-1].kind, noted.untold[-1].count) == (OTHERS, 20)
    assert noted.noted([mishap("Error3")]).untold[3].count == 2


def test_the_days_of_old_messages_are_forgotten() -> None:
    kept = Mishaps()
    for day in range(MOST_DAYS + 3):
        kept = kept.noted([mishap(at=NOON + day * DAY)]).told_on(NOON + day * DAY)
    assert len(kept.told) == MOST_DAYS
    assert min(kept.told) == number_of(NOON + 3 * DAY)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
some = st.lists(st.builds(mishap, st.text(max_size=5), moments, st.integers(1, 9)), max_size=6)


@given(some, some, moments)
def test_what_is_written_is_read_again_and_nothing_is_lost(
    first: list[Mishap], then: list[Mishap], now: datetime
) -> None:
    kept = Mishaps().noted(first).told_on(now).noted(then)
    assert read(written(kept)) == kept
    told = sum(one.count for ones in kept.told.values() for one in ones)
    assert told == sum(one.count for one in first)
    assert sum(one.count for one in kept.untold) == sum(one.count for one in then)


def test_where_nothing_was_written_there_is_nothing() -> None:
    assert read(None) == read("") == Mishaps()
