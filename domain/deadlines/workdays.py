"""Which days people work: weekends, public holidays, cuti bersama, and what the city adds to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
"""As `date.weekday` counts; Sunday follows."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workdays:
    """The days off beside weekends, each with its name; the list may reach over several years."""

    off: Mapping[date, str] = field(default_factory=dict)

    def is_off(self, day: date) -> bool:
        return day.weekday() >= _SATURDAY or day in self.off

    def on_or_before(self, day: date) -> date:
        """Return the day, or the last working day before it."""
        while self.is_off(day):
            day -= _DAY
        return day

    def on_or_after(self, day: date) -> date:
        """Return the day, or the first working day after it."""
        while self.is_off(day):
            day += _DAY
        return day

    def after(self, day: date) -> date:
        """Return the first working day that is later."""
        return self.on_or_after(day + _DAY)
