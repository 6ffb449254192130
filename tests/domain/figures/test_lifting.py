from decimal import Decimal

import pytest

from domain.figures.figure import Counts
from domain.figures.lifting import what_lifts
from domain.indicators import INDICATORS
from domain.indicators.ketatalaksanaan import KETATALAKSANAAN

SAKIP = INDICATORS[0]


@pytest.mark.parametrize(
    ("counts", "target", "said"),
    [
        ((20, 2, 2, 1, 1, 2), 75, "butuh 1 OPD lagi: cukup dari 2 yang menunggu"),
        ((20, 8, 0, 0, 0, 0), 75, "butuh 1 OPD lagi; tanpa koreksi tidak ada lagi yang bisa"),
        ((20, 4, 0, 0, 0, 4), 90, "butuh 6 OPD lagi; paling banyak 4 yang masih bisa"),
        ((20, 0, 1, 0, 0, 7), 80, "butuh 3 OPD lagi: 1 yang menunggu, 2 yang belum lapor"),
        ((20, 0, 1, 0, 5, 2), 80, "butuh 3 OPD lagi: 1 yang menunggu, 2 yang belum lapor"),
        (
            (20, 0, 1, 0, 6, 1),
            80,
            "butuh 3 OPD lagi: 1 yang menunggu, 2 yang belum lapor atau perlu perbaikan",
        ),
        ((20, 0, 1, 0, 7, 0), 80, "butuh 3 OPD lagi: 1 yang menunggu, 2 yang perlu perbaikan"),
        ((20, 0, 1, 6, 0, 1), 90, "butuh 6 OPD lagi"),
        ((20, 0, 0, 0, 0, 8), 75, "butuh 1 OPD lagi"),
        ((21, 0, 0, 0, 0, 7), 75, "target tercapai"),
        ((0, 0, 0, 0, 0, 0), 75, ""),
        ((21, 0, 0, 0, 0, 7), 0, ""),
    ],
)
def test_what_lifts_a_figure(counts: tuple[int, ...], target: int, said: str) -> None:
    assert what_lifts(SAKIP, Counts(*counts), Decimal(target), live=True) == said


def test_what_the_sub_bagian_evaluates_itself_is_not_reported() -> None:
    found = what_lifts(KETATALAKSANAAN, Counts(20, 0, 1, 0, 0, 7), Decimal(80), live=True)
    assert found == "butuh 3 OPD lagi: 1 yang menunggu, 2 yang belum dinilai"


def test_nothing_lifts_what_is_past() -> None:
    assert what_lifts(SAKIP, Counts(20, 2, 2, 1, 1, 2), Decimal(75), live=False) == "butuh 1 OPD lagi"
    assert what_lifts(SAKIP, Counts(20, 2, 2, 1, 1, 2), None, live=False) == ""
