from datetime import timedelta

import pytest

from domain.parking import LONGEST_RAW, LONGEST_REASON, MOST_TRIES
from storage.ports import NotFound, Storage
from tests.storage.samples import LATER, NOW

MOMENT = timedelta(seconds=1)


async def test_one_item_has_one_open_line_that_counts_its_failures(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await uow.troubles.note("reminders", "person 7", "KeyError('x')", NOW, raw="{}")
        other = await uow.troubles.note("morning", "person 7", "as well", NOW)
        again = await uow.troubles.note("reminders", "person 7", "ValueError()", LATER)
        await uow.commit()
    assert (again.id, again.tries, again.reason, again.raw) == (first.id, 2, "ValueError()", "{}")
    assert (again.first_at, again.last_at, again.until) == (NOW, LATER, LATER + timedelta(minutes=1))
    async with storage.uow() as uow:
        assert await uow.troubles.of("reminders") == [again]
        assert await uow.troubles.open(9) == [other, again]
        assert await uow.troubles.open(1) == [other]
        assert await uow.troubles.open(9, before=other.id) == [again]
        assert await uow.troubles.get(other.id) == other


async def test_a_settled_line_stays_and_the_next_failure_begins_anew(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await uow.troubles.note("evidence", "file 1", "broken", NOW)
        assert await uow.troubles.settle("evidence", "file 1", LATER)
        assert not await uow.troubles.settle("evidence", "file 1", LATER)
        assert await uow.troubles.open(9) == []
        again = await uow.troubles.note("evidence", "file 1", "broken", LATER)
        await uow.commit()
    assert (again.tries, again.first_at) == (1, LATER)
    assert again.id != first.id
    async with storage.uow() as uow:
        assert (await uow.troubles.get(first.id)).settled_at == LATER
        with pytest.raises(NotFound):
            await uow.troubles.get(99)


async def test_an_item_is_let_alone_for_its_wait_and_not_because_of_a_clock(storage: Storage) -> None:
    async with storage.uow() as uow:
        line = await uow.troubles.note("evidence", "file 1", "broken", NOW)
        assert await uow.troubles.parked("evidence", NOW) == {"file 1"}
        assert await uow.troubles.parked("delivery", NOW) == frozenset()
        assert await uow.troubles.parked("evidence", line.until - MOMENT) == {"file 1"}
        assert await uow.troubles.parked("evidence", line.until) == frozenset()
        assert await uow.troubles.parked("evidence", NOW - timedelta(hours=7)) == frozenset()


async def test_after_bounded_tries_it_is_parked(storage: Storage) -> None:
    async with storage.uow() as uow:
        lines = [await uow.troubles.note("evidence", "file 1", "broken", NOW) for _ in range(MOST_TRIES + 1)]
    assert [line.is_parked for line in lines] == [False] * (MOST_TRIES - 1) + [True, True]
    assert [line.until - NOW for line in lines[-2:]] == [timedelta(days=1)] * 2


async def test_the_wait_may_be_bounded(storage: Storage) -> None:
    minute = timedelta(minutes=1)
    async with storage.uow() as uow:
        for _ in range(MOST_TRIES):
            line = await uow.troubles.note("evidence", "all", "broken", NOW, longest=minute)
    assert line.until == NOW + minute


async def test_what_no_database_holds_is_escaped_and_what_is_long_is_cut(storage: Storage) -> None:
    async with storage.uow() as uow:
        noted = await uow.troubles.note("inbox", "update \ud800", "a\x00b" * 999, NOW, raw="\udfff" * 9999)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.troubles.of("inbox") == [noted]
        assert await uow.troubles.settle("inbox", "update \ud800", LATER)
    assert noted.item == "update \\ud800"
    assert noted.reason.startswith("a\\x00ba")
    assert (len(noted.reason), len(noted.raw)) == (LONGEST_REASON, LONGEST_RAW)
