from datetime import UTC, datetime, timedelta

import pytest

from domain.parking import MOST_TRIES, is_let_alone, is_parked, kept, wait_after

NOW = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_waits_grow_to_a_day_and_may_be_bounded() -> None:
    waits = [wait_after(tries) for tries in range(1, MOST_TRIES + 3)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=10)
    assert waits[MOST_TRIES - 1 :] == [timedelta(days=1)] * 3
    assert wait_after(99, HOUR) == HOUR


def test_bounded_tries_park() -> None:
    assert not is_parked(MOST_TRIES - 1)
    assert is_parked(MOST_TRIES)


@pytest.mark.parametrize(
    ("until", "now", "alone"),
    [
        (None, NOW, False),
        (NOW + HOUR, NOW, True),
        (NOW + HOUR, NOW + HOUR, False),
        (NOW + HOUR, NOW - 7 * HOUR, False),  # the clock was set back to before the wait began
    ],
)
def test_a_wait_lasts_from_its_beginning_to_its_end(
    until: datetime | None, now: datetime, *, alone: bool
) -> None:
    assert is_let_alone(NOW, until, now) is alone


def test_what_is_kept_holds_no_token_and_nothing_that_a_database_refuses() -> None:
    assert kept("POST https://x/bot12345:AAF_secret-token/sendMessage", 99) == (
        "POST https://x/bot12345:[secret]/sendMessage"
    )
    assert kept("a\ud83d\x00", 99) == "a\\ud83d\\x00"
    assert kept("abcdef", 6) == "abcdef"
    assert kept("abcdefg", 6) == "abcde…"
