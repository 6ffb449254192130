"""What those who verify are told in the morning: what waits and for how long, and whom nobody can remind."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.deadlines.due import Clocks, clocks, step_day
from domain.deadlines.workdays import Workdays
from domain.figures.kept import Kept
from domain.people.person import Person, operators_of
from domain.reports.events import EventKind, ReportEvent, in_effect
from domain.reports.histories import by_report
from domain.review.inbox import Waiting
from domain.sequence import in_sequence
from domain.years.steps import Steps

_ACCEPTED = frozenset({EventKind.VERIFIED, EventKind.EVALUATED})


@dataclass(frozen=True, slots=True)
class Wait:
    """A report that waits, and how long it has lain with the OPD and with the Sub Bagian in this round."""

    waiting: Waiting
    clocks: Clocks


def longest_first(
    waiting: Iterable[Waiting], events: Iterable[ReportEvent], now: datetime
) -> tuple[Wait, ...]:
    """Return what waits, first what has lain longest with the Sub Bagian; `events` are the histories of all.

    A round begins with the first submission since the last acceptance, so the days of repair are the OPD's
    and every review of it is the Sub Bagian's.
    """
    told, found = by_report(events), []
    for one in waiting:
        history = told[one.sent.opd, one.sent.indicator, one.sent.year]
        found.append(Wait(one, clocks(history, _begun(history), now)))
    return in_order(found)


def in_order(waits: Iterable[Wait]) -> tuple[Wait, ...]:
    """Return them in the order of `longest_first`."""
    return tuple(sorted(waits, key=lambda wait: (-wait.clocks.sub_bagian, wait.waiting.sent.id)))


def may_be_longest(rows: Sequence[Kept], most: int) -> list[Kept]:
    """Return those among which the first `most` of `longest_first` are, by what is kept of all that waits.

    What was never returned in its round has lain there since it was sent; of the others that is the least.
    """
    sent = sorted(row.waiting_since for row in rows if row.waiting_since is not None)
    if len(sent) <= most:
        return list(rows)
    latest = sent[most - 1]
    return [
        row
        for row in rows
        if row.returned is not None or (row.waiting_since is not None and row.waiting_since <= latest)
    ]


def _begun(history: Iterable[ReportEvent]) -> datetime:
    """Return when the round of a report that waits began. What was withdrawn was never handed over."""
    told = in_effect(in_sequence(history))
    withdrawn = {event.about for event in told if event.kind is EventKind.WITHDRAWN}
    last = max((number for number, event in enumerate(told) if event.kind in _ACCEPTED), default=-1)
    return next(
        event.at
        for event in told[last + 1 :]
        if event.kind is EventKind.SUBMITTED and event.id not in withdrawn
    )


@dataclass(frozen=True, slots=True)
class Unreached:
    """An OPD with somebody whom no reminder reaches, or with nobody at all (`people` is empty then)."""

    opd: str
    people: tuple[Person, ...]
    """Operators who blocked the bot, left Telegram or never pressed Start."""
    colleagues: tuple[Person, ...]
    """The operators who can be reached."""
    invited: bool
    """Whether an invitation of an operator is still to be used."""


def unreached(
    opds: Iterable[str], people: Sequence[Person], invited: Collection[str]
) -> tuple[Unreached, ...]:
    """Return those of the OPD where somebody cannot be reached; `invited` are codes with an open invitation.

    Those where nobody can be reached at all come first; otherwise the order is the given one.
    """
    found = []
    for opd in dict.fromkeys(opds):
        operators = operators_of(people, opd)
        lost = tuple(person for person in operators if person.unreachable is not None)
        rest = tuple(person for person in operators if person.unreachable is None)
        if lost or not operators:
            found.append(Unreached(opd, lost, rest, opd in invited))
    return tuple(sorted(found, key=lambda one: bool(one.colleagues)))


def is_step_day(due: datetime, steps: Steps, workdays: Workdays, today: date) -> bool:
    """Return whether any step of that deadline is due on this day."""
    return any(step_day(due, offset, workdays) == today for offset in steps.offsets)


def is_made_up_for(day: date, today: date, workdays: Workdays) -> bool:
    """Return whether what was to be told on that day still is: on the day, and on the next working day."""
    return day <= today <= workdays.after(day)
