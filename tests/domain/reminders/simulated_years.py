"""Whole years of a small city, drawn at random: deadlines, holidays, people, what they do, and outages.

Most of what happens is drawn near a deadline, because elsewhere nothing is at stake.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain

from hypothesis import strategies as st

from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.reminders.planned import Item
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from tests.domain.reminders.acts import Act, Ask, Event, Join, Move, Press, Talk
from tests.domain.reminders.city import KEYS, YEAR, SimulatedCity, at, opd, operator

CODES = ("A", "B", "C")
BEGIN, END = date(YEAR, 1, 1), date(YEAR + 1, 1, 31)
BEFORE_THE_YEAR = at(12, 1, year=YEAR - 1)
CLOCKS = (
    "06:59:59",
    "07:00",
    "07:59:59",
    "08:00",
    "09:30",
    "11:15",
    "13:00",
    "14:45",
    "16:30",
    "16:59:59",
    "17:00",
)
_QUIET_CLOCKS = ("08:00", "17:00")
_RARE_CLOCKS = ("06:59:59", "07:00", "07:59:59", "17:00")
"""As if the bot were away in the hours in which it may write."""
_NEAR = range(-18, 12)
"""Days around a deadline in which the ticks are close together."""


@dataclass(frozen=True)
class Year:
    """A plan: who works for which OPD, what is due when, and what happens."""

    deadlines: dict[IndicatorKey, datetime]
    next_deadlines: dict[IndicatorKey, datetime] = field(default_factory=dict)
    """Those of the coming year, some of whose steps come while this year is still pursued."""
    people: tuple[frozenset[str], ...] = (frozenset("A"), frozenset("A"), frozenset("B"), frozenset("ABC"))
    days_off: frozenset[date] = frozenset()
    before: str = "14, 7, 3, 1, 0"
    after: str = "1, 7"
    acts: tuple[tuple[datetime, Act], ...] = ()
    clocks: tuple[str, ...] = CLOCKS
    """When the bot looks, on the days near a deadline."""
    outages: tuple[tuple[datetime, timedelta], ...] = ()
    closes: date | None = field(default=None)
    """The last day of OPD C."""

    def city(self) -> SimulatedCity:
        """Return the city as it stands before anything has happened."""
        opds = [opd(code, self.closes if code == "C" else None) for code in CODES]
        people = [operator(number, *codes) for number, codes in enumerate(self.people, start=1)]
        city = SimulatedCity(opds, people, dict.fromkeys(self.days_off, "Libur"))
        city.set(BEFORE_THE_YEAR, "reminder.before", self.before)
        city.set(BEFORE_THE_YEAR, "reminder.after", self.after)
        for year, deadlines in ((YEAR, self.deadlines), (YEAR + 1, self.next_deadlines)):
            for indicator, due in deadlines.items():
                city.set(BEFORE_THE_YEAR, f"deadline.{indicator}", due.isoformat(), year)
        return city

    def run(self, until: datetime | None = None) -> SimulatedCity:
        """Play the year (before that moment); what happens at one moment happens before the bot looks."""
        city, acts = self.city(), deque(sorted(self.acts, key=lambda act: act[0]))
        for now in self.moments():
            if until is not None and now >= until:
                break
            while acts and acts[0][0] <= now:
                then, act = acts.popleft()
                act.happen(city, then)
            if not any(begin <= now < begin + length for begin, length in self.outages):
                city.tick(now)
        return city

    def is_sent(self, item: Item, by: datetime) -> bool:
        """Return whether that report is sent by then, in a year in which none comes back."""
        return any(
            then <= by and isinstance(act, Event) and (act.opd, act.indicator) == (item.opd, item.indicator)
            for then, act in self.acts
        )

    def moments(self) -> Iterator[datetime]:
        """Return when the bot looks: often on the days around a deadline, else twice a day."""
        near = {day_of(due) for due in (*self.deadlines.values(), *self.next_deadlines.values())}
        near |= {day_of(act.due) for _, act in self.acts if isinstance(act, Move)}
        dense = {day + timedelta(days=number) for day in near for number in _NEAR}
        for number in range((END - BEGIN).days):
            day = BEGIN + timedelta(days=number)
            for clock in self.clocks if day in dense else _QUIET_CLOCKS:
                yield datetime.combine(day, time.fromisoformat(clock), tzinfo=WIB)


_EVENTS = (
    EventKind.SUBMITTED, EventKind.SUBMITTED, EventKind.RETURNED, EventKind.WITHDRAWN, EventKind.VERIFIED,
)  # fmt: skip
_codes, _keys, _people = st.sampled_from(CODES), st.sampled_from(KEYS), st.integers(1, 4)
_clocks = st.sampled_from([*CLOCKS, "00:00", "12:00", "16:00", "23:59"]).map(time.fromisoformat) | st.times()
_steps_before = st.sampled_from(["14, 7, 3, 1, 0", "14, 7, 3, 1, 0", "30, 10, 2", "0", "5, 4, 3, 2, 1"])
_steps_after = st.sampled_from(["1, 7", "1, 7", "2, 3, 30"])


@st.composite
def _instants(draw: st.DrawFn) -> datetime:
    """Draw any instant of the year, to the second."""
    day = BEGIN + timedelta(days=draw(st.integers(0, 364)))
    return datetime.combine(day, draw(_clocks).replace(microsecond=0), tzinfo=WIB)


_away = st.sampled_from([*range(-16, 10), -7, -3, -1, -1, 0, 0, 0, 0])


@st.composite
def _near(draw: st.DrawFn, dues: list[datetime]) -> datetime:
    day = day_of(draw(st.sampled_from(dues))) + timedelta(days=draw(_away))
    return datetime.combine(day, draw(_clocks).replace(microsecond=0), tzinfo=WIB)


@st.composite
def _days_off(draw: st.DrawFn, dues: list[datetime]) -> frozenset[date]:
    """Draw single days, and long holidays near the deadlines."""
    found = set[date]()
    for _ in range(draw(st.integers(0, 4))):
        first, length = day_of(draw(_near(dues))), draw(st.sampled_from([1, 1, 2, 5, 11]))
        found |= {first + timedelta(days=number) for number in range(length)}
    return frozenset(found)


@st.composite
def _missed_snoozes(draw: st.DrawFn, dues: list[datetime]) -> tuple[tuple[datetime, Act], ...]:
    """Draw somebody who wants to hear of it again before a deadline, and then is busy until after it."""
    due, person = draw(st.sampled_from(dues)), draw(_people)
    wish = due - timedelta(hours=3), Press(person, draw(st.sampled_from(Wish)))
    return wish, (due - timedelta(minutes=65), Talk(person, minutes=240))


def _moves(dues: list[datetime]) -> st.SearchStrategy[Act]:
    return st.builds(Move, _keys, _near(dues), st.sampled_from(["", *CODES]))


@st.composite
def _soon_after_the_year(draw: st.DrawFn) -> datetime:
    """Draw an instant of the first months of the coming year."""
    day = END + timedelta(days=draw(st.sampled_from([*range(-28, 20), 60])))
    return datetime.combine(day, draw(_clocks).replace(microsecond=0), tzinfo=WIB)


@st.composite
def _late_in_the_year(draw: st.DrawFn) -> datetime:
    """Draw an instant of December: some of what is due then is late after New Year."""
    day = END - timedelta(days=draw(st.integers(31, 50)))
    return datetime.combine(day, draw(_clocks).replace(microsecond=0), tzinfo=WIB)


_deadlines = st.dictionaries(_keys, _instants() | _late_in_the_year(), min_size=1)
_next_deadlines = st.dictionaries(_keys, _soon_after_the_year())
_events = st.builds(Event, st.sampled_from(_EVENTS), _codes, _keys)
_talks = st.builds(Talk, _people, st.sampled_from([20, 90, 600, 3000]))
_presses = st.builds(Press, _people, st.sampled_from(Wish))
_asks = st.builds(Ask, _codes)
_joins = st.builds(Join, _people, _codes)
_staff = st.tuples(*[st.frozensets(_codes, min_size=1)] * 4)


@st.composite
def years(draw: st.DrawFn) -> Year:
    """Draw a year in which everything happens."""
    deadlines, next_deadlines = draw(_deadlines), draw(_next_deadlines)
    dues = [*deadlines.values(), *next_deadlines.values()]
    acts = (
        _moves(dues)
        | _joins
        | _events
        | _events
        | _talks
        | _talks
        | _presses
        | _presses
        | _presses
        | _asks
        | _asks
    )
    return Year(
        deadlines=deadlines,
        next_deadlines=next_deadlines,
        people=draw(_staff),
        days_off=draw(_days_off(dues)),
        before=draw(_steps_before),
        after=draw(_steps_after),
        acts=(
            *draw(st.lists(st.tuples(_near(dues), acts), min_size=15, max_size=60)),
            *chain(*draw(st.lists(_missed_snoozes(dues), max_size=3))),
        ),
        clocks=draw(st.sampled_from([CLOCKS, CLOCKS, CLOCKS, _RARE_CLOCKS])),
        outages=tuple(draw(st.lists(st.tuples(_near(dues), _lengths), max_size=3))),
        closes=draw(st.none() | _near(dues).map(day_of)),
    )


_lengths = st.sampled_from([1, 20, 60, 200]).map(lambda hours: timedelta(hours=hours))


@st.composite
def idle_years(draw: st.DrawFn, *, reports: bool = False) -> Year:
    """Draw a year in which nobody does anything, or only some report (and nothing comes back)."""
    deadlines = draw(_deadlines)
    dues = list(deadlines.values())
    sent = st.builds(Event, st.just(EventKind.SUBMITTED), _codes, _keys)
    return Year(
        deadlines=deadlines,
        people=draw(_staff),
        days_off=draw(_days_off(dues)),
        before=draw(_steps_before),
        after=draw(_steps_after),
        acts=tuple(draw(st.lists(st.tuples(_near(dues), sent), max_size=8 if reports else 0))),
    )
