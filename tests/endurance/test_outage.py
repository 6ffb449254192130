"""The database or Telegram is away for a while: everything sent meanwhile is answered, once, afterwards."""

import asyncio
import sqlite3
from collections.abc import Callable

import pytest

from simulator.client import People
from simulator.server import Simulator
from simulator.state import World
from tests.endurance import city
from tests.endurance.bot_process import BotProcess
from tests.endurance.waiting import eventually

pytestmark = pytest.mark.endurance

OPERATORS = 20
AWAY_SECONDS = 6
"""More than the five asked for, so that the intake has to wait in its own way and not only SQLite in its."""


def answers(world: World, person: int) -> int:
    return sum(message.by_bot for message in world.chats[person].messages.values())


def all_answered(world: World, ids: list[int], times: int) -> Callable[[], bool]:
    return lambda: all(answers(world, person) >= times for person in ids)


async def running(bot: BotProcess, simulator: Simulator, people: People) -> list[int]:
    """Start the bot in a new city and return its operators, each of whom has had one answer."""
    ids = await city.found(bot.url, people, OPERATORS)
    await bot.start()
    await everybody_writes(people, ids)
    await eventually(all_answered(simulator.world, ids, 1))
    return ids


async def everybody_writes(people: People, ids: list[int]) -> None:
    await asyncio.gather(*(people.text(person, "/bantuan") for person in ids))


async def answered_once(bot: BotProcess, simulator: Simulator, ids: list[int]) -> None:
    """Wait for everybody's second answer, and let the bot end in order: then nobody has a third."""
    await eventually(all_answered(simulator.world, ids, 2))
    assert await bot.stop() == 0
    assert {answers(simulator.world, person) for person in ids} == {2}


async def test_a_database_that_is_locked_for_a_while(
    simulator: Simulator, people: People, bot: BotProcess
) -> None:
    ids = await running(bot, simulator, people)
    lock = sqlite3.connect(bot.database, timeout=60, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    await everybody_writes(people, ids)
    await asyncio.sleep(AWAY_SECONDS)
    assert {answers(simulator.world, person) for person in ids} == {1}
    lock.execute("ROLLBACK")
    lock.close()
    await answered_once(bot, simulator, ids)


async def test_a_telegram_that_drops_every_connection_for_a_while(
    simulator: Simulator, people: People, bot: BotProcess
) -> None:
    ids = await running(bot, simulator, people)
    await people.fault("drop", times=1_000_000)
    await everybody_writes(people, ids)
    await asyncio.sleep(AWAY_SECONDS)
    await people.no_faults()
    await answered_once(bot, simulator, ids)
    # That it is over is said after a quiet minute (tests/bot/line/test_outage.py).
    assert bot.log.count("Telegram does not answer as it should") == 1


async def test_a_telegram_that_is_gone_for_a_while(
    simulator: Simulator, people: People, bot: BotProcess
) -> None:
    ids = await running(bot, simulator, people)
    await simulator.stop()
    await asyncio.sleep(AWAY_SECONDS)
    await simulator.start()
    async with People(simulator.url) as again:
        await everybody_writes(again, ids)
    await answered_once(bot, simulator, ids)
