"""A verifikator has an OPD reminded: whom that reaches now, and why the others are spared."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.overdue.debts import Debt
from domain.people.person import Grant, Person, Role, SubBagian, Unreachable
from domain.reminders.asked import Spared, candidates, may_ask, reminders_asked, still_asked
from domain.reminders.planned import City, Reminded, Reminder, Why, reminders_due
from domain.years.steps import Steps

TEN = datetime(2026, 12, 1, 10, tzinfo=WIB)  # a Tuesday, the day before
DUE = datetime(2026, 12, 2, 16, tzinfo=WIB)
SITI = Person(id=1, telegram_id=1001, name="Siti", grants=frozenset({Grant(Role.OPERATOR, "DINKES")}))
RINA = replace(SITI, id=2, telegram_id=1002, name="Rina")
OTHER = replace(SITI, id=3, telegram_id=1003, grants=frozenset({Grant(Role.OPERATOR, "DIKBUD")}))
SAKIP = Debt(opd="DINKES", indicator=IndicatorKey.SAKIP, year=2026, due=DUE)
IKM = replace(SAKIP, indicator=IndicatorKey.IKM, due=DUE + timedelta(days=7))
TOWN = City(
    people=[SITI, RINA, OTHER],
    debts=[SAKIP, IKM, replace(SAKIP, opd="DIKBUD")],
    ledger=[],
    workdays=Workdays(),
    steps={2026: Steps(), 2025: Steps()},
)


def of(unit: SubBagian) -> Person:
    grants = frozenset({Grant(Role.VERIFIKATOR, unit)})
    return Person(id=9, telegram_id=9, name="Dewi", grants=grants)


DEWI = of(SubBagian.KELEMBAGAAN)


def line_of(reminder: Reminder, at: datetime = TEN, number: int = 1) -> Reminded:
    return Reminded(
        id=number,
        person=reminder.person,
        day=day_of(at),
        at=at,
        why=reminder.why,
        items=reminder.items,
        asked_by=reminder.asked_by,
    )


def asked_line() -> Reminded:
    return line_of(reminders_asked(TEN, TOWN, "DINKES", DEWI)[0])


def test_every_operator_of_that_opd_is_told_all_that_it_owes_with_who_asked() -> None:
    asked = reminders_asked(TEN, TOWN, "DINKES", DEWI)
    assert [(one.person, one.why, one.asked_by) for one in asked] == [(1, Why.ASKED, 9), (2, Why.ASKED, 9)]
    assert [item.key for item in asked[0].items] == [SAKIP.key, IKM.key]


def test_what_was_asked_for_is_that_days_reminder_and_its_step_is_told() -> None:
    lines = [line_of(one, number=one.person) for one in reminders_asked(TEN, TOWN, "DINKES", DEWI)]
    later = replace(TOWN, ledger=lines)
    assert reminders_asked(TEN, later, "DINKES", DEWI) == ()
    assert [one.person for one in reminders_due(TEN, later)] == [OTHER.id]
    assert reminders_due(TEN + timedelta(hours=3), replace(later, people=[SITI, RINA])) == ()


@pytest.mark.parametrize(
    ("city", "now", "spared"),
    [
        (replace(TOWN, people=[replace(SITI, unreachable=Unreachable.BLOCKED)]), TEN, Spared.UNREACHED),
        (replace(TOWN, busy={SITI.id}), TEN, Spared.BUSY),
        (TOWN, TEN.replace(hour=17), Spared.CLOSED),
        (TOWN, TEN.replace(hour=6, minute=59), Spared.CLOSED),
        (replace(TOWN, workdays=Workdays({TEN.date(): "Libur"})), TEN, Spared.CLOSED),
        (replace(TOWN, ledger=[line_of(Reminder(person=1, why=Why.STEP, items=()))]), TEN, Spared.TOLD),
        (replace(TOWN, ledger=[line_of(Reminder(person=1, why=Why.SNOOZE, items=()))]), TEN, Spared.TOLD),
    ],
    ids=["unreached", "busy", "evening", "night", "day off", "step today", "snooze today"],
)
def test_who_is_spared_and_why(city: City, now: datetime, spared: Spared) -> None:
    assert candidates(now, city, "DINKES")[0].spared is spared
    assert all(one.person != SITI.id for one in reminders_asked(now, city, "DINKES", DEWI))


def test_yesterdays_reminder_spares_nobody() -> None:
    told = line_of(Reminder(person=1, why=Why.STEP, items=()), TEN - timedelta(days=1))
    assert len(reminders_asked(TEN, replace(TOWN, ledger=[told]), "DINKES", DEWI)) == 2


def test_on_a_deadlines_own_day_a_day_off_is_no_obstacle() -> None:
    holiday = replace(TOWN, workdays=Workdays({DUE.date(): "Libur"}))
    assert len(reminders_asked(DUE.replace(hour=9), holiday, "DINKES", DEWI)) == 2


def test_only_whose_sub_bagian_verifies_what_is_owed_may_ask() -> None:
    assert may_ask(DEWI, "DINKES", [SAKIP])
    assert not may_ask(DEWI, "DINKES", [IKM])
    assert not may_ask(DEWI, "DIKBUD", [SAKIP])
    assert reminders_asked(TEN, TOWN, "DINKES", of(SubBagian.ANJAB)) == ()
    boss = replace(DEWI, grants=frozenset({Grant(Role.PIMPINAN)}))
    assert reminders_asked(TEN, TOWN, "DINKES", boss) == ()


def test_nobody_is_asked_of_an_opd_that_owes_nothing() -> None:
    assert candidates(TEN, replace(TOWN, debts=[IKM]), "DIKBUD") == ()
    assert reminders_asked(TEN, replace(TOWN, debts=[]), "DINKES", DEWI) == ()


def test_a_wish_to_hear_of_it_again_is_answered_by_what_was_asked_for_since() -> None:
    yesterday = TEN - timedelta(days=1)
    wish = replace(
        line_of(Reminder(person=1, why=Why.STEP, items=asked_line().items), yesterday),
        again_at=TEN + timedelta(hours=1),
    )
    asked = line_of(reminders_asked(TEN, TOWN, "DINKES", DEWI)[0], number=2)
    alone = replace(TOWN, people=[SITI])
    for hours in (2, 24):
        now = TEN + timedelta(hours=hours)
        told = reminders_due(now, replace(alone, ledger=[wish, asked]))
        assert all(one.why is not Why.SNOOZE for one in told)
    assert reminders_due(TEN + timedelta(hours=2), replace(alone, ledger=[wish]))[0].why is Why.SNOOZE


@pytest.mark.parametrize(
    ("city", "now", "expected"),
    [
        (TOWN, TEN + timedelta(hours=2), True),
        (replace(TOWN, debts=[IKM]), TEN, True),
        (replace(TOWN, debts=[]), TEN, False),
        (replace(TOWN, busy={SITI.id}), TEN, False),
        (replace(TOWN, people=[RINA, OTHER]), TEN, False),
        (TOWN, TEN.replace(hour=17), False),
        (TOWN, TEN + timedelta(days=1), False),
    ],
    ids=["later", "one sent", "all sent", "busy", "no role", "evening", "tomorrow"],
)
def test_it_is_asked_again_before_it_is_sent(city: City, now: datetime, *, expected: bool) -> None:
    assert still_asked(now, city, asked_line()) is expected
