"""Which morning messages somebody got: what was missed is told by a later one, and nothing is told twice."""

from datetime import date, timedelta

from domain.people.person import Person
from storage.ports import NoticeState, UnitOfWork

MORNING_MESSAGE = "morning"
"""The kind of notice; each is about a day."""


def number_of(day: date) -> int:
    """Return what the message of that day is about: 20261207."""
    return day.year * 10_000 + day.month * 100 + day.day


async def was_told(uow: UnitOfWork, person: Person, first: date, last: date) -> bool:
    """Return whether that person got the message of one of these days, both included."""
    for number in range((last - first).days + 1):
        line = await uow.notices.find(person.id, MORNING_MESSAGE, number_of(first + timedelta(days=number)))
        if line is not None and line.state is NoticeState.SENT:
            return True
    return False
