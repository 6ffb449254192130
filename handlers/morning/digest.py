"""The digest of a morning: the five numbers at two moments, read from the history, and what lies between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.closing.official import reconciliation
from domain.deadlines.workdays import Workdays
from domain.figures.asking import Period
from domain.indicators import INDICATORS
from domain.language.dates import day_of
from domain.morning.told import is_made_up_for
from domain.people.person import Person
from domain.reminders.late import DigestTime, digest_time
from handlers.city.past import still_holds
from handlers.city.since import Then, known_at_moments
from handlers.morning.digest_texts import Changed, Digest, Totals
from handlers.morning.told import was_told
from handlers.telegram.context import Context
from storage.ports import UnitOfWork, give_way

LONGEST = timedelta(days=35)
"""A digest looks back no further; so far does the first of somebody who was never told anything."""


async def digest_of(uow: UnitOfWork, context: Context, person: Person, workdays: Workdays) -> Digest | None:
    """Return what changed since the last digest that this person was told, own indicators first.

    None when nothing did, when it was told already, or when its time is over: then the next one tells it.
    Last year is looked at too: its last reports are verified in January.
    """
    moment = await _moment(uow, context, person, workdays)
    day, yesterday = day_of(moment.at), context.today - timedelta(days=1)
    if not is_made_up_for(day, context.today, workdays) or await was_told(uow, person, day, yesterday):
        return None
    found = await _between(uow, context, moment)
    if not found.changes:
        return None
    return Digest(
        since=moment.before,
        until=moment.at,
        changes=sorted(found.changes, key=lambda one: one.indicator.owner not in person.sub_bagian),
        before=found.before,
        after=found.after,
    )


@dataclass(frozen=True, slots=True)
class Between:
    """What changed between two moments, whoever is told of it."""

    changes: Sequence[Changed]
    before: Totals
    after: Totals


@dataclass(slots=True)
class Told:
    """Between which moments this process has looked last, what it found, and the audit entry before."""

    moment: DigestTime | None = None
    seen: int = 0
    found: Between | None = None


async def _between(uow: UnitOfWork, context: Context, moment: DigestTime) -> Between:
    """Return what changed; all who are told of the same time are told the same, so it is looked for once."""
    told, years = context.services.kept(Told), (context.year, context.year - 1)
    seen = await uow.audit.newest()
    if told.found is not None and told.moment == moment and await _still_holds(uow, years, moment, told.seen):
        told.seen = seen
        return told.found
    of_years = [await known_at_moments(uow, year, [moment.before, moment.at], context.now) for year in years]
    found = Between(
        [one for before, after in of_years for one in await _changes(before, after)],
        _totals(before for before, _ in of_years),
        _totals(after for _, after in of_years),
    )
    told.moment, told.seen, told.found = moment, seen, found
    return found


async def _still_holds(uow: UnitOfWork, years: Iterable[int], moment: DigestTime, seen: int) -> bool:
    """Return whether nothing that was stored since reaches back behind the later moment."""
    return all([await still_holds(uow, Period(year, 0, moment.at, live=False), seen) for year in years])


async def _moment(uow: UnitOfWork, context: Context, person: Person, workdays: Workdays) -> DigestTime:
    """Return the newest moment of a digest, and the last one before it that this person was told of.

    One that was not sent had nothing to tell, or was missed: either way the next begins where it began.
    """
    rules = [await uow.years.rules(year) for year in (context.year - 1, context.year)]
    deadlines = [due for one in rules for due in one.deadlines.values()]
    moment = digest_time(context.now, deadlines, workdays)
    before = moment.before
    while moment.at - before < LONGEST and not await _was_told(uow, person, before, workdays):
        before = digest_time(before, deadlines, workdays).before
    return DigestTime(at=moment.at, before=before)


async def _was_told(uow: UnitOfWork, person: Person, moment: datetime, workdays: Workdays) -> bool:
    day = day_of(moment)
    return await was_told(uow, person, day, workdays.after(day))


async def _changes(before: Then, after: Then) -> list[Changed]:
    found = list[Changed]()
    for indicator in INDICATORS:
        key = indicator.key
        moved = reconciliation(before.figures[key], after.figures[key])
        if moved is not None:
            counts = before.totals[key].counts, after.totals[key].counts
            found.append(Changed(indicator, after.rules.year, *counts, moved.moved))
        await give_way()
    return found


def _totals(years: Iterable[Then]) -> Totals:
    """Return what waits and what is to be repaired of all these years but those that were closed."""
    still_open = [then for then in years if then.rules.closed_at is None]
    found = [one for then in still_open for one in then.totals.values()]
    return Totals(
        sum(one.waiting for one in found),
        sum(one.counts.returned for one in found),
        sum(one.expected for one in found),
    )
