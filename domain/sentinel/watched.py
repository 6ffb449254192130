"""What the sentinel looks at: the reports of a year, those of the year before, their files and verdicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from domain.forms.drafts import Evidence
from domain.indicators import INDICATORS, Indicator
from domain.indicators.damaged import if_readable
from domain.keys import Answers
from domain.language.numbers import round_half_up
from domain.reports.events import ReportEvent, Standing, in_effect, standing
from domain.reports.histories import by_report
from domain.sequence import in_sequence
from domain.units.opd import Opd, in_force_at
from domain.years.rules import YearRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One OPD × indicator of the year, where it stands, and where it stood the year before."""

    opd: Opd
    indicator: Indicator
    told: tuple[ReportEvent, ...]
    """What happened to it and was not undone, in order."""
    now: Standing
    before: Standing

    @property
    def answer(self) -> ReportEvent | None:
        """What it says: what was accepted, else what waits."""
        return self.now.verified or self.now.waiting

    @property
    def last_year(self) -> ReportEvent | None:
        """What was accepted for the year before, of the same period where there is one."""
        if self.answer is None:
            return None
        return self.before.accepted_of(self.answer.period) or self.before.verified

    @property
    def said(self) -> str:
        """What the answer says in few characters; "" without one, and where it cannot be read."""
        return outcome(self.indicator, self.answer)


@dataclass(frozen=True)
class Watched:
    """All that is known of a year at an instant. `events` are of this year and of the one before."""

    year: int
    as_of: datetime
    rules: YearRules
    opds: tuple[Opd, ...]
    events: tuple[ReportEvent, ...]
    files: Mapping[int, Evidence] = field(default_factory=dict)
    """The evidence of these events, by id."""
    first_opened: Mapping[int, datetime] = field(default_factory=dict)
    """When a reviewer first opened a file, by id; what nobody opened is not in it."""

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Return a report for each OPD that counts in the year and each indicator, in the form's order."""
        histories = by_report(self.events)
        return tuple(
            Report(
                opd=opd,
                indicator=one,
                told=tuple(in_effect(in_sequence(histories[opd.code, one.key, self.year]))),
                now=standing(histories[opd.code, one.key, self.year]),
                before=standing(histories[opd.code, one.key, self.year - 1]),
            )
            for one in INDICATORS
            for opd in in_force_at(self.opds, self.as_of, self.year)
        )

    @property
    def decided(self) -> Iterable[tuple[Report, ReportEvent]]:
        """Yield everything that was done about these reports, with the report it is about."""
        return ((report, event) for report in self.reports for event in report.told)


def points(indicator: Indicator, answers: Answers) -> Decimal | None:
    """Return the number of an answer to the second decimal; None without one, and where it is damaged."""
    found = if_readable(lambda: indicator.points(answers))
    if found is None or not found.is_finite():
        return None
    return round_half_up(found)


def outcome(indicator: Indicator, event: ReportEvent | None) -> str:
    """Return what an answer says in few characters; "" without one, and where it is damaged."""
    if event is None:
        return ""
    return if_readable(lambda: indicator.outcome(event.answers)) or ""
