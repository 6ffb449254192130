"""Who owes what, read from the figures: of one scope for the list, of one OPD for its card."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.deadlines.due import has_passed
from domain.indicators import Indicator
from domain.keys import IndicatorKey
from domain.language.dates import day_of
from domain.overdue.debts import due_kept
from domain.people.person import Person
from domain.reports.events import ReportEvent
from domain.units.opd import Opd, in_force
from domain.years.rules import YearRules
from handlers.city.figures import Known
from handlers.city.owing import owed_in, said_of
from handlers.words import words
from storage.ports import FIGURES, Stood, UnitOfWork, once


@dataclass(frozen=True, slots=True)
class Owed:
    """One report (or evaluation) of one OPD. `due` is its own: later than everybody's by an extension."""

    indicator: Indicator
    opd: Opd
    due: datetime | None
    is_returned: bool
    expected: ReportEvent | None
    """What the OPD has said of when it will come."""
    returned: ReportEvent | None = None
    """How it was returned, where that is told."""

    def is_late(self, now: datetime) -> bool:
        """Return whether it is told as late on paper: whoever has said that it is not out yet is not."""
        return has_passed(self.due, now) and self.expected is None

    def icon(self, now: datetime) -> str:
        if has_passed(self.due, now):
            return words.LATE
        return words.RETURNED if self.is_returned else words.MISSING


@dataclass(frozen=True, slots=True)
class Owing:
    """One indicator and the OPD of which nothing (or only a returned report) is there."""

    indicator: Indicator
    due: datetime | None
    total: int
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class Debtor:
    """One OPD of the list, with what it owes of it and who reports for it."""

    opd: Opd
    owed: tuple[Owed, ...]
    operators: tuple[Person, ...]

    @property
    def reports(self) -> bool:
        """Whether it owes something that its operators report."""
        return any(one.indicator.reported_by_operator for one in self.owed)

    @property
    def is_unreached(self) -> bool:
        """Whether there are operators and the bot's messages reach none of them."""
        return bool(self.operators) and all(one.unreachable is not None for one in self.operators)

    def icon(self, now: datetime) -> str:
        """Return the icon of the most pressing of what it owes."""
        return min((one.icon(now) for one in self.owed), key=_PRESSING.index)


_PRESSING = (words.LATE, words.RETURNED, words.MISSING)


async def owing_now(
    uow: UnitOfWork, rules: YearRules, indicators: Iterable[Indicator], today: date
) -> list[Owing]:
    """Return what `owing_of` does of all OPD now, from what is kept of them."""
    wanted = tuple(indicators)
    owed = await owed_in(uow, rules.year, [one.key for one in wanted], today)
    said = await said_of(uow, owed)
    totals = await once(
        uow, FIGURES, ("totals", rules.year, today), lambda: uow.standings.totals(rules.year, today)
    )
    by_indicator = defaultdict[IndicatorKey, list[Stood]](list)
    for one in owed:
        by_indicator[one.indicator].append(one)
    return [
        Owing(
            indicator,
            rules.deadlines.get(indicator.key),
            totals[indicator.key].counts.total,
            tuple(
                _owed(rules, indicator, one, said)
                for one in sorted(by_indicator[indicator.key], key=lambda one: (one.opd.name, one.opd.code))
            ),
        )
        for indicator in wanted
    ]


def _owed(rules: YearRules, indicator: Indicator, one: Stood, said: Mapping[int, ReportEvent]) -> Owed:
    row = one.kept
    return Owed(
        indicator,
        one.opd,
        due_kept(rules, indicator.key, one.opd.code, row),
        is_returned=row is not None and row.returned is not None,
        expected=said.get(row.expected or 0) if row is not None else None,
    )


def owing_of(then: Known, indicators: Iterable[Indicator]) -> list[Owing]:
    """Return what is owed of each; evaluations the Sub Bagian owes itself.

    An OPD that has ended since its year did has nobody left who could report.
    """
    today, found = day_of(then.period.as_of), []
    for indicator in indicators:
        figure = then.figure(indicator)
        owed = tuple(
            Owed(
                indicator,
                entry.opd,
                then.due(indicator, entry.opd.code),
                is_returned=entry.standing.returned is not None,
                expected=entry.standing.expected,
                returned=entry.standing.returned,
            )
            for entry in figure.entries
            if entry.is_owed and (in_force(entry.opd, today) or not indicator.reported_by_operator)
        )
        found.append(Owing(indicator, then.rules.deadlines.get(indicator.key), figure.counts.total, owed))
    return found


def debtors(
    owing: Sequence[Owing],
    listed: Sequence[Indicator],
    operators: Mapping[str, Sequence[Person]],
    now: datetime,
) -> list[Debtor]:
    """Return each OPD that owes any of the listed, once: most pressing first, then by the name shown."""
    by_opd: dict[str, list[Owed]] = {}
    for one in owing:
        if one.indicator in listed:
            for owed in one.owed:
                by_opd.setdefault(owed.opd.code, []).append(owed)
    found = [
        Debtor(owed[0].opd, tuple(owed), tuple(operators.get(code, ()))) for code, owed in by_opd.items()
    ]
    return sorted(found, key=lambda one: (_PRESSING.index(one.icon(now)), one.opd.short_name.lower()))
