"""Which OPD are late since a deadline, and at which of them somebody does not get the reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.indicators import Indicator
from domain.language.dates import year_of
from domain.morning.told import Unreached
from handlers.words import words
from handlers.words.people import NO_OPERATOR, person_name, unreachable_since

_LONGEST_NAME = 80
"""Characters of the name of an OPD."""
MOST_PEOPLE = 3
"""People named of one OPD."""


@dataclass(frozen=True, slots=True)
class LateOpd:
    name: str
    returned: bool
    """Whether its report was returned and is still to be repaired."""


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


def late(group: LateGroup, now: datetime, most: int) -> str:
    """Return one report and who is late with it, the first `most` by name."""
    year = f" {group.year}" if group.year != year_of(now) else ""
    return words.lines(
        f"{words.LATE} {words.bold(f'{group.indicator.title}{year} lewat tenggat')}",
        words.moment(group.since),
        f"{len(group.opds)} OPD belum lapor:",
        *(_opd(one) for one in group.opds[:most]),
        words.more(len(group.opds) - most),
    )


def _opd(one: LateOpd) -> str:
    return f"• {opd_name(one.name)}{' – perlu perbaikan' if one.returned else ''}"


def opd_name(name: str) -> str:
    return words.escape(words.cut(name, _LONGEST_NAME))


def unreached(found: Sequence[tuple[str, Unreached]], now: datetime, most: int) -> str:
    """Return who does not get the reminders, and who else can be phoned there."""
    if not found:
        return ""
    return words.lines(
        words.bold("Pengingat tidak sampai"),
        *(_unreached(name, one, now) for name, one in found[:most]),
        words.more(len(found) - most),
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
