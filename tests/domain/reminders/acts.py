"""What happens in a simulated year, as values that a failing test can print."""

from dataclasses import dataclass
from datetime import datetime

from domain.keys import IndicatorKey
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from tests.domain.reminders.city import YEAR, SimulatedCity


@dataclass(frozen=True)
class Move:
    """Set everybody's deadline anew, or that of one OPD."""

    indicator: IndicatorKey
    due: datetime
    opd: str = ""

    def happen(self, city: SimulatedCity, now: datetime) -> None:
        rules = city.rules()
        own = [due for (indicator, _), due in rules.extensions.items() if indicator is self.indicator]
        before = rules.deadlines.get(self.indicator)
        # Since when an extension holds again that was overtaken is not known (see domain.overdue.debts).
        if not self.opd and before is not None and any(self.due < due <= before for due in own):
            return
        key = f"extension.{self.indicator}.{self.opd}" if self.opd else f"deadline.{self.indicator}"
        city.set(now, key, self.due.isoformat())


@dataclass(frozen=True)
class Event:
    """Something of a report, if it can happen then."""

    kind: EventKind
    opd: str
    indicator: IndicatorKey

    def happen(self, city: SimulatedCity, now: datetime) -> None:
        city.happens(now, self.kind, (self.opd, self.indicator, YEAR))


@dataclass(frozen=True)
class Talk:
    person: int
    minutes: int

    def happen(self, city: SimulatedCity, now: datetime) -> None:
        city.talk(now, self.person, self.minutes)


@dataclass(frozen=True)
class Press:
    person: int
    wish: Wish

    def happen(self, city: SimulatedCity, now: datetime) -> None:
        for person in city.people:
            if person.id == self.person:
                city.snooze(now, person, self.wish)


@dataclass(frozen=True)
class Join:
    """Report for one more OPD."""

    person: int
    opd: str

    def happen(self, city: SimulatedCity, _: datetime) -> None:
        city.join(self.person, self.opd)


@dataclass(frozen=True)
class Ask:
    """Have an OPD reminded now, as a verifikator who may."""

    opd: str

    def happen(self, city: SimulatedCity, now: datetime) -> None:
        city.ask(now, self.opd)


Act = Move | Event | Talk | Press | Join | Ask
