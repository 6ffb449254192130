from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction

import pytest

from domain.documents.indicator_chart import IndicatorChartContent, Step, indicator_chart, said_by
from domain.documents.position import Position
from domain.documents.said import figures_said
from domain.figures.course import Point
from domain.keys import IndicatorKey
from domain.language.dates import WIB, quarter_end
from tests.domain.documents.charted import EXAMPLE, NOBODY, NOW, STAMP, position

LAST = position((18, 2, 0, 0, 0, 8), year=2025)
COURSE = (
    Point(date(2026, 1, 1), 0, 28),
    Point(date(2026, 3, 10), 4, 28),
    Point(date(2026, 6, 30), 12, 28),
    Point(date(2026, 11, 2), 20, 28),
)
LAST_COURSE = (Point(date(2025, 1, 1), 0, 28), Point(date(2025, 5, 5), 18, 28))
SAKIP = IndicatorKey.SAKIP


def chart(
    now: Position,
    course: Sequence[Point] = COURSE,
    last: Position | None = LAST,
    last_course: Sequence[Point] = LAST_COURSE,
    *,
    live: bool = True,
) -> IndicatorChartContent:
    return indicator_chart(STAMP, now, last, SAKIP, course, last_course, live=live, whose="Kota Contoh")


def test_the_worked_example() -> None:
    content = chart(position())
    assert content.period == "IKU 2026"
    assert content.title == "1 · SAKIP baik"
    assert content.name == "Persentase dokumen SAKIP OPD yang baik"
    assert (content.percent, content.counted) == ("71,43 %", "20 dari 28 perangkat daerah")
    assert (content.target, content.capaian) == ("target 75 %", "Capaian 95,24 % · Sangat Tinggi")
    assert content.lift == "Butuh 1 OPD lagi: cukup dari 2 yang menunggu"
    assert content.last == "2025: 64,29 %"
    assert said_by(content) == figures_said(position())[:1]
    assert [what for what, _ in content.legend] == ["course", "last", "target"]


def test_the_course_steps_at_the_end_of_each_day_on_which_the_number_changed() -> None:
    steps = chart(position()).course.steps
    assert [one.height for one in steps] == [Fraction(met, 28) for met in (0, 4, 12, 20)]
    assert [one.begin for one in steps] == [0, Fraction(69, 365), Fraction(181, 365), Fraction(306, 365)]
    assert [one.end for one in steps[:3]] == [one.begin for one in steps[1:]]
    assert steps[-1].end == Fraction(326, 365)  # 22 November, the day of the position


def test_last_year_stands_behind_day_by_day() -> None:
    pale = chart(position()).last_course
    assert pale.name == "2025"
    assert pale.steps == (
        Step(Fraction(0), Fraction(125, 365), Fraction(0)),
        Step(Fraction(125, 365), Fraction(1), Fraction(18, 28)),
    )


def test_each_quarter_says_what_the_number_was_at_its_end() -> None:
    quarters = chart(position(of_quarters={2: "40"})).quarters
    assert [one.name for one in quarters] == ["TW I", "TW II", "TW III", "TW IV"]
    assert [one.percent for one in quarters] == ["14,29 %", "42,86 %", "42,86 %", "berjalan"]
    assert [one.counted for one in quarters] == ["4 dari 28", "12 dari 28", "12 dari 28", ""]
    assert [one.target for one in quarters] == ["", "target 40 %", "", ""]
    assert quarters[0].begin == 0
    assert quarters[3].end == 1
    assert not any(one.is_shown for one in quarters)


def test_of_a_quarter_the_rest_of_the_year_is_still_to_come() -> None:
    end = quarter_end(2026, 2)
    content = chart(position((12, 0, 0, 0, 0, 16), quarter=2, as_of=end), COURSE[:3], live=False)
    assert content.period == "IKU 2026 · TW II"
    assert [one.percent for one in content.quarters] == ["14,29 %", "42,86 %", "–", "–"], (
        "none of them runs yet"
    )
    assert [one.is_shown for one in content.quarters] == [False, True, False, False]
    assert content.lift == "Butuh 9 OPD lagi"
    assert content.course.steps[-1].end == Fraction(181, 365)


@pytest.mark.parametrize(
    ("target", "of_quarters", "labels", "heights"),
    [
        ("75", {}, ["target 75 %"], [75]),
        ("75", {1: "10", 2: "40", 3: "40"}, ["target 10 %", "40 %", "75 %"], [10, 40, 75]),
        ("75", {2: "0", 4: "80"}, ["target 75 %", "75 %", "80 %"], [75, 75, 80]),
        (None, {4: "72.5"}, ["target 72,5 %"], [72.5]),
        ("100", {}, ["target 100 %"], [100]),
        ("0", {}, [], []),
        (None, {}, [], []),
    ],
)
def test_the_target_line_follows_the_quarters(
    target: str | None, of_quarters: dict[int, str], labels: list[str], heights: list[float]
) -> None:
    content = chart(position(EXAMPLE, target, of_quarters=of_quarters))
    assert [one.label for one in content.targets] == labels
    assert [float(one.height * 100) for one in content.targets] == heights
    assert ("target", "target") in content.legend or not labels


def test_without_any_opd_there_is_no_course() -> None:
    content = chart(position(NOBODY), (Point(date(2026, 1, 1), 0, 0),), None, ())
    assert content.percent == "tidak dapat dihitung"
    assert content.counted == "Belum ada perangkat daerah pada tahun 2026"
    assert (content.course.steps, content.last_course.steps) == ((), ())
    assert (content.lift, content.last, content.capaian) == ("", "", "")
    assert [what for what, _ in content.legend] == ["target"]
    assert content.quarters[0].counted == ""


def test_a_time_without_opd_leaves_a_gap() -> None:
    course = (Point(date(2026, 1, 1), 0, 0), Point(date(2026, 2, 1), 20, 28))
    (step,) = chart(position(), course).course.steps
    assert step.begin == Fraction(32, 365)


def test_the_first_day_of_a_year_has_a_course_of_one_day() -> None:
    morning = datetime(2026, 1, 1, 8, tzinfo=WIB)
    content = chart(position((0, 0, 0, 0, 0, 28), as_of=morning), COURSE[:1])
    assert content.course.steps == (Step(Fraction(0), Fraction(1, 365), Fraction(0)),)
    assert [one.percent for one in content.quarters] == ["berjalan", "–", "–", "–"]


def test_a_year_that_is_still_to_come_has_none() -> None:
    content = chart(position((0, 0, 0, 0, 0, 28), year=2027), (), None, ())
    assert content.course.steps == ()
    assert [one.percent for one in content.quarters] == ["–", "–", "–", "–"]


def test_verdicts_after_the_year_are_still_seen() -> None:
    january = datetime(2027, 1, 20, 10, tzinfo=WIB)
    course = (*COURSE[:3], Point(date(2027, 1, 10), 20, 28))
    content = chart(position(as_of=january), course)
    assert content.quarters[3].end == Fraction(365, 365 + 10 + 18)
    assert content.course.steps[-1].begin == Fraction(375, 393)
    assert content.course.steps[-1].end == Fraction(385, 393)
    assert content.quarters[3].percent == "42,86 %"


def test_the_course_ends_in_the_number_that_is_shown() -> None:
    """A clock that was set back has left something that, by its instant, has not happened yet."""
    short = chart(position(), COURSE[:3]).course.steps
    assert short[-1].height == Fraction(20, 28)
    same_day = (*COURSE[:3], Point(day=NOW.date(), met=13, total=28))
    assert [one.height for one in chart(position(), same_day).course.steps][-2:] == [
        Fraction(12, 28),
        Fraction(20, 28),
    ]
