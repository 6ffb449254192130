"""What holds for every history, sensible or not."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.figures.figure import Counts, Figure, Part, figure
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from tests.domain.history import BAD, CODES, GOOD, day, event, histories, is_good

# One of the four reporting units has closed, so that reports of no unit in force are drawn too.
OPDS = (
    *(Opd(code, f"Dinas {code}", "Dinas", date(2020, 1, 1)) for code in CODES[:3]),
    Opd(CODES[3], "Dinas lama", "Dinas", date(2020, 1, 1), date(2025, 12, 31)),
)
tellings = histories(years=(2024, 2025, 2026, 2027))
counts = st.builds(Counts, *[st.integers(0, 12)] * 6)
targets = st.decimals(min_value="0.01", max_value=100, places=2)
codes = st.sampled_from(CODES)


def ask(events: list[ReportEvent], until: int = 10) -> Figure:
    return figure(IndicatorKey.SAKIP, 2026, day(until), OPDS, events, is_good, validity_years=3)


def official(events: list[ReportEvent]) -> Fraction:
    ratio = ask(events).counts.official
    assert ratio is not None
    return ratio


@given(tellings, st.integers(0, 10))
def test_the_parts_always_add_to_the_opd_in_force(told: list[ReportEvent], until: int) -> None:
    asked = ask(told, until)
    assert asked.counts.total == len(asked.entries) == 3
    assert sorted(entry.opd.code for part in Part for entry in asked.of(part)) == list(CODES[:3])


@given(counts)
def test_the_bounds_contain_the_official_figure_and_the_pending_one(drawn: Counts) -> None:
    ratios = (drawn.lowest, drawn.official, drawn.including_pending, drawn.highest)
    if drawn.total == 0:
        assert ratios == (None, None, None, None)
    else:
        known = [ratio for ratio in ratios if ratio is not None]
        assert known == sorted(known)
        assert len(known) == len(ratios)
        assert all(0 <= ratio <= 1 for ratio in known)


@given(counts, targets)
def test_further_needed_is_the_fewest_that_reach_the_target(drawn: Counts, target: Decimal) -> None:
    needed = drawn.further_needed(target)
    if needed is None:
        assert drawn.total == 0
        return
    goal = Fraction(target) / 100
    assert Fraction(drawn.met + needed, drawn.total) >= goal
    assert needed == 0 or Fraction(drawn.met + needed - 1, drawn.total) < goal
    assert drawn.met + needed <= drawn.total


@given(counts, targets)
def test_a_capaian_of_100_means_that_nothing_is_needed(drawn: Counts, target: Decimal) -> None:
    capaian = drawn.capaian(target)
    assert (capaian is None) == (drawn.total == 0)
    if capaian is not None:
        assert (capaian >= 100) == (drawn.further_needed(target) == 0)


@given(tellings, st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_read_changes_nothing(told: list[ReportEvent], dice: Random) -> None:
    shuffled = list(told)
    dice.shuffle(shuffled)
    assert ask(shuffled) == ask(told)


@given(tellings, codes, st.sampled_from(EventKind), st.integers(1, 20))
def test_an_event_after_the_instant_changes_nothing(
    told: list[ReportEvent], code: str, kind: EventKind, about: int
) -> None:
    later = event(99, kind, about, opd=code, at=day(11))
    assert ask([*told, later]) == ask(told)


@given(tellings, codes, st.sampled_from([GOOD, BAD]))
def test_the_official_figure_never_moves_on_an_unverified_submission(
    told: list[ReportEvent], code: str, answer: str
) -> None:
    sent = event(99, EventKind.SUBMITTED, answer=answer, opd=code, at=day(10))
    assert official([*told, sent]) == official(told)


@given(tellings, st.integers(0, 3), codes)
def test_reports_of_another_indicator_change_nothing(told: list[ReportEvent], kind: int, code: str) -> None:
    other = event(99, list(EventKind)[kind], opd=code, indicator=IndicatorKey.IKM, at=day(1))
    assert ask([*told, other]) == ask(told)


@given(tellings)
def test_a_carried_result_is_always_a_verified_one_of_the_two_years_before(told: list[ReportEvent]) -> None:
    for entry in ask(told).entries:
        if entry.carried_from is not None:
            assert entry.carried_from in {2024, 2025}
            assert entry.standing.verified is not None
            assert entry.standing.verified.year == entry.carried_from


@given(tellings)
def test_corrections_only_wait_on_top_of_a_verdict(told: list[ReportEvent]) -> None:
    for entry in ask(told).entries:
        settled = entry.part in {Part.MET, Part.UNMET}
        assert entry.correction_waiting == (settled and entry.standing.waiting is not None)
