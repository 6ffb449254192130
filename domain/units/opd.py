"""The OPD and when they are in force: who is in the denominator of a figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.language.dates import day_of, year_end


@dataclass(frozen=True, slots=True)
class Opd:
    """A government unit. `valid_to` is its last day (inclusive), None while it has no end."""

    code: str
    name: str
    kind: str
    valid_from: date
    valid_to: date | None = None
    decree: str = ""
    """Number of the regulation or decree that founded, renamed, closed or merged the unit."""
    merged_into: str = ""
    """Code of the unit that went on with its tasks, if it was merged."""
    short: str = ""
    """What people call the unit in few letters (at most 20), if somebody has said so."""

    @property
    def short_name(self) -> str:
        """What stands on buttons and in lists: the short name, or else the code."""
        return self.short or self.code


def in_force(opd: Opd, on: date) -> bool:
    """Return whether the unit exists on that day, first and last day included."""
    return opd.valid_from <= on and (opd.valid_to is None or on <= opd.valid_to)


def in_force_at(opds: Iterable[Opd], as_of: datetime, year: int) -> tuple[Opd, ...]:
    """Return the denominator of `year` as of that instant, by name: a past year's is that of 31 December.

    One code counts once, by its newest validity. Raises ValueError for an instant without a time zone.
    """
    on = min(day_of(as_of), day_of(year_end(year)))
    valid = sorted((opd for opd in opds if in_force(opd, on)), key=lambda opd: opd.valid_from)
    return tuple(sorted({opd.code: opd for opd in valid}.values(), key=lambda opd: (opd.name, opd.code)))
