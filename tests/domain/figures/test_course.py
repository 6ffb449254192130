"""The course of a figure is the figure as of the end of every day, looked at only where it may change."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.figures.course import Point, Ruled, course
from domain.figures.figure import figure
from domain.indicators.kelembagaan import FITS, KELEMBAGAAN, RESULT
from domain.indicators.sakip import NILAI, PREDIKAT, SAKIP
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules

BB, B = {PREDIKAT: "BB", NILAI: "75"}, {PREDIKAT: "B", NILAI: "65"}
OPDS = (
    Opd("A", "Dinas A", "Dinas", date(2020, 1, 1)),
    Opd("B", "Dinas B", "Dinas", date(2020, 1, 1), date(2026, 6, 30)),
    Opd("C", "Dinas C", "Dinas", date(2026, 3, 10)),
    # One code with two validities: it counts once, whichever holds.
    Opd("D", "Dinas D", "Dinas", date(2020, 1, 1), date(2026, 4, 30)),
    Opd("D", "Dinas D baru", "Dinas", date(2026, 4, 1)),
)
RULES = (Ruled(datetime(2026, 1, 1, tzinfo=WIB), YearRules(2026)),)
STRICTER = Ruled(datetime(2026, 5, 5, 10, tzinfo=WIB), YearRules(2026, chosen={"sakip.minimum": "BB"}))
LONGER = Ruled(datetime(2026, 5, 5, 10, tzinfo=WIB), YearRules(2026, chosen={"kelembagaan.validity": "1"}))


def event(
    number: int, kind: EventKind, opd: str, at: datetime, answers: Answers, about: int | None, year: int
) -> ReportEvent:
    return ReportEvent(
        id=number,
        kind=kind,
        opd=opd,
        indicator=IndicatorKey.SAKIP,
        year=year,
        at=at,
        by=1,
        answers=answers,
        about=about,
    )


@st.composite
def tellings(draw: st.DrawFn, good: Answers = BB, bad: Answers = B) -> list[ReportEvent]:
    found = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        kind = draw(st.sampled_from([*EventKind, EventKind.EVALUATED, EventKind.EVALUATED]))
        carries = kind in {EventKind.SUBMITTED, EventKind.EVALUATED}
        at = datetime(2026, 1, 1, tzinfo=WIB) + timedelta(days=draw(st.integers(-40, 420)), hours=9)
        answers = draw(st.sampled_from([good, bad])) if carries else {}
        about = draw(st.integers(1, 12)) if not carries else None
        year = draw(st.sampled_from([2024, 2025, 2026, 2026, 2026]))
        found.append(event(number, kind, draw(st.sampled_from("ABCD")), at, answers, about, year))
    return found


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=WIB)


def shown(points: tuple[Point, ...], day: date) -> tuple[int, int]:
    last = [one for one in points if one.day <= day][-1]
    return last.met, last.total


@settings(max_examples=40)
@given(tellings(), st.booleans(), st.integers(-5, 420))
def test_it_is_the_figure_of_the_end_of_every_day(told: list[ReportEvent], stricter: bool, days: int) -> None:
    ruled = (*RULES, STRICTER) if stricter else RULES
    until = datetime(2026, 1, 1, 15, tzinfo=WIB) + timedelta(days=days)
    points = course(SAKIP, 2026, until, OPDS, told, ruled)
    if days < 0:
        assert points == ()
        return
    assert points[0].day == date(2026, 1, 1)
    assert [one.day for one in points] == sorted({one.day for one in points})
    first = date(2026, 1, 1)
    before = {one.day - timedelta(days=1) for one in points[1:]}
    for day in {first + timedelta(days=one) for one in range(days % 9, days + 1, 9)} | before | {first}:
        as_of = min(end_of(day), until)
        rules = [one.rules for one in ruled if one is ruled[0] or one.since <= as_of][-1]
        counts = figure(
            IndicatorKey.SAKIP,
            2026,
            as_of,
            OPDS,
            told,
            lambda answers, rules=rules: SAKIP.rule(answers, rules.chosen),  # type: ignore[misc]
        ).counts
        assert shown(points, day) == (counts.met, counts.total), day


def test_each_later_point_differs_from_the_one_before() -> None:
    told = [
        event(1, EventKind.EVALUATED, "A", datetime(2026, 2, 3, 9, tzinfo=WIB), BB, None, 2026),
        event(2, EventKind.EVALUATED, "A", datetime(2026, 2, 5, 9, tzinfo=WIB), BB, None, 2026),
        event(3, EventKind.EVALUATED, "A", datetime(2026, 2, 7, 9, tzinfo=WIB), {}, None, 2026),
    ]
    points = course(SAKIP, 2026, datetime(2026, 3, 1, tzinfo=WIB), OPDS, told, RULES)
    assert points == (
        Point(date(2026, 1, 1), 0, 3),
        Point(date(2026, 2, 3), 1, 3),
        Point(date(2026, 2, 7), 0, 3),
    )
    assert points[1].ratio == Fraction(1, 3)


def test_what_cancels_out_on_one_day_is_no_point() -> None:
    told = [
        event(1, EventKind.EVALUATED, "A", datetime(2026, 2, 3, 9, tzinfo=WIB), BB, None, 2026),
        event(2, EventKind.EVALUATED, "A", datetime(2026, 2, 5, 9, tzinfo=WIB), {}, None, 2026),
        event(3, EventKind.EVALUATED, "B", datetime(2026, 2, 5, 9, tzinfo=WIB), BB, None, 2026),
    ]
    points = course(SAKIP, 2026, datetime(2026, 3, 1, tzinfo=WIB), OPDS, told, RULES)
    assert [one.day for one in points] == [date(2026, 1, 1), date(2026, 2, 3)]


def test_a_result_of_an_earlier_year_counts_from_the_first_day_and_falls_with_its_rule() -> None:
    found = ReportEvent(
        id=1,
        kind=EventKind.EVALUATED,
        opd="A",
        indicator=IndicatorKey.KELEMBAGAAN,
        year=2025,
        at=datetime(2025, 6, 1, tzinfo=WIB),
        by=1,
        answers={RESULT: FITS},
    )
    until = datetime(2026, 6, 1, tzinfo=WIB)
    points = course(KELEMBAGAAN, 2026, until, OPDS[:1], [found], (*RULES, LONGER))
    assert points == (Point(date(2026, 1, 1), 1, 1), Point(date(2026, 5, 5), 0, 1))


def test_what_happens_to_another_indicator_is_no_point() -> None:
    told = event(1, EventKind.EVALUATED, "A", datetime(2026, 2, 3, 9, tzinfo=WIB), BB, None, 2026)
    points = course(KELEMBAGAAN, 2026, datetime(2026, 3, 1, tzinfo=WIB), OPDS, [told], RULES)
    assert points == (Point(date(2026, 1, 1), 0, 3),)


def test_without_any_opd_there_is_nothing_to_divide_by() -> None:
    (only,) = course(SAKIP, 2026, datetime(2026, 3, 1, tzinfo=WIB), (), (), RULES)
    assert (only.met, only.total, only.ratio) == (0, 0, None)
