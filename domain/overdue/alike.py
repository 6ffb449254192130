"""What a whole city owes, told by how many owe alike: nobody has to be looked at by name to be counted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from domain.deadlines.due import has_passed
from domain.keys import IndicatorKey
from domain.years.rules import YearRules

_DAY = timedelta(days=1)
_NOBODY = -1
"""Days of review that nobody has: a deadline that has not passed has passed for none."""


class Pressing(IntEnum):
    """What an OPD is listed by: the most pressing of what it owes."""

    LATE = 0
    RETURNED = 1
    MISSING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """So many OPD that owe one report (or evaluation) in the same way, or a single one, which `opd` names.

    Whoever has longer than everybody is told apart, by its code.
    """

    indicator: IndicatorKey
    many: int = 1
    opd: str = ""
    place: str = ""
    """What lists of OPD are sorted by, where it is a single one."""
    review_days: int = 0
    """By how many days reviews have moved the deadline."""
    returned: bool = False
    expected: bool = False
    """Whether they have said that it is not out yet."""

    def due(self, rules: YearRules) -> datetime | None:
        """Return until when they have time; None where nobody has set a deadline."""
        due = rules.due(self.indicator, self.opd)
        return None if due is None else due + self.review_days * _DAY

    def pressing(self, rules: YearRules, now: datetime) -> Pressing:
        if has_passed(self.due(rules), now):
            return Pressing.LATE
        return Pressing.RETURNED if self.returned else Pressing.MISSING


@dataclass(frozen=True, slots=True)
class Lateness:
    """Which of those that owe a report are late: whose reviews took no more than `days`.

    Those `apart` have a deadline of their own; of them these are late.
    """

    days: int = _NOBODY
    apart: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()

    def is_late(self, opd: str, review_days: int) -> bool:
        return opd in self.late if opd in self.apart else review_days <= self.days


def lateness(
    rules: YearRules, indicator: IndicatorKey, apart: Collection[str], owed: Iterable[Alike], now: datetime
) -> Lateness:
    """Return which are late with one report; of those apart `owed` has what each of them owes."""
    due = rules.deadlines.get(indicator)
    late = {one.opd for one in owed if one.opd in apart and one.pressing(rules, now) is Pressing.LATE}
    days = (now - due) // _DAY if due is not None else _NOBODY
    return Lateness(max(days, _NOBODY), frozenset(apart), frozenset(late))


def many(owed: Iterable[Alike]) -> int:
    """Return how many OPD these are."""
    return sum(one.many for one in owed)
