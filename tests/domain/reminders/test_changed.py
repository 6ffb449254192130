"""What a change of deadlines tells one OPD."""

from collections.abc import Collection
from datetime import date, datetime, time

import pytest

from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reminders.changed import About, Moved, SetOnce, about_of, news_of, told_from

GENERAL, OWN, OTHER = "deadline.sakip", "extension.sakip.DINKES", "extension.sakip.DISHUB"


def at(day: int) -> datetime:
    return datetime(2026, 12, day, 16, tzinfo=WIB)


def history(*settings: tuple[str, int | None]) -> list[SetOnce]:
    """Return what was set, each to a day of December 2026, or to nothing; the ids count from 1."""
    return [
        SetOnce(number, key, at(day).isoformat() if day else "")
        for number, (key, day) in enumerate(settings, start=1)
    ]


def news(told: list[SetOnce], about: int, unheard: Collection[int] = ()) -> Moved | None:
    return news_of(told, about, IndicatorKey.SAKIP, "DINKES", unheard)


@pytest.mark.parametrize(
    ("key", "about"),
    [
        (GENERAL, About(IndicatorKey.SAKIP)),
        (OWN, About(IndicatorKey.SAKIP, "DINKES")),
        ("target.sakip", None),
        ("closed_at", None),
        ("deadline.nothing", None),
        ("dayoff.2026-12-28", None),
    ],
)
def test_a_key_says_whose_deadline_it_is(key: str, about: About | None) -> None:
    assert about_of(key) == about


def test_the_first_deadline_was_none_before() -> None:
    assert news(history((GENERAL, 2)), 1) == Moved(None, at(2))


def test_a_move_tells_from_when_to_when() -> None:
    told = history((GENERAL, 2), ("target.sakip", None), (GENERAL, 9))
    assert news(told, 3) == Moved(at(2), at(9))


def test_only_the_last_of_two_quick_moves_is_told_and_from_what_was_known() -> None:
    told = history((GENERAL, 2), (GENERAL, 9), (GENERAL, 16))
    assert news(told, 2, unheard={2, 3}) is None
    assert news(told, 3, unheard={2, 3}) == Moved(at(2), at(16))
    assert news(told, 3, unheard={3}) == Moved(at(9), at(16))


def test_a_move_and_back_before_anybody_heard_is_no_news() -> None:
    told = history((GENERAL, 2), (GENERAL, 9), (GENERAL, 2))
    assert news(told, 3, unheard={2, 3}) is None
    assert news(told, 3, unheard={3}) == Moved(at(9), at(2))


def test_a_first_deadline_that_was_replaced_unheard_is_still_the_first() -> None:
    assert news(history((GENERAL, 2), (GENERAL, 9)), 2, unheard={1, 2}) == Moved(None, at(9))


def test_an_extension_concerns_its_own_opd_only() -> None:
    told = history((GENERAL, 2), (OWN, 9))
    assert news(told, 2) == Moved(at(2), at(9))
    assert news(history((GENERAL, 2), (OTHER, 9)), 2) is None


def test_a_revoked_extension_gives_everybodys_deadline_back() -> None:
    assert news(history((GENERAL, 2), (OWN, 9), (OWN, None)), 3) == Moved(at(9), at(2))
    assert news(history((OWN, 9), (OWN, None)), 2) == Moved(at(9), None)


def test_a_move_that_leaves_an_extension_standing_is_no_news_and_supersedes_nothing() -> None:
    told = history((GENERAL, 2), (OWN, 16), (GENERAL, 9))
    assert news(told, 3) is None
    assert news(told, 2, unheard={2}) == Moved(at(2), at(16))


def test_a_move_beyond_an_extension_is_news() -> None:
    assert news(history((GENERAL, 2), (OWN, 9), (GENERAL, 16)), 3) == Moved(at(9), at(16))


def test_what_never_set_a_deadline_is_no_news() -> None:
    assert news(history(("target.sakip", None)), 1) is None


def moment(day: int, clock: str) -> datetime:
    return datetime.combine(date(2026, 12, day), time.fromisoformat(clock), tzinfo=WIB)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (moment(1, "09:15"), moment(1, "09:16")),
        (moment(1, "20:58:59"), moment(1, "20:59:59")),
        (moment(1, "20:59"), moment(2, "07:00")),
        (moment(1, "23:59:30"), moment(2, "07:00")),
        (moment(2, "00:30"), moment(2, "07:00")),
        (moment(2, "06:59"), moment(2, "07:00")),
        (moment(2, "06:58:59"), moment(2, "07:00")),
    ],
)
def test_news_waits_a_minute_and_through_the_night(now: datetime, expected: datetime) -> None:
    assert told_from(now, [at(9)]) == expected
    assert told_from(now, []) == expected


def test_at_night_only_what_would_come_too_late_goes_out() -> None:
    now = moment(1, "22:00")
    assert told_from(now, [at(9), moment(1, "23:59")]) == moment(1, "22:01")
    assert told_from(now, [moment(2, "07:00")]) == moment(1, "22:01")
    assert told_from(now, [moment(2, "07:01"), moment(1, "12:00")]) == moment(2, "07:00")
