"""What is kept of the reports owes the same as their history does."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.figures.kept import kept
from domain.indicators import reported
from domain.keys import IndicatorKey
from domain.overdue.debts import debts, debts_kept
from domain.reports.events import EventKind, ReportEvent
from domain.reports.histories import by_report
from domain.units.opd import in_force_at
from domain.years.rules import YearRules
from tests.domain.history import CODES, day, histories
from tests.domain.reminders.city import opd

DEADLINES = st.dictionaries(
    st.sampled_from([one.key for one in reported()]), st.integers(-5, 20).map(day), max_size=3
)
EXTENSIONS = st.dictionaries(
    st.tuples(st.sampled_from([one.key for one in reported()]), st.sampled_from(CODES)),
    st.integers(-5, 20).map(day),
    max_size=4,
)


@given(
    history=histories(),
    deadlines=DEADLINES,
    extensions=EXTENSIONS,
    now=st.integers(0, 12).map(day),
    is_set=st.booleans(),
)
def test_what_is_kept_owes_what_the_history_does(
    history: list[ReportEvent],
    deadlines: dict[IndicatorKey, datetime],
    extensions: dict[tuple[IndicatorKey, str], datetime],
    now: datetime,
    is_set: bool,
) -> None:
    rules = YearRules(2026, deadlines=deadlines, extensions=extensions)
    set_at = {f"deadline.{key}": day(1) - timedelta(days=3) for key in deadlines} if is_set else {}
    opds, told = [opd(code) for code in CODES], by_report(history)
    rows = [
        (unit, one.key, kept(one, unit.code, 2026, told[unit.code, one.key, 2026], rules.chosen))
        for unit in in_force_at(opds, now, 2026)
        for one in reported()
    ]
    expected = {event.id: event for event in history if event.kind is EventKind.EXPECTED}
    assert debts_kept(rules, rows, expected, now, set_at) == debts(rules, opds, history, now, set_at)


def test_a_closed_year_owes_nothing_whatever_is_kept() -> None:
    now, deadlines = day(5), {one.key: day(1) for one in reported()}
    rows = [(opd(CODES[0]), one.key, None) for one in reported()]
    open_year = YearRules(2026, deadlines=deadlines)
    assert len(debts_kept(open_year, rows, {}, now)) == len(rows)
    assert debts_kept(replace(open_year, closed_at=day(3)), rows, {}, now) == ()
