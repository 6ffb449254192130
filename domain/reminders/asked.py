"""A verifikator asks that an OPD be reminded now: which of its operators are, and why the others are not.

It is that day's reminder: whoever was told today is not told again, and what is asked for now is told by no
step of the same day. Like every reminder it names all that the person's OPD owe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.indicators import by_key
from domain.language.dates import day_of
from domain.overdue.debts import Debt
from domain.people.person import Person, operators_of
from domain.reminders.planned import City, Item, Reminded, Reminder, Why, is_open, items_of, named_to


class Spared(StrEnum):
    """Why somebody is not reminded now."""

    UNREACHED = "unreached"
    TOLD = "told"  # today, by whomever
    BUSY = "busy"  # amid a conversation with the bot
    CLOSED = "closed"  # at this hour, or on this day, nobody is written to


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operator of the OPD; `spared` None: to be reminded now; `last` is the last reminder of today."""

    person: Person
    spared: Spared | None
    last: Reminded | None


def may_ask(person: Person, opd: str, debts: Sequence[Debt]) -> bool:
    """Return whether that person may have the OPD reminded: it owes what the person's Sub Bagian verifies."""
    return any(debt.opd == opd and by_key(debt.indicator).owner in person.sub_bagian for debt in debts)


def candidates(now: datetime, city: City, opd: str) -> tuple[Candidate, ...]:
    """Return all operators of an OPD that owes something; nobody where it owes nothing.

    `city.ledger` has to hold everybody's lines of today.
    """
    owed = [debt for debt in city.debts if debt.opd == opd]
    if not owed:
        return ()
    is_closed = not is_open(now, owed, city.workdays)
    found = []
    for person in operators_of(city.people, opd):
        told = [line for line in city.ledger if line.person == person.id and line.day == day_of(now)]
        last = max(told, key=lambda line: line.id, default=None)
        found.append(Candidate(person, _spared(person, last, city, is_closed=is_closed), last))
    return tuple(found)


def _spared(person: Person, last: Reminded | None, city: City, *, is_closed: bool) -> Spared | None:
    if person.unreachable is not None:
        return Spared.UNREACHED
    if last is not None:
        return Spared.TOLD
    if is_closed:
        return Spared.CLOSED
    return Spared.BUSY if person.id in city.busy else None


def reminders_asked(now: datetime, city: City, opd: str, by: Person) -> tuple[Reminder, ...]:
    """Return who is reminded because `by` asks for it; nobody where `by` may not ask (see `may_ask`).

    Asking again after the ledger was written returns nothing.
    """
    if not may_ask(by, opd, city.debts):
        return ()
    return tuple(
        Reminder(
            person=one.person.id,
            why=Why.ASKED,
            items=items_of(named_to(one.person, city, now, _asked_of(opd, city, now)), city, now),
            asked_by=by.id,
        )
        for one in candidates(now, city, opd)
        if one.spared is None
    )


def _asked_of(opd: str, city: City, now: datetime) -> tuple[Item, ...]:
    """Return what is asked of the OPD itself, the oldest year's first: the reminder surely names that."""
    owed = [debt for debt in city.debts if debt.opd == opd]
    oldest = min(debt.year for debt in owed)
    return items_of((debt for debt in owed if debt.year == oldest), city, now)


def still_asked(now: datetime, city: City, line: Reminded) -> bool:
    """Return whether a line that was asked for is still to be sent: on its day, not amid a conversation.

    Something that it names has to be owed still, by an OPD of which that person is an operator.
    """
    named = {item.key for item in line.items}
    owed = [debt for debt in city.debts if debt.key in named]
    mine = {opd for person in city.people if person.id == line.person for opd in person.opds}
    own = [debt for debt in owed if debt.opd in mine]
    is_now = line.day == day_of(now) and line.person not in city.busy
    return is_now and bool(own) and is_open(now, own, city.workdays)
