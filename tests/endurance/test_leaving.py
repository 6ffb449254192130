"""SIGTERM: the work in hand is finished, what waits is kept, and the process leaves within ten seconds."""

import signal
import sqlite3

import pytest

from simulator.client import People
from simulator.server import Simulator
from tests.endurance import city
from tests.endurance.bot_process import BotProcess
from tests.endurance.test_outage import all_answered, answers, everybody_writes
from tests.endurance.waiting import eventually

pytestmark = pytest.mark.endurance

SLOW_SECONDS = 3


async def slowly_answered(simulator: Simulator, people: People, bot: BotProcess) -> int:
    """Start the bot; return the person whose answer is on its way now, for longer than the bot waits."""
    (person,) = await city.found(bot.url, people, 1)
    await bot.start()
    await people.fault("slow", method="sendMessage", seconds=14)
    await people.text(person, "/bantuan")
    await eventually(lambda: not simulator.world.faults)
    return person


async def answers_after_the_next_start(simulator: Simulator, bot: BotProcess, person: int) -> None:
    await bot.start()
    # The answer that was cut off may still arrive by itself, before there is anybody to take a signal.
    await eventually(lambda: bot.log.count("is running and polls") == 2)
    await eventually(all_answered(simulator.world, [person], 1))
    assert await bot.stop() == 0


async def test_work_in_hand_is_finished_and_the_rest_comes_after_the_next_start(
    simulator: Simulator, people: People, bot: BotProcess
) -> None:
    first, *_ = ids = await city.found(bot.url, people, 5)
    await bot.start()
    await everybody_writes(people, ids)
    await eventually(all_answered(simulator.world, ids, 1))
    await people.fault("slow", method="sendMessage", chat_id=first, seconds=SLOW_SECONDS)
    await people.text(first, "/bantuan")
    await people.text(first, "/iku")
    await eventually(lambda: not simulator.world.faults)  # the first answer is on its slow way now

    assert await bot.stop() == 0
    assert answers(simulator.world, first) == 2

    await bot.start()
    await eventually(all_answered(simulator.world, [first], 3))
    assert await bot.stop() == 0
    assert answers(simulator.world, first) == 3


async def test_work_that_takes_too_long_is_cut_off_and_done_after_the_next_start(
    simulator: Simulator, people: People, bot: BotProcess
) -> None:
    person = await slowly_answered(simulator, people, bot)

    assert await bot.stop() == 0
    assert "still being answered" in bot.log
    await answers_after_the_next_start(simulator, bot, person)


async def test_a_second_signal_leaves_at_once_and_loses_nothing(
    simulator: Simulator, people: People, bot: BotProcess
) -> None:
    person = await slowly_answered(simulator, people, bot)
    await bot.send(signal.SIGTERM)
    await eventually(lambda: "A second signal stops at once" in bot.log)
    await bot.send(signal.SIGTERM)
    # The code tells that it was the second signal; the first would have ended with 0.
    assert await bot.ends(within=60) == 128 + signal.SIGTERM
    await answers_after_the_next_start(simulator, bot, person)


async def test_a_locked_database_does_not_hold_up_the_end(
    simulator: Simulator, people: People, bot: BotProcess
) -> None:
    ids = await city.found(bot.url, people, 5)
    await bot.start()
    await everybody_writes(people, ids)
    await eventually(all_answered(simulator.world, ids, 1))
    lock = sqlite3.connect(bot.database, timeout=60, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    await everybody_writes(people, ids)
    assert await bot.stop() == 0
    lock.execute("ROLLBACK")
    lock.close()

    await bot.start()
    await eventually(all_answered(simulator.world, ids, 2))
    assert await bot.stop() == 0
