"""Figures of the past are kept, and at every instant are what the fold says, whatever is stored meanwhile."""

from datetime import timedelta
from typing import Any, TypeVar, cast

from hypothesis import given
from hypothesis import strategies as st

from domain.figures.asking import Period
from domain.indicators import by_key
from handlers.city import past
from handlers.city.figures import Known, known
from handlers.city.past import known_then
from handlers.telegram.context import Context
from storage.ports import Seen, Shelf, Stale, Storage
from tests.fakes.storage import FakeStorage
from tests.storage.contract.test_standings import ANSWERS, STEPS, Step, a_city, take
from tests.storage.samples import NOW, clock, someone, submission

Thing = TypeVar("Thing")
INSTANTS = [NOW + timedelta(hours=hours) for hours in range(-3, 4)]
PERIODS = [Period(year, 0, at, live=False) for year in (2025, 2026) for at in INSTANTS]
TODAY = Period(2025, 0, NOW + timedelta(days=1), live=True)


class _Process:
    """What one process keeps: all that is asked of a context here."""

    def __init__(self) -> None:
        self.services = self
        self._own: dict[type[Any], Any] = {}

    def kept(self, kind: type[Thing]) -> Thing:
        return cast("Thing", self._own.setdefault(kind, kind()))


async def ask(storage: Storage, process: _Process, when: Period) -> Known:
    async with storage.look() as uow:
        uow.seen = Seen(Shelf(), storage)
        return await known_then(uow, cast("Context", process), when)


async def check(storage: Storage, process: _Process) -> None:
    for when in (*PERIODS, TODAY):
        kept = await ask(storage, process, when)
        async with storage.look() as uow:
            folded = await known(uow, when)
        for key in ANSWERS:
            indicator = by_key(key)
            assert kept.figure(indicator).entries == folded.figure(indicator).entries, when


@given(steps=st.lists(STEPS, max_size=10))
async def test_what_is_kept_of_the_past_is_what_the_fold_says(steps: list[Step]) -> None:
    storage, process = FakeStorage(clock), _Process()
    async with storage.uow() as uow:
        await a_city(uow)
        await uow.commit()
    await check(storage, process)
    for step in steps:
        async with storage.uow() as uow:
            try:
                await take(uow, step)
            except Stale:
                continue
            await uow.commit()
        await check(storage, process)


async def test_what_comes_later_lets_the_past_be(monkeypatch: Any) -> None:  # noqa: ANN401 - pytest's own
    storage, process, read = FakeStorage(clock), _Process(), list[Period]()

    async def counted(uow: Any, when: Period) -> Known:  # noqa: ANN401 - any unit
        read.append(when)
        return await known(uow, when)

    monkeypatch.setattr(past, "known", counted)
    async with storage.uow() as uow:
        await a_city(uow)
        await uow.commit()
    first = await ask(storage, process, PERIODS[0])
    for year, at in ((2026, NOW), (2025, NOW), (2024, PERIODS[0].as_of)):
        async with storage.uow() as uow:
            await uow.reports.append(submission(await someone(uow), year=year, at=at))
            await uow.commit()
        again = await ask(storage, process, PERIODS[0])
        assert (again is first) == (year != 2024), "only that instant is reached back to"
    assert len(read) == 2


async def test_only_so_much_of_the_past_is_held() -> None:
    held, one = past.Past(), past._EVENTS  # noqa: SLF001 - the boundary
    for number in range(3):
        events = cast("Any", range(one // 2 + 1))
        known_so = Known(PERIODS[number], cast("Any", None), (), events)
        held.put((2026, PERIODS[number].as_of), past._Held(0, 0, known_so))  # noqa: SLF001 - as above
    assert list(held.held) == [(2026, PERIODS[2].as_of)]
