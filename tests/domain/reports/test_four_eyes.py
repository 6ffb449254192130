"""Nobody decides alone about what is their own."""

from datetime import UTC, datetime

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Person, Role, SubBagian
from domain.reports.events import EventKind, ReportEvent
from domain.reports.four_eyes import colleagues, is_own, second_admins

OPERATOR = Grant(Role.OPERATOR, "DINKES")
CHECKS = Grant(Role.VERIFIKATOR, SubBagian.KELEMBAGAAN)
ADMIN = Grant(Role.ADMIN)


def person(number: int, *grants: Grant) -> Person:
    return Person(number, 1000 + number, f"Orang {number}", frozenset(grants))


def sent(by: int, opd: str = "DINKES") -> ReportEvent:
    return ReportEvent(
        id=1,
        kind=EventKind.SUBMITTED,
        opd=opd,
        indicator=IndicatorKey.SAKIP,
        year=2026,
        at=datetime(2026, 11, 23, tzinfo=UTC),
        by=by,
    )


@pytest.mark.parametrize(
    ("who", "report", "own"),
    [
        (person(1, CHECKS), sent(by=2), False),
        (person(1, CHECKS, OPERATOR), sent(by=2), True),
        (person(1, CHECKS, OPERATOR), sent(by=2, opd="SETDA"), False),
        (person(1, CHECKS), sent(by=1), True),
        (person(1, CHECKS, OPERATOR), sent(by=1), True),
    ],
)
def test_whose_report_it_is(who: Person, report: ReportEvent, *, own: bool) -> None:
    assert is_own(who, report) is own


def test_colleagues_are_those_of_the_sub_bagian_for_whom_it_is_not_their_own() -> None:
    me, free = person(1, CHECKS, OPERATOR), person(2, CHECKS)
    sender, operator = person(3, CHECKS), person(4, CHECKS, OPERATOR)
    elsewhere = person(5, Grant(Role.VERIFIKATOR, SubBagian.ANJAB), ADMIN)
    everybody = [me, free, sender, operator, elsewhere]
    assert colleagues(everybody, me, sent(by=3), SubBagian.KELEMBAGAAN) == (free,)
    assert colleagues([me, sender], me, sent(by=3), SubBagian.KELEMBAGAAN) == ()


def test_what_somebody_gives_themselves_needs_a_second_admin() -> None:
    me, other, operator = person(1, ADMIN), person(2, ADMIN, CHECKS), person(3, OPERATOR)
    everybody = [me, other, operator]
    assert second_admins(everybody, me, me.id) == (other,)
    assert second_admins(everybody, me, operator.id) == ()
    assert second_admins([me, operator], me, me.id) == ()
    assert second_admins(everybody, operator, operator.id) == (me, other)
