"""What holds of every tick: one item that fails keeps no other from its turn, and an admin can see it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from telegram.error import BadRequest, TimedOut

from bot.ticks.schedule import TICKS
from domain.parking import MOST_TRIES
from handlers.telegram.chores import LIST, Chore
from handlers.telegram.context import Context
from storage.ports import Trouble, Unavailable
from tests.town.dialogue import Town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as opened:
        yield opened


@dataclass
class Round:
    """A chore over some names, of which some raise what the test says."""

    raises: dict[str, BaseException] = field(default_factory=dict)
    no_list: Exception | None = None
    names: tuple[str, ...] = ("a", "b", "c")
    done: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    async def items(self, _: Context) -> tuple[str, ...]:
        if self.no_list is not None:
            raise self.no_list
        return self.names

    async def work(self, _: Context, name: str) -> None:
        self.tried.append(name)
        if name in self.raises:
            raise self.raises[name]
        self.done.append(name)


async def goes(town: Town, rounds: Round) -> None:
    chore = Chore("round", rounds.items, rounds.work, lambda name: f"item {name}")
    await chore(town.app.context_types.context(town.app))


def troubles(town: Town) -> list[Trouble]:
    return [one for one in town.storage.tables.troubles.values() if one.settled_at is None]


@pytest.mark.parametrize(
    "error",
    [
        LookupError("x"),
        NotImplementedError(),
        RuntimeError(),
        MemoryError(),
        ExceptionGroup("y", [OSError()]),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_item_that_fails_is_noted_and_the_others_are_done(town: Town, error: Exception) -> None:
    rounds = Round({"a": error})
    await goes(town, rounds)
    assert rounds.done == ["b", "c"]
    assert [(one.lane, one.item, one.reason) for one in troubles(town)] == [("round", "item a", repr(error))]


async def test_its_tries_are_bounded_and_its_traceback_is_logged_once(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    rounds = Round({"a": ZeroDivisionError()})
    with caplog.at_level(logging.WARNING):
        for _ in range(12 * 60):  # two hours of a tick every ten seconds
            await goes(town, rounds)
            town.pass_time(seconds=10)
    assert rounds.tried.count("a") == MOST_TRIES
    assert rounds.done.count("b") == 12 * 60
    assert [one.is_parked for one in troubles(town)] == [True]
    assert sum(record.exc_info is not None for record in caplog.records) == 1
    town.pass_time(days=1)
    await goes(town, rounds)
    assert rounds.tried.count("a") == MOST_TRIES + 1


async def test_an_item_that_succeeds_after_all_is_no_trouble_any_more(town: Town) -> None:
    rounds = Round({"b": ValueError()})
    await goes(town, rounds)
    rounds.raises = {}
    await goes(town, rounds)
    assert rounds.tried.count("b") == 1  # it is let alone for a moment
    town.pass_time(seconds=10)
    await goes(town, rounds)
    assert rounds.done.count("b") == 1
    assert troubles(town) == []


async def test_a_telegram_that_is_away_is_no_fault_of_the_item(town: Town) -> None:
    rounds = Round({"a": TimedOut(), "b": BadRequest("chat not found")})
    await goes(town, rounds)
    await goes(town, rounds)
    assert rounds.tried == ["a", "b", "c", "a", "c"]
    assert [one.item for one in troubles(town)] == ["item b"]


async def test_a_database_that_is_away_parks_nothing_and_is_said(town: Town) -> None:
    rounds = Round({"a": Unavailable("locked")})
    await goes(town, rounds)
    assert rounds.done == ["b", "c"]
    rounds.raises["b"] = Unavailable("locked")
    with pytest.raises(Unavailable):
        await goes(town, rounds)
    assert troubles(town) == []


async def test_being_cut_off_is_no_trouble(town: Town) -> None:
    with pytest.raises(asyncio.CancelledError):
        await goes(town, Round({"a": asyncio.CancelledError()}))
    assert troubles(town) == []


async def test_a_list_that_cannot_be_made_is_told_and_tried_at_every_turn(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    rounds = Round(no_list=KeyError("x"))
    chore = Chore("round", rounds.items, rounds.work, str)
    context = town.app.context_types.context(town.app)
    with caplog.at_level(logging.WARNING):
        for _ in range(9):
            await chore(context)
    assert [(one.item, one.tries) for one in troubles(town)] == [(LIST, 1)]
    assert len(caplog.records) == 1
    rounds.no_list = None
    after_the_next_start = Chore("round", rounds.items, rounds.work, str)
    await after_the_next_start(context)
    assert rounds.done == list(rounds.names)
    assert troubles(town) == []
    assert troubles(town) == []


async def test_a_clock_that_was_set_back_lets_nothing_stand_still(town: Town) -> None:
    rounds = Round({"a": ValueError()})
    for _ in range(MOST_TRIES):
        await goes(town, rounds)
        town.pass_time(hours=1)
    town.pass_time(hours=-7)
    rounds.raises = {}
    await goes(town, rounds)
    assert "a" in rounds.done


def test_every_tick_is_a_chore() -> None:
    assert all(isinstance(tick.chore, Chore) for tick in TICKS)
    assert len({tick.name for tick in TICKS}) == len(TICKS)
    assert all(tick.every >= timedelta(seconds=1) for tick in TICKS)
