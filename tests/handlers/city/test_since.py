"""What is told of some instants from what has happened since is what the fold of all says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.closing.official import Cause, Moved, reconciliation
from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, event_about
from domain.units.opd import in_force_at
from handlers.city.since import Then, folded, known_at_moments
from storage.ports import Stale, Storage
from tests.fakes.storage import FakeStorage
from tests.storage.contract.test_standings import STEPS, Step, a_city, take
from tests.storage.samples import NOW, clock, someone, submission

INSTANTS = [NOW + timedelta(hours=hours) for hours in range(-3, 5)]
PAIRS = [(before, at) for before in INSTANTS for at in INSTANTS if before < at]
TODAY = NOW + timedelta(days=1)


def moved(before: Then, after: Then) -> list[tuple[Moved, ...]]:
    """Return which OPD make the difference, by indicator."""
    found = [reconciliation(before.figures[one.key], after.figures[one.key]) for one in INDICATORS]
    return [one.moved if one is not None else () for one in found]


async def check(storage: Storage, year: int, moments: Sequence[datetime]) -> None:
    async with storage.look() as uow:
        told = await known_at_moments(uow, year, moments, TODAY)
        whole = await folded(uow, year, moments)
    assert [one.totals for one in told] == [one.totals for one in whole]
    assert [one.rules for one in told] == [one.rules for one in whole]
    assert moved(*told) == moved(*whole)


@given(steps=st.lists(STEPS, max_size=12), moments=st.lists(st.sampled_from(PAIRS), min_size=3, max_size=3))
async def test_what_happened_since_tells_what_the_fold_tells(
    steps: list[Step], moments: list[tuple[datetime, datetime]]
) -> None:
    storage = FakeStorage(clock)
    async with storage.uow() as uow:
        await a_city(uow)
        await uow.commit()
    for step in steps:
        async with storage.uow() as uow:
            try:
                await take(uow, step)
            except Stale:
                continue
            await uow.commit()
    for pair in moments:
        for year in (2025, 2026):
            await check(storage, year, pair)


@given(days=st.lists(st.integers(min_value=-4, max_value=4), min_size=2, max_size=6))
async def test_who_comes_and_goes_is_told_as_the_fold_tells(days: list[int]) -> None:
    """Between two moments some days apart units begin and end, with reports and without."""
    storage = FakeStorage(clock)
    async with storage.uow() as uow:
        await a_city(uow)
        person = await someone(uow)
        for opd, since_day, to_day in zip(await uow.opds.all(), days, days[1:], strict=False):
            begins, ends = _day(since_day), _day(to_day)
            newer = replace(opd, valid_from=begins, valid_to=ends if ends >= begins else None)
            await uow.opds.record(newer, by=None, at=NOW)
            sent = submission(person, opd=opd.code, at=NOW - timedelta(days=9))
            await uow.reports.append(sent)
        await uow.commit()
    for before, at in ((-3, -1), (-3, 1), (0, 1), (-1, 0)):
        await check(storage, 2026, [NOW + timedelta(days=before), NOW + timedelta(days=at)])


def _day(number: int) -> date:
    return (NOW + timedelta(days=number)).date()


async def test_only_what_was_touched_is_read() -> None:
    """Of a report that nothing has happened to since, no event is read."""
    storage = FakeStorage(clock)
    async with storage.uow() as uow:
        await a_city(uow)
        person, opds = await someone(uow), in_force_at(await uow.opds.all(), NOW, 2026)
        for opd in opds:
            await uow.reports.append(submission(person, opd=opd.code, at=NOW - timedelta(days=9)))
        sent = (await uow.reports.events(opd=opds[0].code))[-1]
        verdict = replace(sent, id=0, kind=EventKind.VERIFIED, about=sent.id, at=NOW, ticket="", draft=None)
        await uow.reports.append(replace(verdict, draft_version=None))
        await uow.commit()
    async with storage.look() as uow:
        then, now = await known_at_moments(uow, 2026, [NOW - timedelta(days=1), NOW], TODAY)
    assert [one.opd.code for one in then.figures[IndicatorKey.SAKIP].entries] == [opds[0].code]
    counts = [one.totals[IndicatorKey.SAKIP].counts for one in (then, now)]
    assert (counts[0].waiting_met, counts[1].waiting_met) == (len(opds), len(opds) - 1)
    assert (counts[0].met, counts[1].met) == (0, 1)


async def test_a_rule_that_was_changed_meanwhile_may_move_whoever_nothing_happened_to() -> None:
    storage = FakeStorage(clock)
    long_ago = NOW - timedelta(days=9)
    async with storage.uow() as uow:
        await a_city(uow)
        person, opds = await someone(uow), in_force_at(await uow.opds.all(), NOW, 2026)
        for opd in opds:
            sent = await uow.reports.append(submission(person, opd=opd.code, at=long_ago))
            await uow.reports.append(event_about(sent, EventKind.VERIFIED, by=person.id, at=long_ago))
        await uow.years.set(2026, "sakip.minimum", "A", by=None, at=NOW)
        await uow.commit()
    before, at, later = NOW - timedelta(days=1), NOW, NOW + timedelta(hours=1)
    for pair in ((before, at), (at, later), (before - timedelta(days=1), before)):
        await check(storage, 2026, pair)
    async with storage.look() as uow:
        told = await known_at_moments(uow, 2026, [before, at], TODAY)
    assert [one.totals[IndicatorKey.SAKIP].counts.met for one in told] == [len(opds), 0]
    causes = {one.cause for of_indicator in moved(*told) for one in of_indicator}
    assert causes == {Cause.RULE}


class _Restless:
    """An audit trail in which something is stored whenever somebody looks, so often."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.asked = 0

    async def newest(self) -> int:
        self.asked += 1
        return min(self.asked, self.times)


@pytest.mark.parametrize(("times", "asked"), [(1, 2), (2, 4), (100, 6)])
async def test_what_was_stored_meanwhile_is_not_told_by_halves(
    monkeypatch: pytest.MonkeyPatch, times: int, asked: int
) -> None:
    """It is read again until it stood still, and folded where it never does."""
    storage, trail = FakeStorage(clock), _Restless(times)
    async with storage.uow() as uow:
        await a_city(uow)
        await uow.reports.append(submission(await someone(uow), at=NOW))
        await uow.commit()
    async with storage.look() as uow:
        monkeypatch.setattr(uow, "audit", trail)
        (told,) = await known_at_moments(uow, 2026, [NOW - timedelta(days=1)], TODAY)
        (whole,) = await folded(uow, 2026, [NOW - timedelta(days=1)])
    assert (told.totals, trail.asked) == (whole.totals, asked)
    # Where all was folded, all are there to be seen, also those that nothing happened to.
    is_folded = len(told.figures[IndicatorKey.SAKIP].entries) == len(
        whole.figures[IndicatorKey.SAKIP].entries
    )
    assert is_folded is (times == 100)
