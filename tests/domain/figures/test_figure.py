from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from domain.errors import InvalidAnswer, Problem
from domain.figures.figure import Counts, Figure, Part, figure
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB, quarter_end
from domain.language.numbers import format_decimal, format_percent
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from domain.years.rules import CapaianLabel, capaian_label
from tests.domain.history import (
    BAD,
    CODES,
    GOOD,
    day,
    evaluated,
    event,
    is_good,
    returned,
    submitted,
    verified,
)

OPDS = tuple(Opd(code, f"Dinas {code}", "Dinas", date(2020, 1, 1)) for code in CODES)
LATER = day(300)
EXAMPLE = Counts(met=20, unmet=2, waiting_met=2, waiting_unmet=1, returned=1, missing=2)
NOBODY = Counts(0, 0, 0, 0, 0, 0)
ALL_MISSING = Counts(0, 0, 0, 0, 0, 28)


def ask(events: list[ReportEvent], as_of: datetime = LATER, *, validity_years: int = 1) -> Figure:
    return figure(IndicatorKey.SAKIP, 2026, as_of, OPDS, events, is_good, validity_years)


def parts(asked: Figure) -> dict[str, Part]:
    return {entry.opd.code: entry.part for entry in asked.entries}


def shown(ratio: Fraction | None) -> str:
    return "tidak dapat dihitung" if ratio is None else format_percent(ratio)


def test_the_worked_example() -> None:
    assert EXAMPLE.total == 28
    assert shown(EXAMPLE.official) == "71,43 %"
    assert shown(EXAMPLE.including_pending) == "78,57 %"
    assert (shown(EXAMPLE.lowest), shown(EXAMPLE.highest)) == ("71,43 %", "92,86 %")
    capaian = EXAMPLE.capaian(Decimal(75))
    assert capaian is not None
    assert format_decimal(capaian) == "95,24"
    assert capaian_label(capaian) is CapaianLabel.SANGAT_TINGGI
    assert EXAMPLE.further_needed(Decimal(75)) == 1


@pytest.mark.parametrize(
    ("met", "total", "ratio"),
    [
        (28, 28, "100,00 %"),
        (27, 28, "96,43 %"),
        (21, 28, "75,00 %"),
        (20, 28, "71,43 %"),
        (19, 28, "67,86 %"),
        (0, 28, "0,00 %"),
        (0, 0, "tidak dapat dihitung"),
    ],
)
def test_the_worked_shares(met: int, total: int, ratio: str) -> None:
    assert shown(Counts(met, 0, 0, 0, 0, total - met).official) == ratio


def test_without_any_opd_nothing_can_be_computed() -> None:
    assert NOBODY.including_pending is None
    assert (NOBODY.lowest, NOBODY.highest) == (None, None)
    assert NOBODY.capaian(Decimal(75)) is None
    assert NOBODY.further_needed(Decimal(75)) is None


@pytest.mark.parametrize("target", [None, Decimal(0), Decimal("0.00")])
def test_without_a_target_there_is_no_capaian(target: Decimal | None) -> None:
    assert EXAMPLE.capaian(target) is None
    assert EXAMPLE.further_needed(target) is None


def test_a_capaian_above_100_is_shown_as_it_is() -> None:
    assert Counts(28, 0, 0, 0, 0, 0).capaian(Decimal(75)) == Fraction(400, 3)


@pytest.mark.parametrize(
    ("target", "needed"),
    [("75", 1), ("71.43", 1), ("71.42", 0), ("50", 0), ("100", 8), ("92.86", 7), ("0.01", 0)],
)
def test_the_fewest_further_opd_are_counted_exactly(target: str, needed: int) -> None:
    assert EXAMPLE.further_needed(Decimal(target)) == needed


def test_a_target_met_by_nobody_yet_needs_its_ceiling() -> None:
    assert ALL_MISSING.further_needed(Decimal(75)) == 21
    assert ALL_MISSING.further_needed(Decimal("0.01")) == 1


def test_every_opd_is_in_the_part_of_its_report() -> None:
    asked = ask(
        [
            submitted(1),
            verified(2, 1),
            submitted(3, BAD, "B"),
            verified(4, 3, "B"),
            submitted(5, GOOD, "C"),
        ]
    )
    assert parts(asked) == {"A": Part.MET, "B": Part.UNMET, "C": Part.WAITING_MET, "D": Part.MISSING}
    assert asked.counts == Counts(1, 1, 1, 0, 0, 1)


def test_what_waits_unmet_and_what_was_returned() -> None:
    asked = ask([submitted(1, BAD), submitted(2, GOOD, "B"), returned(3, 2, "B")])
    assert asked.counts == Counts(0, 0, 0, 1, 1, 2)
    assert [entry.opd.code for entry in asked.of(Part.RETURNED)] == ["B"]
    assert [entry.opd.code for entry in asked.of(Part.MISSING)] == ["C", "D"]
    assert [entry.opd.code for entry in asked.entries if entry.is_owed] == ["B", "C", "D"]


def test_the_number_stands_on_the_verified_answer_while_a_correction_waits() -> None:
    told = [submitted(1), verified(2, 1), submitted(3, BAD)]
    asked = ask(told)
    assert parts(asked)["A"] is Part.MET
    assert [entry.opd.code for entry in asked.corrections] == ["A"]
    assert asked.of(Part.MET)[0].correction_waiting
    settled = ask([*told, verified(4, 3)])
    assert (parts(settled)["A"], settled.corrections) == (Part.UNMET, ())


def test_a_returned_correction_leaves_the_verified_answer() -> None:
    asked = ask([submitted(1), verified(2, 1), submitted(3, BAD), returned(4, 3)])
    assert parts(asked)["A"] is Part.MET
    assert asked.counts.returned == 0


def test_other_indicators_years_and_unknown_opd_do_not_count() -> None:
    other = [
        event(1, EventKind.EVALUATED, indicator=IndicatorKey.ANJAB),
        evaluated(2, year=2025),
        evaluated(3, year=2027),
        evaluated(4, opd="Z"),
    ]
    assert ask(other).counts == Counts(0, 0, 0, 0, 0, 4)


def test_a_quarter_is_the_same_figure_as_of_its_last_day() -> None:
    in_time = event(1, EventKind.EVALUATED, at=datetime(2026, 3, 31, 23, 59, 59, tzinfo=WIB))
    too_late = event(2, EventKind.EVALUATED, opd="B", at=datetime(2026, 4, 1, tzinfo=WIB))
    first, second = (ask([in_time, too_late], quarter_end(2026, quarter)) for quarter in (1, 2))
    assert (first.counts.met, second.counts.met) == (1, 2)


def test_a_past_year_counts_what_was_verified_after_it() -> None:
    asked = ask([submitted(1), event(2, EventKind.VERIFIED, 1, at=day(330))], day(365))
    assert day(330).year == 2027
    assert asked.counts.met == 1


def test_closing_an_opd_today_leaves_a_past_figure_as_it_was() -> None:
    closed = Opd("A", "Dinas A", "Dinas", date(2020, 1, 1), date(2027, 1, 31))
    asked_in = datetime(2027, 3, 1, tzinfo=WIB)
    past = figure(IndicatorKey.SAKIP, 2026, asked_in, (closed, *OPDS[1:]), [evaluated(1)], is_good)
    now = figure(IndicatorKey.SAKIP, 2027, asked_in, (closed, *OPDS[1:]), [], is_good)
    assert (past.counts.total, past.counts.met, now.counts.total) == (4, 1, 3)


@pytest.mark.parametrize(
    ("result_year", "part", "carried_from"),
    [
        (2026, Part.MET, None),
        (2025, Part.MET, 2025),
        (2024, Part.MET, 2024),
        (2023, Part.MISSING, None),
        (2027, Part.MISSING, None),
    ],
)
def test_a_result_stays_valid_for_three_years(result_year: int, part: Part, carried_from: int | None) -> None:
    asked = ask([evaluated(1, year=result_year)], validity_years=3)
    entry = asked.entries[0]
    assert (entry.part, entry.carried_from) == (part, carried_from)
    assert asked.carried_over == (carried_from is not None)


def test_without_validity_nothing_is_carried_over() -> None:
    told = [evaluated(1, year=2025)]
    assert figure(IndicatorKey.SAKIP, 2026, LATER, OPDS, told, is_good).counts.missing == 4


def test_the_newest_result_counts_even_if_an_older_one_was_decided_later() -> None:
    asked = ask([evaluated(1, BAD, year=2025), evaluated(2, GOOD, year=2024)], validity_years=3)
    assert (asked.entries[0].part, asked.entries[0].carried_from) == (Part.UNMET, 2025)
    renewed = ask([evaluated(1, BAD, year=2025), evaluated(2, GOOD)], validity_years=3)
    assert (renewed.entries[0].part, renewed.carried_over) == (Part.MET, 0)


def test_only_a_verified_result_is_carried_over() -> None:
    assert ask([submitted(1, year=2025)], validity_years=3).entries[0].part is Part.MISSING


def test_a_result_is_not_carried_over_before_it_was_known() -> None:
    told = [evaluated(5, year=2025)]
    assert ask(told, day(5) - timedelta(seconds=1), validity_years=3).carried_over == 0
    assert ask(told, day(5), validity_years=3).carried_over == 1


def test_what_waits_on_top_of_a_carried_result_is_a_correction_of_it() -> None:
    old = evaluated(1, year=2025)
    entry = ask([old, submitted(2, BAD)], validity_years=3).entries[0]
    assert (entry.part, entry.carried_from, entry.correction_waiting) == (Part.MET, 2025, True)
    assert (entry.standing.verified, entry.standing.waiting) == (old, submitted(2, BAD))


@pytest.mark.parametrize(
    "error", [KeyError("predikat"), ValueError("ZZ"), InvalidAnswer(Problem.NOT_A_CHOICE)]
)
def test_answers_that_the_rule_cannot_read_meet_nothing_and_stop_no_other(error: Exception) -> None:
    def rule(answers: Answers) -> bool:
        if answers != {"hasil": GOOD}:
            raise error
        return True

    told = [evaluated(1), evaluated(2, BAD, opd="B"), submitted(3, BAD, opd="C")]
    found = parts(figure(IndicatorKey.SAKIP, 2026, day(9), OPDS, told, rule))
    assert (found["A"], found["B"], found["C"]) == (Part.MET, Part.UNMET, Part.WAITING_UNMET)
