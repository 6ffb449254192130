from fractions import Fraction

import pytest

from domain.documents.overview_chart import OverviewChartContent, overview_chart, said_by
from domain.documents.position import Position
from domain.documents.said import figures_said
from domain.indicators import INDICATORS
from domain.language.dates import quarter_end
from tests.domain.documents.charted import EXAMPLE, NOBODY, NOW, STAMP, Parts, position

LAST = position((18, 2, 0, 0, 0, 8), year=2025)


def chart(now: Position, last: Position | None = LAST, *, live: bool = True) -> OverviewChartContent:
    return overview_chart(STAMP, now, last, live=live, whose="Bagian Organisasi, Kota Contoh")


def test_the_worked_example() -> None:
    content = chart(position())
    assert content.title == "IKU 2026"
    assert content.counted == "28 perangkat daerah"
    assert len(content.bars) == len(INDICATORS)
    bar = content.bars[0]
    assert bar.name == "1 · SAKIP baik"
    assert (bar.percent, bar.counted) == ("71,43 %", "20 dari 28")
    assert (bar.verified, bar.waiting, bar.possible) == (Fraction(20, 28), Fraction(2, 28), Fraction(4, 28))
    assert bar.including_waiting == "termasuk menunggu 78,57 %"
    assert (bar.target, bar.target_words) == (Fraction(3, 4), "target 75 %")
    assert (bar.last, bar.last_words) == (Fraction(18, 28), "2025: 64,29 %")
    assert bar.capaian == "Capaian 95,24 % · Sangat Tinggi"
    assert bar.lift == "butuh 1 OPD lagi"


def test_it_says_what_every_document_says() -> None:
    now = position()
    assert said_by(chart(now)) == figures_said(now)


@pytest.mark.parametrize(
    ("parts", "target", "percent", "counted", "capaian", "lift"),
    [
        ((28, 0, 0, 0, 0, 0), "75", "100,00 %", "28 dari 28", "Capaian 133,33 % · Sangat Tinggi", "tercapai"),
        (
            (0, 0, 0, 0, 0, 28),
            "100",
            "0,00 %",
            "0 dari 28",
            "Capaian 0,00 % · Sangat Rendah",
            "butuh 28 OPD lagi",
        ),
        (EXAMPLE, None, "71,43 %", "20 dari 28", "", ""),
        (EXAMPLE, "0", "71,43 %", "20 dari 28", "", ""),
        (NOBODY, "75", "tidak dapat dihitung", "", "", ""),
    ],
)
def test_the_edges(
    parts: Parts, target: str | None, percent: str, counted: str, capaian: str, lift: str
) -> None:
    bar = chart(position(parts, target)).bars[2]
    assert (bar.percent, bar.counted, bar.capaian, bar.lift) == (percent, counted, capaian, lift)
    assert bar.verified + bar.waiting + bar.possible <= 1
    assert (bar.target_words == "belum ada target") == (target in (None, "0"))
    assert (bar.target is None) == (target in (None, "0"))


def test_without_any_opd_that_is_said_instead_of_a_number() -> None:
    content = chart(position(NOBODY), None)
    assert content.counted == "Belum ada perangkat daerah pada tahun 2026"
    assert [what for what, _ in content.legend] == ["verified", "target"]


def test_only_what_can_be_seen_is_explained() -> None:
    assert [what for what, _ in chart(position()).legend] == [
        "verified",
        "waiting",
        "possible",
        "target",
        "last",
    ]
    full = chart(position((28, 0, 0, 0, 0, 0), None), position(NOBODY, year=2025))
    assert [what for what, _ in full.legend] == ["verified"]
    assert full.bars[0].last_words == ""


def test_what_was_possible_in_the_past_is_none_any_more() -> None:
    bar = chart(position(), live=False).bars[0]
    assert (bar.waiting, bar.possible) == (Fraction(2, 28), Fraction(0))


def test_a_quarter_is_named_with_its_target_and_the_same_quarter_of_last_year() -> None:
    end = quarter_end(2026, 2)
    now = position(quarter=2, as_of=end, of_quarters={2: "40"})
    last = position((18, 2, 0, 0, 0, 8), year=2025, quarter=2)
    content = chart(now, last, live=False)
    assert content.title == "IKU 2026 · TW II"
    assert content.bars[0].target_words == "target TW II 40 %"
    assert content.bars[0].target == Fraction(2, 5)
    assert content.bars[0].last_words == "2025 · TW II: 64,29 %"
    assert content.legend[-1] == ("last", "realisasi 2025 · TW II")
    assert chart(position(quarter=3, of_quarters={2: "40"})).bars[0].target_words == "target tahun 75 %"
    assert chart(position(of_quarters={2: "40"})).bars[0].target_words == "target tahun 75 %"
    assert chart(position(None or EXAMPLE, None, quarter=1, of_quarters={1: "0"})).bars[0].target_words == (
        "belum ada target TW I"
    )


def test_a_past_year_says_of_which_day_its_opd_are() -> None:
    content = chart(position(year=2025, as_of=NOW))
    assert content.counted == "28 perangkat daerah per 31 Desember 2025"


def test_whose_numbers_they_are_fits_one_line() -> None:
    content = overview_chart(STAMP, position(), None, live=True, whose="Bagian " * 40)
    assert len(content.whose) == 60
    assert content.whose.endswith("…")
