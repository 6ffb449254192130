"""The pictures are drawn as they are said; what they look like is looked at (docs/images)."""

import shutil
import struct
import subprocess
from datetime import date
from pathlib import Path

import pytest

from domain.documents.indicator_chart import IndicatorChartContent, indicator_chart
from domain.documents.overview_chart import OverviewChartContent, overview_chart
from domain.documents.position import Position
from domain.documents.stamp import Stamp
from domain.figures.course import Point
from domain.keys import IndicatorKey
from storage.rendering.charts import draw_indicator, draw_overview
from tests.domain.documents.charted import EXAMPLE, NOBODY, NOW, Parts, position

LINK = "https://t.me/contoh_bot?start=cek_7K3M9QX2TB4W8"
STAMP = Stamp(as_of=NOW, final=True, code="7K3M-9QX2-TB4W-8", link=LINK)
NASTY = '=#let x = "<&$*_`@+-\\ \U0001f600 שלום'
LAST = position((18, 2, 0, 0, 0, 8), year=2025)
MOST = 200_000  # bytes
COURSE = (Point(date(2026, 1, 1), 0, 28), Point(date(2026, 6, 30), 12, 28), Point(date(2026, 11, 2), 20, 28))
LAST_COURSE = (Point(date(2025, 1, 1), 0, 28), Point(date(2025, 5, 5), 18, 28))


def overview(now: Position, last: Position | None = LAST, whose: str = NASTY) -> OverviewChartContent:
    return overview_chart(STAMP, now, last, live=True, whose=whose)


def of_one(
    now: Position, course: tuple[Point, ...] = COURSE, last: tuple[Point, ...] = LAST_COURSE
) -> IndicatorChartContent:
    return indicator_chart(
        STAMP, now, LAST, IndicatorKey.KETATALAKSANAAN, course, last, live=True, whose=NASTY
    )


def is_for_a_phone(png: bytes) -> bool:
    return struct.unpack(">II", png[16:24]) == (1080, 1350) and len(png) <= MOST


def test_all_five_become_a_picture_for_a_phone() -> None:
    assert is_for_a_phone(draw_overview(overview(position())))


def test_one_becomes_a_picture_for_a_phone() -> None:
    assert is_for_a_phone(draw_indicator(of_one(position(of_quarters={1: "10", 2: "40"}))))


@pytest.mark.exhaustive
@pytest.mark.parametrize("whose", ["", NASTY, "Bagian Organisasi, Sekretariat Daerah " + "W" * 200])
@pytest.mark.parametrize(
    ("parts", "target"),
    [
        (EXAMPLE, "75"),
        (NOBODY, "75"),
        (NOBODY, None),
        ((0, 0, 0, 0, 0, 28), "100"),
        ((28, 0, 0, 0, 0, 0), "0.01"),
        ((0, 28, 0, 0, 0, 0), "0"),
        ((357, 20, 40, 10, 3, 70), "72.55"),
    ],
)
def test_every_position_is_drawn(parts: Parts, target: str | None, whose: str) -> None:
    stamp = Stamp(as_of=NOW, final=False)
    for last in (LAST, None):
        content = overview_chart(stamp, position(parts, target), last, live=True, whose=whose)
        assert is_for_a_phone(draw_overview(content))


@pytest.mark.exhaustive
@pytest.mark.parametrize("course", [(), COURSE[:1], (Point(date(2026, 1, 1), 0, 0),)])
def test_every_course_is_drawn(course: tuple[Point, ...]) -> None:
    assert is_for_a_phone(draw_indicator(of_one(position(), course, ())))
    many = tuple(Point(date(2026, 1 + day // 28, 1 + day % 28), day, 500) for day in range(300))
    assert is_for_a_phone(draw_indicator(of_one(position((299, 1, 0, 0, 0, 200)), many)))


@pytest.mark.exhaustive
def test_the_same_content_gives_the_same_bytes_and_its_code_can_be_scanned(tmp_path: Path) -> None:
    drawn = draw_overview(overview(position()))
    assert drawn == draw_overview(overview(position()))
    reader = shutil.which("zbarimg")
    if reader is None:
        pytest.skip("no zbarimg to scan the code with")
    for name, png in (("all.png", drawn), ("one.png", draw_indicator(of_one(position())))):
        (tmp_path / name).write_bytes(png)
        read = subprocess.run(  # noqa: S603 - found by its name, and given a file of ours
            [reader, "--raw", "-q", tmp_path / name], capture_output=True, text=True, check=True
        )
        assert read.stdout.strip() == LINK
