"""The rehearsal as a calendar: which message belongs to which deadline, why it comes, what never arrives."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.overdue.debts import Debt, by_due
from domain.people.person import Grant, Person, Role, SubBagian, Unreachable
from domain.rehearsal.entries import News
from domain.rehearsal.plan import Plan, Scope, plan
from domain.reminders.planned import City, Item, Reminded, Why
from domain.years.steps import Steps

# November 2026 begins on a Sunday; 2 December is a Wednesday.
SAKIP, IKM = IndicatorKey.SAKIP, IndicatorKey.IKM
ALL, ONLY_SAKIP, ONLY_IKM = Scope(2026), Scope(2026, SAKIP), Scope(2026, IKM)


def at(month: int, day: int, clock: str = "08:00") -> datetime:
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), tzinfo=WIB)


def owes(opd: str, indicator: IndicatorKey, due: datetime | None) -> Debt:
    return Debt(opd=opd, indicator=indicator, year=2026, due=due)


OWED = owes("A", SAKIP, at(12, 2, "16:00"))
OWED_LATER = owes("A", IKM, at(12, 16, "16:00"))


def operator(number: int, *opds: str, unreachable: Unreachable | None = None) -> Person:
    grants = frozenset(Grant(Role.OPERATOR, opd) for opd in opds)
    return Person(number, 1000 + number, f"Orang {number}", grants, unreachable)


def city(*debts: Debt, people: tuple[Person, ...] = (operator(1, "A"),)) -> City:
    steps = {2025: Steps(), 2026: Steps()}
    return City(people=people, debts=by_due(debts), ledger=(), workdays=Workdays(), steps=steps)


def told(found: Plan) -> dict[str, list[tuple[int, list[int]]]]:
    """Return each day with its people and the steps that they are told for the first time."""
    return {
        f"{one.day:%d.%m}": [
            (message.person.id, [news.step for news in message.news]) for message in one.messages
        ]
        for one in found.days
    }


def test_every_step_of_a_deadline_stands_on_its_day() -> None:
    town = city(OWED, people=(operator(1, "A"), operator(2, "B"), operator(3, "A", "B")))
    both = [1, 3]
    assert told(plan(at(11, 10), town, ONLY_SAKIP)) == {
        "18.11": [(one, [-14]) for one in both],
        "25.11": [(one, [-7]) for one in both],
        "27.11": [(one, [-3]) for one in both],
        "01.12": [(one, [-1]) for one in both],
        "02.12": [(one, [0]) for one in both],
        "03.12": [(one, [1]) for one in both],
        "09.12": [(one, [7]) for one in both],
    }


def test_a_moved_step_knows_the_day_it_is_counted_to() -> None:
    found = plan(at(11, 26), city(OWED), ONLY_SAKIP).on(date(2026, 11, 27))
    assert found is not None
    item = found.messages[0].items[0]
    sunday, friday = date(2026, 11, 29), date(2026, 11, 27)
    assert found.messages[0].news == (News(item=item, step=-3, nominal=sunday, planned=friday),)


def test_a_step_that_was_missed_is_made_up_for_at_once() -> None:
    first = plan(at(11, 26, "10:00"), city(OWED), ONLY_SAKIP).days[0]
    (message,) = first.messages
    assert (first.day, message.at) == (date(2026, 11, 26), at(11, 26, "10:00"))
    assert [(news.step, news.planned) for news in message.news] == [(-7, date(2026, 11, 25))]


def test_a_message_belongs_to_the_deadline_that_it_comes_for_and_names_all() -> None:
    town = city(OWED, OWED_LATER)
    all_of_them, later = plan(at(11, 24), town, ALL), plan(at(11, 24), town, ONLY_IKM)
    assert told(all_of_them)["25.11"] == [(1, [-7])]
    assert "25.11" not in told(later)
    assert [item.indicator for item in all_of_them.days[0].messages[0].items] == [SAKIP, IKM]
    assert told(later)["02.12"] == [(1, [0, -14])], "one message for both"
    assert told(all_of_them)["03.12"] == [(1, [1])], "H-14 of the other was told the day before"


def test_what_was_told_before_is_no_news() -> None:
    said = Item(opd="A", indicator=SAKIP, year=2026, due=OWED.due, step=-7)
    line = Reminded(
        id=1, person=1, day=date(2026, 11, 25), at=at(11, 25), why=Why.STEP, items=(said,), again_at=None
    )
    town = replace(city(OWED), ledger=(line,))
    assert next(iter(told(plan(at(11, 25, "10:00"), town, ONLY_SAKIP)))) == "27.11"


def test_a_snooze_is_foreseen_with_everything_it_will_name() -> None:
    said = Item(opd="A", indicator=SAKIP, year=2026, due=OWED.due, step=-7)
    again = at(11, 25, "12:00")
    line = Reminded(
        id=1, person=1, day=date(2026, 11, 25), at=at(11, 25), why=Why.STEP, items=(said,), again_at=again
    )
    town = replace(city(OWED, OWED_LATER), ledger=(line,))
    first = plan(at(11, 25, "10:00"), town, ONLY_IKM).days[0].messages
    assert [(one.at, one.why, one.news) for one in first] == [(again, Why.SNOOZE, ())]


def test_who_cannot_be_reached_and_opd_without_operator_are_named_apart() -> None:
    gone = operator(2, "A", unreachable=Unreachable.BLOCKED)
    idle = operator(3, "C", unreachable=Unreachable.BLOCKED)
    town = city(OWED, owes("B", SAKIP, OWED.due), people=(operator(1, "A"), gone, idle))
    found = plan(at(12, 1), town, ONLY_SAKIP)
    assert {person for day in told(found).values() for person, _ in day} == {1}
    assert {message.person.id for message in found.unreached} == {2}
    assert found.silent == ("B",)
    assert len(found.unreached) > 1
    assert found.never == (gone, "B")


@pytest.mark.parametrize("scope", [ONLY_IKM, Scope(2025)])
def test_without_a_deadline_nothing_is_foreseen(scope: Scope) -> None:
    town = city(OWED, owes("A", IKM, None))
    assert plan(at(11, 10), town, scope) == Plan(scope=scope)


def test_the_list_of_late_opd_stands_on_its_first_morning() -> None:
    town = city(OWED, OWED_LATER, people=())
    days = plan(at(11, 10), town, ALL).days
    assert [(day.day, [one.told.owner for one in day.lists]) for day in days] == [
        (date(2026, 12, 3), [SubBagian.KELEMBAGAAN]),
        (date(2026, 12, 17), [SubBagian.TATALAKSANA]),
    ]
    assert [day.lists[0].told.debts for day in plan(at(11, 10), town, ONLY_IKM).days] == [(OWED_LATER,)]
    assert plan(at(12, 3, "09:00"), town, ONLY_SAKIP).days == (), "it has come, or is being made up for"
    assert plan(at(12, 3, "09:00"), town, ONLY_SAKIP).on(date(2026, 12, 3)) is None
