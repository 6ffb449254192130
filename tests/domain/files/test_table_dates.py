"""Dates in tables: as spreadsheets keep them, as they write them, and in which order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.files.table_dates import cell_day, looks_american, may_be_either

NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-01-01",
        "01/01/2026",
        "1/1/26",
        "1-1-2026",
        "1.1.2026",
        "01 / 01 / 2026",
        "46023",
        "46023.0",
        "46023.35417",
        "46023,35417",
        "20260101",
        "1 Januari 2026",
        "01 Jan 26",
        "1-Jan-2026",
        "Kamis, 01 Januari 2026.",
        "2026-01-01 00:00:00",
        "2026-01-01T00:00:00.000",
        "1/1/2026 0:00",
        "01/01/2026 00.00.00",
        "1/1/2026, 8:30 AM",
        "'01/01/2026",
        "01\u201101\u20112026",
        "\ufeff01/01/2026\u200b",
    ],
)
def test_a_day_is_read_as_spreadsheets_write_it(cell: str) -> None:
    assert cell_day(cell) == NEW_YEAR


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2/1/2026", date(2026, 1, 2)),
        ("31/12/9999", date(9999, 12, 31)),
        ("1/7/1945", date(1945, 7, 1)),
        ("1/1/49", date(2049, 1, 1)),
        ("10000", date(1927, 5, 18)),
    ],
)
def test_the_day_comes_first_and_a_unit_may_be_old(cell: str, day: date) -> None:
    assert cell_day(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "besok",
        "hari ini",
        "2026",
        "1 Januari",
        "30/2/2026",
        "12/31/2026",
        "Senin, 1 Januari 2026",
        "1/1/98",
        "1 Jan 98",
        "4602",
        "460230",
        "#N/A",
        "20261301",
    ],
)
def test_what_says_no_day_for_sure_is_not_read(cell: str) -> None:
    assert cell_day(cell) is None


def test_with_the_month_first_only_figures_are_read_the_other_way() -> None:
    assert cell_day("12/31/2026", month_first=True) == date(2026, 12, 31)
    assert cell_day("1/2/26 8:30", month_first=True) == date(2026, 1, 2)
    assert cell_day("31/12/2026", month_first=True) is None
    assert cell_day("2026-02-01", month_first=True) == date(2026, 2, 1)
    assert cell_day("1 Februari 2026", month_first=True) == date(2026, 2, 1)


def test_a_column_shows_its_order_by_one_value_that_fits_no_other() -> None:
    assert looks_american(["1/2/2026", "12/31/2026"])
    assert not looks_american(["1/2/2026", "31/12/2026", "", "2026-12-31", "apa", "2/30/2026", "13/13/2026"])
    assert may_be_either("1/2/2026")
    assert not any(map(may_be_either, ["1/1/2026", "31/12/2026", "12/31/2026", "2026-02-01", "apa"]))


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_way_in_which_a_spreadsheet_writes_a_day_is_that_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    ways = [
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%Y%m%d}",
        str(serial),
    ]
    ways += [f"{day:%d/%m/%y}"] if day.year >= 2000 else []
    assert {cell_day(way) for way in ways} == {day}
    assert cell_day(f"{day:%m/%d/%Y}", month_first=True) == day
