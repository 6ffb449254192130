"""Which OPD are late since a deadline, and at which of them somebody does not get the reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.indicators import Indicator
from domain.language.dates import day_of, year_of
from domain.morning.told import Unreached
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from handlers.words import words
from handlers.words.expected import awaited
from handlers.words.people import NO_OPERATOR, person_name, unreachable_since

_LONGEST_NAME = 80
"""Characters of the name of an OPD."""
MOST_UNREACHED = 5
"""OPD at which somebody is not reached; the rest is in `/belum`."""
MOST_PEOPLE = 3
"""People named of one OPD."""


@dataclass(frozen=True, slots=True)
class LateOpd:
    opd: Opd
    returned: bool
    """Whether its report was returned and is still to be repaired."""
    expected: ReportEvent | None = None
    """What it has said of when it will report."""


@dataclass(frozen=True, slots=True)
class LateGroup:
    """The OPD that are late with one report, by name; `since` is the deadline of the first of them."""

    indicator: Indicator
    year: int
    since: datetime
    opds: Sequence[LateOpd]


@dataclass(frozen=True, slots=True)
class Late:
    groups: Sequence[LateGroup] = ()
    unreached: Sequence[tuple[str, Unreached]] = ()
    """Those of the late OPD where somebody cannot be reached, each with its name."""

    @property
    def opds(self) -> int:
        return len({one.opd.code for group in self.groups for one in group.opds})


def headline(told: Late) -> str:
    """Return how many are late in few characters, "" for nobody."""
    if not told.groups:
        return ""
    only = told.groups[0].indicator.title if len(told.groups) == 1 else ""
    what = f"belum lapor {only}" if only else "lewat tenggat"
    return f"{words.LATE} {told.opds} OPD {what}"


def late(group: LateGroup, now: datetime, most: int) -> str:
    """Return one report and who is late with it, the first `most` by name."""
    year = f" {group.year}" if group.year != year_of(now) else ""
    missing = [one for one in group.opds if not one.returned]
    returned = [one for one in group.opds if one.returned]
    return words.lines(
        words.bold(f"{group.indicator.title}{year} lewat tenggat"),
        words.moment(group.since),
        _named("belum lapor", missing, most, now),
        _named("perlu perbaikan", returned, most, now),
    )


def _named(what: str, opds: Sequence[LateOpd], most: int, now: datetime) -> str:
    if not opds:
        return ""
    names = [words.escape(_name(one, now)) for one in opds[:most]]
    return f"{len(opds)} OPD {what}: {', '.join(filter(None, [*names, words.more(len(opds) - most)]))}"


def _name(one: LateOpd, now: datetime) -> str:
    if one.expected is None:
        return one.opd.short_name
    return f"{one.opd.short_name} ({awaited(one.expected, day_of(now))})"


def opd_name(name: str) -> str:
    return words.escape(words.cut(name, _LONGEST_NAME))


def unreached(found: Sequence[tuple[str, Unreached]], now: datetime, most: int) -> str:
    """Return who does not get the reminders, and who else can be phoned there."""
    if not found:
        return ""
    return words.lines(
        words.bold("Pengingat tidak sampai"),
        *(_unreached(name, one, now) for name, one in found[: min(most, MOST_UNREACHED)]),
        words.more(len(found) - min(most, MOST_UNREACHED)),
    )


def _unreached(name: str, one: Unreached, now: datetime) -> str:
    if not one.people:
        why = "undangan operatornya belum dipakai" if one.invited else NO_OPERATOR
        return f"• {opd_name(name)} – {why}"
    return words.lines(
        f"• {opd_name(name)}",
        *(
            f"   {person_name(person)}: {unreachable_since(person, year_of(now))}"
            for person in one.people[:MOST_PEOPLE]
        ),
        f"   {_colleagues(one)}",
    )


def _colleagues(one: Unreached) -> str:
    if not one.colleagues:
        return "undangan rekannya belum dipakai" if one.invited else "tidak ada operator lain"
    return "rekan: " + ", ".join(person_name(person) for person in one.colleagues[:MOST_PEOPLE])
