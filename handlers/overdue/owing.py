"""Who owes what, read from the figures: of one scope for the list, of one OPD for its card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.figures.figure import Entry
from domain.indicators import Indicator
from domain.language.dates import day_of
from domain.people.person import Person, operators_of
from domain.units.opd import Opd, in_force
from handlers.city.figures import Known
from handlers.words import words


@dataclass(frozen=True, slots=True)
class Owed:
    """One report (or evaluation) of one OPD. `due` is its own: later than everybody's by an extension."""

    indicator: Indicator
    entry: Entry
    due: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Return whether it is told as late on paper: whoever has said that it is not out yet is not."""
        return has_passed(self.due, now) and self.entry.standing.expected is None

    def icon(self, now: datetime) -> str:
        if has_passed(self.due, now):
            return words.LATE
        return words.RETURNED if self.entry.standing.returned is not None else words.MISSING


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


def owing_of(then: Known, indicators: Iterable[Indicator]) -> list[Owing]:
    """Return what is owed of each; evaluations the Sub Bagian owes itself.

    An OPD that has ended since its year did has nobody left who could report.
    """
    today, found = day_of(then.period.as_of), []
    for indicator in indicators:
        figure = then.figure(indicator)
        owed = tuple(
            Owed(indicator, entry, then.due(indicator, entry.opd.code))
            for entry in figure.entries
            if entry.is_owed and (in_force(entry.opd, today) or not indicator.reported_by_operator)
        )
        found.append(Owing(indicator, then.rules.deadlines.get(indicator.key), figure.counts.total, owed))
    return found


def debtors(
    owing: Sequence[Owing], listed: Sequence[Indicator], people: Sequence[Person], now: datetime
) -> list[Debtor]:
    """Return each OPD that owes any of the listed, once: most pressing first, then by the name shown."""
    by_opd: dict[str, list[Owed]] = {}
    for one in owing:
        if one.indicator in listed:
            for owed in one.owed:
                by_opd.setdefault(owed.entry.opd.code, []).append(owed)
    found = [
        Debtor(owed[0].entry.opd, tuple(owed), operators_of(people, code)) for code, owed in by_opd.items()
    ]
    return sorted(found, key=lambda one: (_PRESSING.index(one.icon(now)), one.opd.short_name.lower()))
