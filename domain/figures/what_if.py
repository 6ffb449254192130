"""*Bagaimana bila*: the figure as it would be if some OPD met the rule, or did not; nothing comes of it.

How near an OPD is, from the nearest on:

1. what waits and meets the rule as it was sent: only the verdict is missing;
2. what was returned: it was sent once, and is to be repaired;
3. what is below the threshold, the highest score first;
4. what is missing: who is least late first, for whoever has been late for months will hardly be the next;
   who has said that there is nothing to report yet comes after them, by the month they have said.

What cannot count is never named: an OPD that has ended sends nothing more, and what a published document of
the year says (LHE, SKM) stays, unless its correction waits or another period of it is still to be reported.
Anything may be toggled nevertheless, for a question costs nothing.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from domain.figures.figure import Counts, Entry, Figure, Part
from domain.indicators import Indicator
from domain.indicators.damaged import if_readable
from domain.indicators.indicator import Chosen
from domain.keys import Answers
from domain.language.dates import day_of
from domain.reports.events import ReportEvent, Standing
from domain.reports.expected import expected_month
from domain.reports.periods import preference
from domain.units.opd import in_force

_LAST_MONTH = (9999, 12)
"""Sorts behind every month that somebody can have said."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A figure with some OPD on the other side: who counts does not, and who does not does."""

    figure: Figure
    target: Decimal | None
    """In percent."""
    turned: frozenset[str]
    """The codes of the OPD that were put on the other side; what is no OPD of the figure changes nothing."""

    def met(self, entry: Entry) -> bool:
        """Return whether that OPD counts in what is asked about."""
        return (entry.part is Part.MET) != (entry.opd.code in self.turned)

    @property
    def changed(self) -> tuple[Entry, ...]:
        """The OPD that stand on the other side, by name."""
        return tuple(entry for entry in self.figure.entries if entry.opd.code in self.turned)

    @property
    def counts(self) -> Counts:
        """How many OPD would be in each part: who is put on the other side is taken as verified."""
        parts = Counter(self._part(entry) for entry in self.figure.entries)
        return Counts(**{part.value: parts[part] for part in Part})

    def _part(self, entry: Entry) -> Part:
        if entry.opd.code not in self.turned:
            return entry.part
        return Part.MET if self.met(entry) else Part.UNMET


def toggled(turned: frozenset[str], code: str) -> frozenset[str]:
    """Return the OPD on the other side once that one was toggled; doing it twice is nothing."""
    return turned ^ {code}


class Near(IntEnum):
    """How near an OPD is to counting, the nearest first."""

    WAITING = 0
    RETURNED = 1
    BELOW = 2
    MISSING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One OPD that could count and does not."""

    entry: Entry
    near: Near
    said: ReportEvent | None = None
    """The answers that tell how near it is."""
    score: Decimal | None = None
    """How far those are, more being nearer; None where nothing tells."""
    due: datetime | None = None
    """Until when it has, or had, time; None where nobody has set a deadline."""


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest OPD that lift the figure to its target, the nearest first."""

    needed: int | None
    """How many are missing to the target; None without a target or without any OPD."""
    steps: tuple[Step, ...]
    """So many of them; none where the target is met, or where no way leads there."""
    highest: Fraction | None
    """The figure if everybody counts who can; None without any OPD."""

    @property
    def reaches(self) -> bool:
        """Whether the target is met once these OPD count."""
        return self.needed is not None and len(self.steps) == self.needed


@dataclass(frozen=True, slots=True)
class Measure:
    """What nearness is told by: the indicator, what its year has chosen, and until when an OPD has time."""

    indicator: Indicator
    chosen: Chosen
    due: Callable[[str], datetime | None]

    def meets(self, answers: Answers) -> bool:
        return if_readable(lambda: self.indicator.rule(answers, self.chosen)) is True

    def score(self, answers: Answers) -> Decimal | None:
        """Return how far answers are that do not meet the rule; None where they cannot be read."""
        told, points = self.indicator.progress, self.indicator.points
        found = if_readable(lambda: told(answers, self.chosen) if told is not None else points(answers))
        return found if found is not None and found.is_finite() else None


def nearest(figure: Figure, by: Measure) -> tuple[Step, ...]:
    """Return every OPD that could count and does not, the nearest first; the same for the same figure."""
    found = (_step(entry, figure.as_of, by) for entry in figure.entries if entry.part is not Part.MET)
    steps = [step for step in found if step is not None]
    return tuple(sorted(steps, key=lambda step: _order(step, figure.as_of)))


def shortest_way(figure: Figure, target: Decimal | None, steps: tuple[Step, ...]) -> Way:
    """Return the shortest way to the target, in percent; `steps` are those of `nearest`."""
    counts = figure.counts
    needed = counts.further_needed(target)
    highest = Fraction(counts.met + len(steps), counts.total) if counts.total else None
    enough = needed is not None and needed <= len(steps)
    return Way(needed, steps[:needed] if enough else (), highest)


def _step(entry: Entry, now: datetime, by: Measure) -> Step | None:
    """Return how near an OPD is that does not count, None where it cannot."""
    stands = entry.standing
    waiting = stands.waiting
    if waiting is not None and by.meets(waiting.answers) and _will_count(stands, waiting):
        return Step(entry=entry, near=Near.WAITING, said=waiting)
    if by.indicator.reported_by_operator and not in_force(entry.opd, day_of(now)):
        return None
    if entry.part is Part.RETURNED:
        return _scored(entry, Near.RETURNED, stands.returned_sent, by)
    if entry.part is Part.MISSING:
        return Step(entry=entry, near=Near.MISSING, due=by.due(entry.opd.code))
    if entry.part is Part.UNMET and by.indicator.published and not stands.left_to_report:
        return None
    return _scored(entry, Near.BELOW, stands.verified or waiting, by)


def _scored(entry: Entry, near: Near, said: ReportEvent | None, by: Measure) -> Step:
    score = by.score(said.answers) if said is not None else None
    return Step(entry=entry, near=near, said=said, score=score, due=by.due(entry.opd.code))


def _will_count(stands: Standing, waiting: ReportEvent) -> bool:
    """Return whether what waits is what counts once it is verified, and not an answer beside it."""
    replaced = stands.corrected_by(waiting)
    stay = [one.event for one in stands.accepted if one.event is not replaced]
    return all(preference(waiting.answers) < preference(one.answers) for one in stay)


def _order(step: Step, now: datetime) -> tuple[object, ...]:
    """Return what steps are sorted by: no two OPD of a figure are alike in all of it."""
    late = max((now - step.due).total_seconds(), 0) if step.due is not None else 0
    expected = step.entry.standing.expected
    month = expected_month(expected) if expected is not None else None
    spoken = (month.year, month.number) if month is not None else _LAST_MONTH
    waits = step.said.id if step.near is Near.WAITING and step.said is not None else 0
    return (
        step.near,
        waits,
        step.score is None,
        -step.score if step.score is not None else 0,
        expected is not None,
        spoken if expected is not None else (0, 0),
        late,
        step.entry.opd.name,
        step.entry.opd.code,
    )
