"""A city in memory with a fake clock: it keeps what the storage would and remembers what it was told.

It is written for the promises of `domain.reminders.planned` (tests/domain/reminders/promises.py), so it also
keeps its own plain account of which reports are out of the OPD's hands.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.deadlines.workdays import Workdays
from domain.indicators import reported
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of, year_of
from domain.overdue import debts as domain_debts
from domain.overdue.debts import Debt, by_due, is_pursued
from domain.people.person import Grant, Person, Role, SubBagian
from domain.reminders.asked import reminders_asked
from domain.reminders.planned import City, Reminded, Reminder, owed_by, reminders_due
from domain.reminders.snoozing import Wish, snoozed_until
from domain.reports.events import EventKind, ReportEvent, State, event_about, standing
from domain.reports.expected import EXPECTED_MONTH
from domain.units.opd import Opd, in_force
from domain.years.rules import YearRules, rules_from
from domain.years.steps import MOST_DAYS

YEAR = 2026
KEYS = tuple(indicator.key for indicator in reported())
Report = tuple[str, IndicatorKey, int]
_AWAY = {EventKind.SUBMITTED, EventKind.VERIFIED}
"""What takes a report out of the OPD's hands; a return or a withdrawal brings it back."""


def at(month: int, day: int, clock: str = "08:00", year: int = YEAR) -> datetime:
    """Return an instant in WIB."""
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), tzinfo=WIB)


def opd(code: str, until: date | None = None) -> Opd:
    return Opd(code, f"Dinas {code}", "Dinas", date(2020, 1, 1), until)


def operator(number: int, *codes: str) -> Person:
    grants = frozenset(Grant(Role.OPERATOR, code) for code in codes)
    return Person(id=number, telegram_id=number, name=f"Operator {number}", grants=grants)


VERIFIKATOR = Person(
    id=99,
    telegram_id=99,
    name="Kasubbag",
    grants=frozenset(Grant(Role.VERIFIKATOR, unit) for unit in SubBagian),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """What was known and told at one moment; `owing` is what the plain account says."""

    at: datetime
    debts: tuple[Debt, ...]
    owing: frozenset[Report]
    busy: frozenset[int]
    people: Sequence[Person]
    told: tuple[Reminder, ...]
    told_again: tuple[Reminder, ...]
    """What asking a second time gave, once the ledger was written."""
    asked: str = ""
    """The OPD of which a verifikator wanted it; "": it was the clock."""


@dataclass(frozen=True, slots=True)
class Snoozed:
    """A wish that was granted: when it was said, what the person owed then, and until when."""

    at: datetime
    person: Person
    owed: tuple[Debt, ...]
    until: datetime


class SimulatedCity:
    def __init__(
        self, opds: Sequence[Opd], people: Sequence[Person], days_off: Mapping[date, str] | None = None
    ) -> None:
        self.opds, self.people = opds, people
        self.workdays = Workdays(days_off or {})
        self.ledger: list[Reminded] = []
        self.ticks: list[Tick] = []
        self.snoozes: list[Snoozed] = []
        self._settings = defaultdict[int, list[tuple[str, str]]](list)
        self._set_at = defaultdict[int, dict[str, datetime]](dict)
        self._rules: dict[int, YearRules] = {}
        self._events: list[ReportEvent] = []
        self._away = set[Report]()
        self._busy_until: dict[int, datetime] = {}
        self._known: tuple[object, tuple[Debt, ...], frozenset[Report]] | None = None

    def set(self, now: datetime, key: str, value: str, year: int = YEAR) -> None:
        """Store a setting of a year."""
        self._settings[year].append((key, value))
        self._set_at[year][key] = now
        self._rules.pop(year, None)
        self._known = None

    def rules(self, year: int = YEAR) -> YearRules:
        if year not in self._rules:
            self._rules[year] = rules_from(year, self._settings[year])
        return self._rules[year]

    def happens(self, now: datetime, kind: EventKind, report: Report) -> bool:
        """Tell of a report's event; return False, and change nothing, where it cannot happen now."""
        if (kind is EventKind.SUBMITTED) == (report in self._away):
            return False
        told = [one for one in self._events if (one.opd, one.indicator, one.year) == report]
        if kind is not EventKind.SUBMITTED and told[-1].kind is EventKind.VERIFIED:
            return False
        code, indicator, year = report
        about = told[-1].id if kind is not EventKind.SUBMITTED else None
        number = len(self._events) + 1
        self._events.append(
            ReportEvent(
                id=number, kind=kind, opd=code, indicator=indicator, year=year, at=now, by=1, about=about
            )
        )
        (self._away.add if kind in _AWAY else self._away.discard)(report)
        self._known = None
        return True

    def expects(self, now: datetime, report: Report, month: str) -> bool:
        """Let an OPD say that a report is not out yet; return False, and change nothing, where it cannot."""
        code, indicator, year = report
        told = [one for one in self._events if (one.opd, one.indicator, one.year) == report]
        if standing(told).state is not State.MISSING:
            return False
        self._events.append(
            ReportEvent(
                id=len(self._events) + 1,
                kind=EventKind.EXPECTED,
                opd=code,
                indicator=indicator,
                year=year,
                at=now,
                by=1,
                answers={EXPECTED_MONTH: month},
            )
        )
        self._known = None
        return True

    def takes_back(self, now: datetime, report: Report) -> None:
        """Take back what was said last to be expected of it."""
        said = [one for one in self._events if (one.opd, one.indicator, one.year) == report][-1]
        taken = event_about(said, EventKind.WITHDRAWN, by=1, at=now)
        self._events.append(replace(taken, id=len(self._events) + 1))
        self._known = None

    def join(self, person: int, code: str) -> None:
        """Let a person report for one more OPD."""
        self.people = tuple(
            operator(one.id, *{*one.opds, code}) if one.id == person else one for one in self.people
        )

    def talk(self, now: datetime, person: int, minutes: int) -> None:
        """Let a person be in a conversation for so long."""
        self._busy_until[person] = now + timedelta(minutes=minutes)

    def snooze(self, now: datetime, person: Person, wish: Wish) -> datetime | None:
        """Press a snooze button of the person's newest reminder, as the handler will take it."""
        own = [number for number, line in enumerate(self.ledger) if line.person == person.id]
        owed = owed_by(person, self.debts(now))
        until = snoozed_until(now, wish, owed, self.workdays)
        if not own or until is None:
            return None
        self.ledger[own[-1]] = replace(self.ledger[own[-1]], again_at=until)
        self.snoozes.append(Snoozed(now, person, owed, until))
        return until

    def debts(self, now: datetime) -> tuple[Debt, ...]:
        return tuple(debt for debt in self._accounts(now)[0] if is_pursued(debt, now))

    def as_known(self, now: datetime) -> City:
        """Return the city as the handler reads it."""
        earliest = day_of(now) - timedelta(days=2 * MOST_DAYS)
        return City(
            people=self.people,
            debts=self.debts(now),
            ledger=[line for line in self.ledger if line.day >= earliest],
            workdays=self.workdays,
            steps={year: self.rules(year).steps for year in _years(now)},
            busy=frozenset(person for person, until in self._busy_until.items() if now < until),
        )

    def tick(self, now: datetime) -> tuple[Reminder, ...]:
        """Decide, and write what was decided into the ledger as the handler will."""
        return self._tell(now, lambda city: reminders_due(now, city))

    def ask(self, now: datetime, opd: str) -> tuple[Reminder, ...]:
        """Have an OPD reminded at that moment, by a verifikator of all Sub Bagian."""
        return self._tell(now, lambda city: reminders_asked(now, city, opd, VERIFIKATOR), opd)

    def _tell(
        self, now: datetime, decide: Callable[[City], tuple[Reminder, ...]], asked: str = ""
    ) -> tuple[Reminder, ...]:
        city = self.as_known(now)
        told = decide(city)
        for one in told:
            line = Reminded(
                id=len(self.ledger) + 1,
                person=one.person,
                day=day_of(now),
                at=now,
                why=one.why,
                items=one.items,
                asked_by=one.asked_by,
            )
            self.ledger.append(line)
        again = decide(self.as_known(now)) if told else ()
        owing = self._accounts(now)[1]
        self.ticks.append(
            Tick(now, tuple(city.debts), owing, frozenset(city.busy), self.people, told, again, asked)
        )
        return told

    def _accounts(self, now: datetime) -> tuple[tuple[Debt, ...], frozenset[Report]]:
        """Return what is owed as the domain folds it, and by the plain account.

        Without events and settings both are the same until an OPD comes or goes, or a year ends.
        """
        alive = tuple(one.code for one in self.opds if in_force(one, day_of(now)))
        until = alive, year_of(now)
        if self._known is None or self._known[0] != until:
            found = [
                debt
                for year in _years(now)[:2]
                for debt in domain_debts.debts(
                    self.rules(year), self.opds, self._events, now, self._set_at[year]
                )
            ]
            everything = {(code, key, year) for code in alive for key in KEYS for year in _years(now)[:2]}
            self._known = (until, by_due(found), frozenset(everything - self._away))
        return self._known[1:]


def _years(now: datetime) -> tuple[int, int, int]:
    """Last year, this one, and the coming one: those whose rules the handler reads."""
    year = year_of(now)
    return year - 1, year, year + 1
