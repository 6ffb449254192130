from datetime import date, datetime, time

import pytest

from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.overdue.debts import Debt
from domain.people.person import SubBagian
from domain.reminders.late import LateList, digest_time, is_told_late, late

# October 2026: the 26th is a Monday.
LEBARAN = Workdays({date(2026, 10, day): "Lebaran" for day in range(21, 31)})
NONE = Workdays()


def at(month: int, day: int, clock: str = "08:00", year: int = 2026) -> datetime:
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), tzinfo=WIB)


def debt(opd: str, indicator: IndicatorKey, due: datetime | None) -> Debt:
    return Debt(opd=opd, indicator=indicator, year=2026, due=due)


@pytest.mark.parametrize(
    ("now", "workdays", "is_told"),
    [
        (at(10, 20, "16:59:59"), NONE, False),  # the deadline's own day, after it
        (at(10, 21, "07:59:59"), NONE, False),
        (at(10, 21, "08:00"), NONE, True),
        (at(10, 21, "16:59:59"), NONE, True),
        (at(10, 21, "17:00"), NONE, False),
        (at(10, 22), NONE, True),  # for a bot that was down
        (at(10, 24), NONE, False),  # a Saturday within the week
        (at(10, 28), NONE, True),
        (at(10, 29), NONE, False),
        (at(10, 29), Workdays({date(2026, 10, 28): "Libur"}), True),  # the first working day after it
        (at(10, 21), LEBARAN, False),
        (at(11, 2), LEBARAN, True),  # a Monday, the first working day after the holidays
        (at(11, 9), LEBARAN, True),
        (at(11, 10), LEBARAN, False),
    ],
)
def test_the_list_of_late_opd_comes_on_the_first_working_day_after_the_deadline(
    now: datetime, workdays: Workdays, is_told: bool
) -> None:
    owed = debt("DINKES", IndicatorKey.SAKIP, at(10, 20, "16:00"))
    expected = LateList(owner=SubBagian.KELEMBAGAAN, day=date(2026, 10, 20), debts=(owed,))
    assert late([owed], now, workdays) == ((expected,) if is_told else ())


def test_each_sub_bagian_has_its_own_list_of_each_deadline() -> None:
    friday, saturday = at(10, 23, "16:00"), at(10, 24, "12:00")
    sakip = [debt(opd, IndicatorKey.SAKIP, friday) for opd in ("DINKES", "DISDIK")]
    extended = debt("DISPORA", IndicatorKey.SAKIP, saturday)
    anjab = debt("DINKES", IndicatorKey.ANJAB, friday)
    not_late = debt("DINKES", IndicatorKey.IKM, at(10, 26, "16:00"))
    without = debt("DISDIK", IndicatorKey.IKM, None)
    assert late([*sakip, extended, anjab, not_late, without], at(10, 26), NONE) == (
        LateList(owner=SubBagian.ANJAB, day=date(2026, 10, 23), debts=(anjab,)),
        LateList(owner=SubBagian.KELEMBAGAAN, day=date(2026, 10, 23), debts=tuple(sakip)),
        LateList(owner=SubBagian.KELEMBAGAAN, day=date(2026, 10, 24), debts=(extended,)),
    )


def test_nobody_late_makes_no_list() -> None:
    assert late([], at(10, 26), NONE) == ()
    assert not is_told_late(None, date(2026, 10, 26), NONE)


@pytest.mark.parametrize(
    ("now", "deadlines", "workdays", "newest", "before"),
    [
        (at(10, 26, "07:59:59"), [], NONE, at(10, 19), at(10, 12)),
        (at(10, 26, "08:00"), [], NONE, at(10, 26), at(10, 19)),
        (at(10, 25), [], NONE, at(10, 19), at(10, 12)),  # a Sunday
        # A Monday that is off moves to the next working day.
        (at(10, 27), [], Workdays({date(2026, 10, 26): "Libur"}), at(10, 27), at(10, 19)),
        # The Monday of the holidays has its digest on the next one, and they are one.
        (at(11, 2), [], LEBARAN, at(11, 2), at(10, 19)),
        # The day after a deadline on a working day.
        (at(10, 21), [at(10, 20, "16:00")], NONE, at(10, 21), at(10, 19)),
        (at(10, 21, "07:59"), [at(10, 20, "16:00")], NONE, at(10, 19), at(10, 12)),
        (at(10, 22), [at(10, 20, "06:00"), at(10, 20, "16:00")], NONE, at(10, 21), at(10, 19)),
        # A deadline on Friday or at the weekend is told with the week.
        (at(10, 26), [at(10, 23, "16:00"), at(10, 24), at(10, 25)], NONE, at(10, 26), at(10, 19)),
        # A deadline of the last working day before the holidays, and one amid them.
        (at(11, 2), [at(10, 20), at(10, 22)], LEBARAN, at(11, 2), at(10, 19)),
        # Two deadlines on days that follow each other; one still to come.
        (at(10, 22), [at(10, 20), at(10, 21), at(10, 22, "16:00")], NONE, at(10, 22), at(10, 21)),
        (at(1, 1, year=2027), [at(12, 31)], NONE, at(1, 1, year=2027), at(12, 28)),
    ],
)
def test_a_digest_is_due_on_mondays_and_after_each_deadline(
    now: datetime, deadlines: list[datetime], workdays: Workdays, newest: datetime, before: datetime
) -> None:
    found = digest_time(now, deadlines, workdays)
    assert (found.at, found.before) == (newest, before)


def test_the_next_digest_goes_on_where_the_last_one_ended() -> None:
    deadlines, days = [at(10, 20, "16:00"), at(10, 28)], Workdays({date(2026, 10, 26): "Libur"})
    told = {digest_time(at(10, day, "09:00"), deadlines, days) for day in range(12, 31)}
    moments = sorted(told, key=lambda one: one.at)
    assert [one.at for one in moments] == [at(10, 12), at(10, 19), at(10, 21), at(10, 27), at(10, 29)]
    assert [one.before for one in moments[1:]] == [one.at for one in moments[:-1]]
