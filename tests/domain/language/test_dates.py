from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.language.dates import (
    WIB,
    day_of,
    format_age,
    next_at,
    parse_date,
    quarter_end,
    year_end,
    year_of,
)
from tests.domain.language.refusals import refusal

TODAY = date(2026, 11, 22)
MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)


@pytest.mark.parametrize(
    "typed",
    [
        "31 Desember 2026",
        "31 DESEMBER 2026",
        " 31  desember  2026 ",
        "31/12/2026",
        "31-12-26",
        "31.12.2026",
        "31 12 2026",
        "2026-12-31",
        "2026/12/31",
        "31 des 26",
        "31 Des. 2026",
        "31-Dec-2026",
        "31/12/2026.",
        "31\u201112\u20112026",
        "31\u201312\u20132026",
        "Kamis, 31 Desember 2026.",
        "kamis 31 desember 2026",
        "Hari Kamis, tanggal 31 Desember 2026",
        "tgl. 31 Desember 2026",
        "31 Desember, 2026",
        "Thursday, December 31, 2026",
        "Des 31 2026",
        "31 Des '26",
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str) -> None:
    assert parse_date(typed, TODAY) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hari ini", date(2026, 11, 22)),
        ("Kemarin", date(2026, 11, 21)),
        ("besok", date(2026, 11, 23)),
        ("1/2/26", date(2026, 2, 1)),
        ("5 Pebruari 2026", date(2026, 2, 5)),
        ("5 Nopember 2026", date(2026, 11, 5)),
        ("29 Februari 2028", date(2028, 2, 29)),
        ("1 Januari 2000", date(2000, 1, 1)),
        ("31/12/2099", date(2099, 12, 31)),
    ],
)
def test_days_in_words_and_the_indonesian_order(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "12/31/2026",
        "31 Desember",
        "12/2026",
        "2026",
        "31 bulan 2026",
        "31/12/226",
        "31122026",
        "lusa",
        "٣١/١٢/٢٠٢٦",
        "31. 12. 2026 pagi",
        "Kamis",
        "Kamis, ",
        "31 Desember 2026 " + "x" * 40,
    ],
)
def test_what_is_no_whole_date_is_refused(typed: str) -> None:
    assert refusal(lambda: parse_date(typed, TODAY)).problem is Problem.NOT_A_DATE


@pytest.mark.parametrize("typed", ["30 Februari 2026", "29/2/2026", "31/4/2026", "0/1/2026", "2026-06-31"])
def test_a_day_that_is_not_in_the_calendar_is_refused(typed: str) -> None:
    assert refusal(lambda: parse_date(typed, TODAY)).problem is Problem.NO_SUCH_DAY


@pytest.mark.parametrize("typed", ["31/12/1999", "31/12/2100", "1 Januari 1926"])
def test_a_year_far_away_is_refused_with_the_years_that_are_understood(typed: str) -> None:
    refused = refusal(lambda: parse_date(typed, TODAY))
    assert (refused.problem, refused.details) == (
        Problem.OUT_OF_RANGE,
        {"minimum": "2000", "maximum": "2099"},
    )


@pytest.mark.parametrize(
    ("typed", "right"),
    [("Rabu, 31 Desember 2026", "Kamis"), ("Jum'at 1 Januari 2026", "Kamis"), ("ahad, 14/12/2026", "Senin")],
)
def test_a_day_of_the_week_that_contradicts_the_date_is_named_and_neither_is_guessed(
    typed: str, right: str
) -> None:
    refused = refusal(lambda: parse_date(typed, TODAY))
    assert (refused.problem, refused.details) == (Problem.OTHER_WEEKDAY, {"weekday": right})


def test_no_date_at_all_is_refused_as_empty() -> None:
    assert refusal(lambda: parse_date(" \n", TODAY)).problem is Problem.EMPTY


def test_a_year_ends_with_the_minute_23_59_in_probolinggo() -> None:
    end = year_end(2026)
    assert end.utcoffset() == timedelta(hours=7)
    assert end >= datetime(2026, 12, 31, 23, 59, 59, tzinfo=WIB)
    assert end < datetime(2027, 1, 1, tzinfo=WIB)


@pytest.mark.parametrize(("quarter", "last_day"), [(1, (3, 31)), (2, (6, 30)), (3, (9, 30)), (4, (12, 31))])
def test_a_quarter_ends_with_its_last_instant(quarter: int, last_day: tuple[int, int]) -> None:
    end = quarter_end(2026, quarter)
    assert (end.month, end.day) == last_day
    assert end + timedelta(microseconds=1) == datetime.combine(
        date(2026, *last_day) + timedelta(days=1), datetime.min.time(), tzinfo=WIB
    )


def test_the_fourth_quarter_ends_with_the_year() -> None:
    assert quarter_end(2026, 4) == year_end(2026)


@pytest.mark.parametrize("quarter", [0, 5])
def test_there_are_four_quarters(quarter: int) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        quarter_end(2026, quarter)


def test_the_year_and_the_day_are_those_of_probolinggo() -> None:
    assert year_of(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)) == 2026
    assert year_of(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == 2027
    assert day_of(datetime(2026, 11, 22, 23, 0, tzinfo=timezone(timedelta(hours=9)))) == date(2026, 11, 22)


def test_an_instant_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        day_of(datetime(2026, 11, 22, 9, 15))  # noqa: DTZ001 - a naive instant is what is refused here


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_day_is_read_as_that_day(day: date) -> None:
    ways = (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%y}",
        day.isoformat(),
    )
    assert {parse_date(way, TODAY) for way in ways} == {day}


@pytest.mark.parametrize(
    ("day", "today", "age"),
    [
        ("2020-09-20", "2026-11-23", "6 tahun 2 bulan"),
        ("2020-09-23", "2026-11-22", "6 tahun 1 bulan"),
        ("2021-11-22", "2026-11-23", "5 tahun 1 hari"),
        ("2021-11-23", "2026-11-23", "5 tahun"),
        ("2026-09-23", "2026-11-23", "2 bulan"),
        ("2026-11-01", "2026-11-23", "22 hari"),
        ("2026-11-23", "2026-11-23", "0 hari"),
        ("2020-02-29", "2025-02-27", "4 tahun 11 bulan"),
        ("2020-02-29", "2025-02-28", "5 tahun"),
        ("2020-02-29", "2025-03-01", "5 tahun 1 hari"),
        ("2020-02-29", "2024-02-29", "4 tahun"),
        ("2026-01-31", "2026-02-28", "1 bulan"),
    ],
)
def test_ages_go_by_the_calendar(day: str, today: str, age: str) -> None:
    assert format_age(date.fromisoformat(day), date.fromisoformat(today)) == age


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 12, 31, 7, 59, tzinfo=WIB), datetime(2026, 12, 31, 8, tzinfo=WIB)),
        (datetime(2026, 12, 31, 8, tzinfo=WIB), datetime(2027, 1, 1, 8, tzinfo=WIB)),
        (datetime(2026, 12, 30, 23, tzinfo=UTC), datetime(2026, 12, 31, 8, tzinfo=WIB)),
        (datetime(2026, 12, 31, 18, tzinfo=UTC), datetime(2027, 1, 1, 8, tzinfo=WIB)),
    ],
)
def test_eight_o_clock_comes_every_day(now: datetime, then: datetime) -> None:
    assert next_at(now, time(8)) == then
