"""What was decided is asked about once more before it is sent."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.overdue.debts import Debt
from domain.people.person import Grant, Person, Role
from domain.reminders.planned import City, Reminded, Reminder, Why, reminders_due, still_due
from domain.years.steps import Steps

EIGHT = datetime(2026, 12, 1, 8, tzinfo=WIB)  # a Tuesday
DUE = datetime(2026, 12, 2, 16, tzinfo=WIB)
SITI = Person(id=1, telegram_id=1001, name="Siti", grants=frozenset({Grant(Role.OPERATOR, "DINKES")}))
RINA = replace(SITI, id=2, telegram_id=1002, name="Rina")
SAKIP = Debt(opd="DINKES", indicator=IndicatorKey.SAKIP, year=2026, due=DUE)
IKM = replace(SAKIP, indicator=IndicatorKey.IKM, due=DUE + timedelta(days=7))
TOWN = City(people=[SITI, RINA], debts=[SAKIP, IKM], ledger=[], workdays=Workdays(), steps={2026: Steps()})


def stored(number: int, reminder: Reminder, at: datetime, again_at: datetime | None = None) -> Reminded:
    return Reminded(
        id=number,
        person=reminder.person,
        day=day_of(at),
        at=at,
        why=reminder.why,
        items=reminder.items,
        again_at=again_at,
    )


def told(city: City, at: datetime = EIGHT, number: int = 1) -> Reminded:
    """Return what is decided on for Siti."""
    return stored(number, reminders_due(at, city)[0], at)


def test_what_was_just_decided_is_still_due() -> None:
    line = told(TOWN)
    assert still_due(EIGHT + timedelta(hours=3), replace(TOWN, ledger=[line]), line)


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (EIGHT, replace(TOWN, debts=[])),
        (EIGHT, replace(TOWN, debts=[IKM])),
        (EIGHT, replace(TOWN, debts=[replace(SAKIP, returned=True), IKM])),
        (EIGHT, replace(TOWN, people=[replace(SITI, grants=frozenset()), RINA])),
        (EIGHT, replace(TOWN, people=[RINA])),
        (EIGHT, replace(TOWN, busy={SITI.id})),
        (EIGHT.replace(hour=17), TOWN),
        (EIGHT + timedelta(days=1), TOWN),
        (EIGHT, replace(TOWN, workdays=Workdays({EIGHT.date(): "Libur"}))),
    ],
    ids=[
        "reported",
        "one of two",
        "returned",
        "role ended",
        "gone",
        "busy",
        "evening",
        "next day",
        "day off",
    ],
)
def test_what_has_changed_is_not_due_any_more(now: datetime, changed: City) -> None:
    line = told(TOWN)
    assert not still_due(now, replace(changed, ledger=[line]), line)


def test_a_reminder_that_was_asked_for_is_due_as_long_as_it_was_asked_for() -> None:
    ten = EIGHT + timedelta(hours=2)
    first = stored(1, reminders_due(EIGHT, TOWN)[0], EIGHT, again_at=ten)
    others = stored(2, reminders_due(EIGHT, TOWN)[1], EIGHT)
    again = told(replace(TOWN, ledger=[first, others]), ten, number=3)
    answered = replace(TOWN, ledger=[first, others, again])
    assert again.why is Why.SNOOZE
    assert still_due(ten, answered, again)
    assert not still_due(ten, replace(answered, busy={SITI.id}), again)
