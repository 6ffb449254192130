"""SIGTERM: the work in hand is finished, what waits is kept, and the process leaves within ten seconds."""

import pytest

from simulator.client import People
from simulator.server import Simulator
from tests.endurance import city
from tests.endurance.bot_process import BotProcess
from tests.endurance.test_outage import all_answered, answers, everybody_writes
from tests.endurance.waiting import eventually

pytestmark = pytest.mark.endurance

SLOW_SECONDS = 3


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
    (person,) = await city.found(bot.url, people, 1)
    await bot.start()
    await people.fault("slow", method="sendMessage", seconds=14)
    await people.text(person, "/bantuan")
    await eventually(lambda: not simulator.world.faults)

    assert await bot.stop() == 0
    assert "still being answered" in bot.log

    await bot.start()
    await eventually(all_answered(simulator.world, [person], 1))
    assert await bot.stop() == 0
