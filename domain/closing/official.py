"""Closing a year freezes its figures; what moved since is told OPD by OPD.

Nothing is copied when a year is closed: history and settings are append-only, so the official figures are
those as of the closing instant. Whoever changes data of a year asks `may_change` first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import NotPossible, Problem
from domain.figures.figure import Entry, Figure, Part
from domain.language.dates import day_of, year_end
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd, in_force
from domain.years.rules import YearRules


def may_change(rules: YearRules) -> None:
    """Raise NotPossible(YEAR_CLOSED) while the year is closed."""
    if rules.closed_at is not None:
        raise NotPossible(Problem.YEAR_CLOSED)


def may_close(rules: YearRules, now: datetime) -> None:
    """Raise NotPossible: YEAR_CLOSED if it is closed, YEAR_NOT_OVER until its 31 December is over (WIB).

    A year that still runs has no final denominator, and its operators could not report any more.
    """
    may_change(rules)
    if now <= year_end(rules.year):
        raise NotPossible(Problem.YEAR_NOT_OVER)


def may_reopen(rules: YearRules) -> None:
    """Raise NotPossible(YEAR_IS_OPEN) unless the year is closed."""
    if rules.closed_at is None:
        raise NotPossible(Problem.YEAR_IS_OPEN)


def may_record(before: Opd | None, after: Opd, closed_once: Iterable[int]) -> None:
    """Raise NotPossible(DENOMINATOR_FROZEN) if a unit's change would alter the N of a year ever closed.

    The validity of a unit has no history to look back into, so a later change would silently move figures
    that were frozen; a reopening does not lift this.
    """
    for year in closed_once:
        end = day_of(year_end(year))
        if (before is not None and in_force(before, end)) != in_force(after, end):
            raise NotPossible(Problem.DENOMINATOR_FROZEN)


def official_as_of(rules: YearRules, now: datetime) -> datetime:
    """Return the instant of the year's official figures: its last closing, or now if there was none.

    A reopening does not touch them; they stand until the year is closed again.
    """
    return rules.closings[-1] if rules.closings else now


def compared_from(rules: YearRules) -> datetime | None:
    """Return the instant whose figures those of now are compared with; None for a year never closed.

    While reopened these are the figures that stand. Once closed again they are those of the first closing,
    so that what was published then stays explained for good.
    """
    if not rules.closings:
        return None
    return rules.closings[-1] if rules.closed_at is None else rules.closings[0]


class Cause(StrEnum):
    """Why an OPD counts otherwise than when the year was closed."""

    VERIFIED = "verified"  # a report was verified since
    EVALUATED = "evaluated"  # the Sub Bagian gave a result since
    CORRECTED = "corrected"  # another answer took the place of the one that counted
    UNDONE = "undone"  # the verdict that counted was undone
    RULE = "rule"  # the answer is the same, the rule of the year is not
    JOINED = "joined"  # the OPD was not in the denominator
    LEFT = "left"  # the OPD is not in the denominator any more


@dataclass(frozen=True, slots=True)
class Moved:
    """One OPD that counts otherwise; `change` is what it adds to V⁺: 1, −1, or 0 (only the denominator)."""

    opd: Opd
    change: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """From the figure that was official to the one of now, and every OPD that makes the difference."""

    before: Figure
    after: Figure
    moved: tuple[Moved, ...]


def reconciliation(before: Figure, after: Figure) -> Reconciliation | None:
    """Return what moved between two figures of one indicator and year, gains first; None if nothing did.

    The changes add up to the difference of V⁺.
    """
    moved = sorted(_moved(before, after), key=lambda one: (-one.change, one.opd.name, one.opd.code))
    return Reconciliation(before, after, tuple(moved)) if moved else None


def _moved(before: Figure, after: Figure) -> Iterator[Moved]:
    then = {entry.opd.code: entry for entry in before.entries}
    now = {entry.opd.code: entry for entry in after.entries}
    for code in then.keys() | now.keys():
        old, new = then.get(code), now.get(code)
        change = _counts(new) - _counts(old)
        if old is None and new is not None:
            yield Moved(new.opd, change, Cause.JOINED)
        elif old is not None and new is None:
            yield Moved(old.opd, change, Cause.LEFT)
        elif old is not None and new is not None and change:
            yield Moved(new.opd, change, _cause(old, new, before.as_of))


def _counts(entry: Entry | None) -> int:
    return int(entry is not None and entry.part is Part.MET)


def _cause(old: Entry, new: Entry, since: datetime) -> Cause:
    """Return why an OPD that is in both figures is met in only one of them."""
    then, now, fell_at = old.standing.verified, new.standing.verified, new.standing.verified_at
    if now is None or fell_at is None:
        # A result of an earlier year can only drop out by a shorter validity.
        return Cause.UNDONE if old.carried_from is None else Cause.RULE
    if fell_at <= since:
        return Cause.RULE if then is None or then.id == now.id else Cause.UNDONE
    if then is None or old.carried_from != new.carried_from or _is_beside(then, now):
        return Cause.EVALUATED if now.kind is EventKind.EVALUATED else Cause.VERIFIED
    return Cause.CORRECTED


def _is_beside(then: ReportEvent, now: ReportEvent) -> bool:
    """Return whether an answer that counts now corrects nothing, but is that of a period which goes first."""
    return now.period is not then.period and not now.is_correction
