"""What one person is told this morning, read from the storage: each section by itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, time, timedelta

from domain.deadlines.workdays import Workdays
from domain.evaluation.stages import evaluates, is_asked_for
from domain.indicators import by_key, reported
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.morning.told import Wait, in_order, is_step_day, longest_first, may_be_longest, unreached
from domain.overdue.debts import Debt
from domain.people.person import Person, Role, SubBagian
from domain.reminders.late import is_told_late, late
from domain.units.opd import Opd
from handlers.city.calendar import workdays_around
from handlers.city.kept import kept_rules
from handlers.city.owed import city_now
from handlers.city.owing import owed_alike
from handlers.city.reviews import AT_ONCE, Desk, desk_of
from handlers.evaluation import ToEvaluate, to_evaluate
from handlers.morning.digest import digest_of
from handlers.morning.late_texts import Late, LateGroup, LateOpd
from handlers.morning.texts import MOST_ELSEWHERE, Morning, Waits
from handlers.morning.told import was_told
from handlers.telegram.context import Context
from storage.ports import UnitOfWork, give_way

LIST_UNTIL = time(12)
"""WIB. What waits is told in the morning or not at all: in the afternoon it is no news."""


async def morning_of(uow: UnitOfWork, context: Context, person: Person) -> Morning:
    """Return what that person is told at this moment."""
    workdays = await workdays_around(uow, context.year)
    early = context.now.astimezone(WIB).time() < LIST_UNTIL
    desk = await desk_of(uow, person, context.today)
    waits = await _waits(desk, context.now) if early else []
    return Morning(
        late=await _late(uow, context, person, workdays),
        waits=waits,
        more_wait=desk.mine - len(waits) if early else 0,
        evaluations=await _evaluations(uow, context, person, workdays) if early else (),
        digest=await digest_of(uow, context, person, workdays),
    )


async def _waits(desk: Desk, now: datetime) -> list[Waits]:
    """Return the first of what waits for a person, the longest first, as many as are ever told."""
    likely = may_be_longest(await desk.rows(mine=True), MOST_ELSEWHERE)
    waits = list[Wait]()
    for start in range(0, len(likely), AT_ONCE):
        some = likely[start : start + AT_ONCE]
        events = [event for history in await desk.histories(some) for event in history]
        waits += longest_first(await desk.read(some), events, now)
        await give_way()
    first = in_order(waits)[:MOST_ELSEWHERE]
    opds = await desk.opds([one.waiting for one in first])
    return [Waits(wait, opds[wait.waiting.sent.opd].short_name) for wait in first]


async def _evaluations(
    uow: UnitOfWork, context: Context, person: Person, workdays: Workdays
) -> list[ToEvaluate]:
    """Return the person's evaluations of which a step is due today and that are not complete."""
    found = []
    for rules in [await uow.years.rules(year) for year in (context.year - 1, context.year)]:
        for indicator in evaluates(person):
            due = rules.deadlines.get(indicator.key)
            is_due = due is not None and is_step_day(due, rules.steps, workdays, context.today)
            if is_due and is_asked_for(rules, indicator, context.now):
                found.append(await to_evaluate(uow, context, indicator, rules.year))
    return [one for one in found if one.left]


async def _may_be_late(uow: UnitOfWork, context: Context, workdays: Workdays) -> bool:
    """Return whether anybody owes a report whose deadline is one that is told of today."""
    for year in (context.year - 1, context.year):
        rules = await kept_rules(uow, year)
        for one in reported() if rules.closed_at is None else ():
            owed = await owed_alike(uow, rules, one, context.today)
            await give_way()
            if any(is_told_late(alike.due(rules), context.today, workdays) for alike in owed):
                return True
    return False


async def _late(uow: UnitOfWork, context: Context, person: Person, workdays: Workdays) -> Late:
    """Return who is late with what concerns this person, and whom nobody reminds there."""
    if not await _may_be_late(uow, context, workdays):
        return Late()
    city = await city_now(uow, context, person.id)
    yesterday = context.today - timedelta(days=1)
    lists = [
        one
        for one in late(city.debts, context.now, city.workdays)
        if one.owner in _told_of_lateness(person)
        and not await was_told(uow, person, city.workdays.after(one.day), yesterday)
    ]
    if not lists:
        return Late()
    opds = {opd.code: opd for opd in await uow.opds.all()}
    groups = [group for one in lists for group in _groups(one.debts, opds)]
    invited = {
        one.grant.unit for one in await uow.invitations.open(context.now) if one.grant.role is Role.OPERATOR
    }
    owing = sorted(
        {debt.opd for one in lists for debt in one.debts}, key=lambda code: opds[code].short_name.lower()
    )
    lacking = unreached(owing, city.people, invited)
    return Late(groups, [(opds[one.opd].short_name, one) for one in lacking])


def _told_of_lateness(person: Person) -> Collection[SubBagian]:
    """Return of whose reports somebody hears at H+1: a verifikator of the own, a pimpinan of all."""
    return tuple(SubBagian) if Role.PIMPINAN in person.roles else person.sub_bagian


def _groups(debts: Iterable[Debt], opds: Mapping[str, Opd]) -> list[LateGroup]:
    found: dict[tuple[int, IndicatorKey], list[Debt]] = defaultdict(list)
    for debt in debts:
        found[debt.year, debt.indicator].append(debt)
    return [
        LateGroup(
            indicator=by_key(indicator),
            year=year,
            since=min(debt.due for debt in owed if debt.due is not None),
            opds=sorted(
                (LateOpd(opds[debt.opd], debt.returned, debt.expected) for debt in owed),
                key=lambda one: one.opd.short_name.lower(),
            ),
        )
        for (year, indicator), owed in found.items()
    ]
