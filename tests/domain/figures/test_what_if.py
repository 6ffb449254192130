"""*Bagaimana bila*: who is put on the other side, and who is the nearest to counting."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.figure import Figure, Part, figure
from domain.figures.what_if import Measure, Near, Step, WhatIf, nearest, shortest_way, toggled
from domain.indicators import INDICATORS, by_key
from domain.indicators.ketatalaksanaan import REQUIRED, ItemResult
from domain.keys import Answers, IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from domain.reports.expected import EXPECTED_MONTH
from domain.units.opd import Opd
from domain.years.rules import YearRules
from tests.domain.history import CODES, day, histories

CHOSEN = YearRules(2026).chosen
OPDS = tuple(Opd(code, f"Dinas {code}", "Dinas", date(2020, 1, 1)) for code in CODES)
ALL_ITEMS = dict.fromkeys(sorted(REQUIRED), ItemResult.MET.value)
GOOD, BAD = {"predikat": "BB", "nilai": "75.50"}, {"predikat": "CC", "nilai": "58.75"}


class Story:
    """What happened to the reports of an indicator, told in order."""

    def __init__(self, indicator: IndicatorKey = IndicatorKey.SAKIP) -> None:
        self.indicator = by_key(indicator)
        self.events: list[ReportEvent] = []

    def happens(
        self, kind: EventKind, opd: str, answers: Answers, about: int | None = None, reason: str = ""
    ) -> int:
        number = len(self.events) + 1
        self.events.append(
            ReportEvent(
                id=number,
                kind=kind,
                opd=opd,
                indicator=self.indicator.key,
                year=2026,
                at=day(number),
                by=1,
                answers=answers,
                about=about,
                reason=reason,
            )
        )
        return number

    def sent(self, opd: str, answers: Answers, about: int | None = None, reason: str = "") -> int:
        return self.happens(EventKind.SUBMITTED, opd, answers, about, reason)

    def verified(self, opd: str, answers: Answers) -> int:
        number = self.sent(opd, answers)
        self.happens(EventKind.VERIFIED, opd, {}, number)
        return number

    def returned(self, opd: str, answers: Answers) -> None:
        self.happens(EventKind.RETURNED, opd, {}, self.sent(opd, answers))

    def evaluated(self, opd: str, answers: Answers) -> None:
        self.happens(EventKind.EVALUATED, opd, answers)

    def expects(self, opd: str, month: str) -> None:
        self.happens(EventKind.EXPECTED, opd, {EXPECTED_MONTH: month})

    def figure(self, opds: tuple[Opd, ...] = OPDS, at: int = 100) -> Figure:
        key, rule = self.indicator.key, self.indicator.rule
        return figure(key, 2026, day(at), opds, self.events, lambda answers: rule(answers, CHOSEN))

    def steps(self, due: dict[str, datetime] | None = None, opds: tuple[Opd, ...] = OPDS) -> tuple[Step, ...]:
        by = Measure(self.indicator, CHOSEN, (due or {}).get)
        return nearest(self.figure(opds), by)

    def order(self, due: dict[str, datetime] | None = None, opds: tuple[Opd, ...] = OPDS) -> str:
        return "".join(step.entry.opd.code for step in self.steps(due, opds))


def near(story: Story) -> dict[str, Near]:
    return {step.entry.opd.code: step.near for step in story.steps()}


def test_the_nearest_is_what_waits_then_what_was_returned_then_the_score_then_what_is_missing() -> None:
    story = Story()
    story.sent("B", BAD)
    story.returned("C", GOOD)
    story.sent("D", GOOD)
    assert near(story) == {
        "D": Near.WAITING,
        "C": Near.RETURNED,
        "B": Near.BELOW,
        "A": Near.MISSING,
    }
    assert story.order() == "DCBA"


def test_who_counts_is_no_step() -> None:
    story = Story()
    story.verified("A", GOOD)
    assert story.order() == "BCD"


def test_the_highest_score_below_the_threshold_comes_first_and_a_damaged_one_last() -> None:
    story = Story()
    story.sent("A", {"predikat": "CC", "nilai": "55.40"})
    story.sent("B", {"predikat": "CC", "nilai": "kosong"})
    story.sent("C", {"predikat": "CC", "nilai": "60.00"})
    story.sent("D", {"predikat": "CC", "nilai": "NaN"})
    assert story.order() == "CABD"


def test_of_two_that_wait_the_one_that_waits_longer_is_nearer() -> None:
    story = Story()
    story.sent("D", GOOD)
    story.sent("A", GOOD)
    assert story.order() == "DABC"


def test_whoever_is_least_late_is_nearer_and_who_has_said_when_comes_last() -> None:
    story = Story()
    story.expects("A", "2026-09")
    now = day(100)
    due = {
        "B": now - timedelta(days=40),
        "C": now - timedelta(days=3),
        "D": now + timedelta(days=3),
        "A": now + timedelta(days=3),
    }
    assert story.order(due) == "DCBA"
    assert story.order() == "BCDA"


def test_who_has_said_an_earlier_month_is_nearer_and_one_that_cannot_be_read_comes_last() -> None:
    story = Story()
    story.expects("A", "2026-12")
    story.expects("B", "kapan-kapan")
    story.expects("C", "2026-09")
    assert story.order() == "DCAB"


def test_what_a_published_document_says_stays_unless_its_correction_waits() -> None:
    story = Story()
    first = story.verified("A", BAD)
    assert "A" not in story.order()
    story.sent("A", GOOD, about=first, reason="Salah ketik")
    assert near(story)["A"] is Near.WAITING


def test_a_correction_that_meets_nothing_is_no_way() -> None:
    story = Story()
    first = story.verified("A", BAD)
    story.sent("A", {"predikat": "C", "nilai": "40"}, about=first, reason="Salah ketik")
    assert "A" not in story.order()


def test_a_semester_below_the_threshold_leaves_the_other_to_be_reported() -> None:
    story, low = Story(IndicatorKey.IKM), {"cara": "terbit", "nilai": "70.00"}
    story.verified("A", {**low, "periode": "s1"})
    story.verified("B", low)
    assert near(story) == {"A": Near.BELOW, "C": Near.MISSING, "D": Near.MISSING}
    story.sent("A", {"cara": "terbit", "nilai": "80.00", "periode": "s2"})
    assert near(story)["A"] is Near.WAITING


def test_what_waits_beside_what_counts_is_no_way_of_its_own() -> None:
    """The first semester, be it ever so good, does not count while the second one stands."""
    story = Story(IndicatorKey.IKM)
    story.verified("A", {"cara": "terbit", "nilai": "70.00", "periode": "s2"})
    story.sent("A", {"cara": "terbit", "nilai": "90.00", "periode": "s1"})
    assert near(story)["A"] is Near.BELOW


def test_work_that_goes_on_may_be_done_yet_and_its_stage_says_how_near_it_is() -> None:
    story = Story(IndicatorKey.ANJAB)
    story.verified("A", {"status": "belum", "tahap": "persiapan"})
    story.verified("B", {"status": "belum", "tahap": "penetapan"})
    story.verified("C", {"status": "belum", "tahap": "verifikasi"})
    story.verified("D", {"status": "belum"})
    assert story.order() == "BCAD"
    assert set(near(story).values()) == {Near.BELOW}


def test_of_a_checklist_the_one_that_lacks_least_is_nearer() -> None:
    story = Story(IndicatorKey.KETATALAKSANAAN)
    for lacking, opd in ((2, "A"), (1, "B"), (3, "C")):
        unmet = dict.fromkeys(sorted(REQUIRED)[:lacking], ItemResult.UNMET.value)
        story.evaluated(opd, {**ALL_ITEMS, **unmet})
    assert story.order() == "BACD"


def test_of_evaluations_with_a_score_the_higher_level_is_nearer_and_those_without_come_last() -> None:
    story = Story(IndicatorKey.KELEMBAGAAN)
    story.evaluated("A", {"hasil": "perlu"})
    story.evaluated("B", {"hasil": "perlu", "skor": "30"})
    story.evaluated("C", {"hasil": "perlu", "skor": "55"})
    assert story.order() == "CBAD"


def test_who_has_ended_sends_nothing_more_but_what_waits_is_still_decided() -> None:
    """A past year's OPD are those of its last day, be they there or not by now."""
    gone = tuple(replace(opd, valid_to=date(2027, 1, 15)) for opd in OPDS)
    story = Story()
    story.sent("A", GOOD)
    story.sent("B", BAD)
    story.returned("C", GOOD)
    steps = nearest(story.figure(gone, 400), Measure(story.indicator, CHOSEN, lambda _: None))
    assert [step.entry.opd.code for step in steps] == ["A"]
    evaluated = Story(IndicatorKey.KELEMBAGAAN)
    later = nearest(evaluated.figure(gone, 400), Measure(evaluated.indicator, CHOSEN, lambda _: None))
    assert len(later) == len(OPDS)


def test_the_way_is_as_long_as_it_has_to_be() -> None:
    story = Story()
    story.verified("A", GOOD)
    story.sent("C", GOOD)
    now, steps = story.figure(), story.steps()
    found = {
        target: "".join(step.entry.opd.code for step in shortest_way(now, Decimal(target), steps).steps)
        for target in ("25", "25.01", "50", "75", "100")
    }
    assert found == {"25": "", "25.01": "C", "50": "C", "75": "CB", "100": "CBD"}
    assert shortest_way(now, Decimal(100), steps).reaches


def test_a_target_that_nothing_leads_to_is_told_with_the_highest_that_can_be() -> None:
    story = Story()
    story.verified("A", BAD)
    story.verified("B", GOOD)
    way = shortest_way(story.figure(), Decimal(80), story.steps())
    assert (way.needed, way.steps, way.reaches) == (3, (), False)
    assert way.highest == Fraction(3, 4) == story.figure().counts.highest


@pytest.mark.parametrize("target", [None, Decimal(0)])
def test_without_a_target_there_is_no_way(target: Decimal | None) -> None:
    story = Story()
    way = shortest_way(story.figure(), target, story.steps())
    assert (way.needed, way.steps, way.reaches) == (None, (), False)


def test_without_any_opd_there_is_nothing_to_say() -> None:
    story = Story()
    nobody = story.figure(())
    way = shortest_way(nobody, Decimal(75), ())
    assert (way.needed, way.highest, way.reaches) == (None, None, False)
    assert WhatIf(nobody, Decimal(75), frozenset("A")).counts.official is None


def test_whoever_is_put_on_the_other_side_is_taken_as_verified() -> None:
    story = Story()
    story.verified("A", GOOD)
    story.verified("B", BAD)
    story.sent("C", GOOD)
    asked = WhatIf(story.figure(), Decimal(75), frozenset({"A", "B", "C", "NOBODY"}))
    counts = asked.counts
    assert (counts.met, counts.unmet, counts.missing, counts.waiting_met) == (2, 1, 1, 0)
    assert counts.capaian(asked.target) == Fraction(50 * 100, 75)
    assert counts.further_needed(asked.target) == 1
    assert [(one.opd.code, asked.met(one)) for one in asked.changed] == [
        ("A", False),
        ("B", True),
        ("C", True),
    ]


def test_every_indicator_tells_how_near_its_answers_are_or_nothing() -> None:
    """What an indicator cannot read of its own answers is no reason to break."""
    for indicator in INDICATORS:
        by = Measure(indicator, CHOSEN, lambda _: None)
        assert by.score({}) is None or indicator.by_checklist
        assert not by.meets({})


tellings = histories()
targets = st.none() | st.decimals(min_value="0.01", max_value=100, places=2)
turns = st.frozensets(st.sampled_from(CODES))


def ask(events: list[ReportEvent]) -> tuple[Figure, tuple[Step, ...]]:
    """Return the figure of a history whose answers "baik" and "buruk" are those of SAKIP."""
    told = [replace(one, answers=GOOD if one.answers == {"hasil": "baik"} else BAD) for one in events]
    sakip = by_key(IndicatorKey.SAKIP)
    found = figure(sakip.key, 2026, day(20), OPDS, told, lambda answers: sakip.rule(answers, CHOSEN))
    return found, nearest(found, Measure(sakip, CHOSEN, lambda _: None))


@given(tellings, turns, st.sampled_from(CODES), targets)
def test_toggling_twice_is_nothing(
    events: list[ReportEvent], turned: frozenset[str], code: str, target: Decimal | None
) -> None:
    found, _ = ask(events)
    assert toggled(toggled(turned, code), code) == turned
    once = WhatIf(found, target, toggled(turned, code)).counts
    assert abs(once.met - WhatIf(found, target, turned).counts.met) == 1
    assert once.total == found.counts.total


@given(tellings, targets)
def test_nothing_turned_is_the_figure_itself(events: list[ReportEvent], target: Decimal | None) -> None:
    found, _ = ask(events)
    assert WhatIf(found, target, frozenset()).counts == found.counts


@given(tellings, targets)
def test_the_way_reaches_the_target_with_the_fewest_or_there_is_none(
    events: list[ReportEvent], target: Decimal | None
) -> None:
    found, steps = ask(events)
    way = shortest_way(found, target, steps)
    assert way.needed == found.counts.further_needed(target)
    turned = frozenset(step.entry.opd.code for step in way.steps)
    after = WhatIf(found, target, turned).counts
    if way.reaches:
        assert len(way.steps) == len(turned) == way.needed
        assert after.further_needed(target) == 0
    else:
        every = frozenset(step.entry.opd.code for step in steps)
        assert not way.steps
        assert target is None or WhatIf(found, target, every).counts.further_needed(target)


@given(tellings)
def test_what_can_count_is_what_the_card_calls_possible(events: list[ReportEvent]) -> None:
    """Of SAKIP the highest number of the card is that of the way, but for corrections that wait."""
    found, steps = ask(events)
    corrected = sum(step.entry.part is Part.UNMET for step in steps)
    highest, counts = shortest_way(found, Decimal(100), steps).highest, found.counts
    assert highest is not None
    assert highest == Fraction(counts.total - counts.unmet + corrected, counts.total)


@given(tellings, st.randoms(use_true_random=False))
def test_the_order_is_total_and_always_the_same(events: list[ReportEvent], dice: Random) -> None:
    _, steps = ask(events)
    shuffled = list(events)
    dice.shuffle(shuffled)
    assert ask(shuffled)[1] == steps
    assert len({step.entry.opd.code for step in steps}) == len(steps)
    assert [step.near for step in steps] == sorted(step.near for step in steps)
