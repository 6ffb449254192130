"""What changed is looked for once, however many are told of it, and anew when something reaches back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from domain.people.person import Grant, Role
from handlers.city.since import Then, known_at_moments
from handlers.morning import digest
from storage.ports import UnitOfWork
from tests.handlers.morning.mornings import got, listens, sent, told, wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town

LAST, NEXT = date(2026, 11, 30), wib(7)


class _Looks:
    """Counts how often a year is looked at."""

    def __init__(self) -> None:
        self.many = 0

    async def __call__(
        self, uow: UnitOfWork, year: int, moments: Sequence[datetime], now: datetime
    ) -> list[Then]:
        self.many += 1
        return await known_at_moments(uow, year, moments, now)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> _Looks:
    found = _Looks()
    monkeypatch.setattr(digest, "known_at_moments", found)
    return found


async def _reader(town: Town, number: int) -> Talker:
    reader = await listens(await town.talker(number, f"Pimpinan {number}", Grant(Role.PIMPINAN)))
    await got(town, reader, LAST)
    return reader


async def test_it_is_looked_for_once_for_all_readers(town: Town, siti: Talker, looks: _Looks) -> None:
    readers = [await _reader(town, 3001 + number) for number in range(4)]
    town.now = wib(1)
    await sent(town, siti)
    await town.verify(HEALTH.code)
    first = await told(town, readers[0], NEXT)
    assert first is not None
    assert "+1 diterima: DINKES" in first
    for reader in readers[1:]:
        said = (await reader.chat())[-1]
        assert "+1 diterima: DINKES" in str(said.get("caption") or said["text"])
    assert looks.many == 2  # this year and the last one


async def test_what_comes_later_is_no_reason_to_look_again(town: Town, siti: Talker, looks: _Looks) -> None:
    readers = [await _reader(town, 3001)]
    town.now = wib(1)
    await sent(town, siti)
    await town.verify(HEALTH.code)
    await told(town, readers[0], NEXT)
    town.now = NEXT + timedelta(minutes=1)
    await sent(town, siti, LIBRARY.code)
    readers.append(await _reader(town, 3002))
    assert await told(town, readers[1], NEXT + timedelta(minutes=2)) is not None
    assert looks.many == 2


async def test_what_reaches_back_is_told_to_whoever_comes_after_it(
    town: Town, siti: Talker, looks: _Looks
) -> None:
    readers = [await _reader(town, 3001)]
    town.now = wib(1)
    await sent(town, siti)
    await town.verify(HEALTH.code)
    await told(town, readers[0], NEXT)
    # A clock that was behind stores what counts as having been before the digest.
    town.now = wib(2)
    await sent(town, siti, LIBRARY.code)
    await town.verify(LIBRARY.code)
    readers.append(await _reader(town, 3002))
    said = await told(town, readers[1], NEXT + timedelta(minutes=2))
    assert said is not None
    assert "(0 → 2 dari 2)" in said
    assert looks.many == 4
