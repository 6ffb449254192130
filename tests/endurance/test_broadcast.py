"""An announcement to a thousand people, with SIGKILL in the middle: everybody gets it, nobody is forgotten.

A message twice is possible for one reason only: it was on its way at the very moment of a kill, and nobody
knows whether Telegram took it. The ledger says for whom that is so.
"""

import asyncio
import random
import time
from collections.abc import Callable
from functools import partial

import pytest

from handlers.delivery.pace import PACE
from simulator.client import People
from simulator.server import Simulator
from storage.ports import Notice, NoticeState
from tests.endurance import crowd
from tests.endurance.bot_process import BotProcess
from tests.endurance.talkers import Talkers, Wait
from tests.endurance.waiting import eventually

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(600)]

READERS, KILLS, SEED = 1000, 5, 20261125
FLOODED, BLOCKED, TALKING = READERS * 2 // 100, READERS // 100, 5


async def test_a_thousand_are_told_though_the_process_is_killed_five_times(
    simulator: Simulator, people: People, bot: BotProcess, show: Callable[[str], None]
) -> None:
    world, dice = simulator.world, random.Random(SEED)  # noqa: S311 - the same run every time
    ids = await crowd.gather(bot.url, world, READERS)
    chosen = dice.sample(ids, FLOODED + BLOCKED + TALKING)
    flooded, blocked = chosen[:FLOODED], chosen[FLOODED : FLOODED + BLOCKED]
    for one in blocked:
        await people.block(one)
    for one in flooded:
        await people.fault("429", chat_id=one, retry_after=dice.randint(2, 6), times=dice.randint(1, 3))
    await bot.start()
    talkers = Talkers(people, world)
    await crowd.announce(people)
    async with asyncio.TaskGroup() as tasks:
        for one in chosen[FLOODED + BLOCKED :]:
            tasks.create_task(talkers.talk(one))
        in_doubt, outages = await _kill_again_and_again(bot, simulator, ids, dice)
        await eventually(lambda: "selesai dikirim" in crowd.shown_to_admin(world), within=300)
        talkers.done.set()
    assert await bot.stop() == 0

    lines, copies = await crowd.ledger(bot.url), crowd.received(world, ids)
    repeated = {one for one, many in copies.items() if many > 1}
    claimed = [line.claimed_at.timestamp() for line in lines.values() if line.claimed_at is not None]
    show(
        f"people {READERS}, kills {KILLS}, sent {_many(lines, NoticeState.SENT)},"
        f" blocked {_many(lines, NoticeState.BLOCKED)}, in doubt {len(in_doubt)}, repeated {len(repeated)}"
    )
    show(_speed(crowd.sent_at(world), claimed, talkers.waits, outages))
    assert {one for one, many in copies.items() if not many} == set(blocked)
    assert repeated <= in_doubt
    assert all(many <= 1 + lines[one].unsure for one, many in copies.items())
    assert {one for one, line in lines.items() if line.unsure} <= in_doubt
    for one, line in lines.items():
        if one in blocked:
            assert (line.state, line.message_id) == (NoticeState.BLOCKED, None)
        else:
            assert line.state is NoticeState.SENT
            assert line.message_id in crowd.messages_of(world, one)
    assert lines.keys() == set(ids)
    assert crowd.fullest(claimed) <= PACE.in_all


async def _kill_again_and_again(
    bot: BotProcess, simulator: Simulator, ids: list[int], dice: random.Random
) -> tuple[set[int], list[tuple[float, float]]]:
    """Kill in the middle of the sending, and start again.

    Return who was in doubt after any of the kills, and from when until when nobody could be answered.
    """
    in_doubt, outages = set[int](), list[tuple[float, float]]()
    share = len(ids) // (KILLS + 1)
    for kill in range(1, KILLS + 1):
        told = kill * share + dice.randint(-share // 3, share // 3)
        await eventually(partial(_are_told, simulator, ids, told), within=120)
        await asyncio.sleep(dice.uniform(0, 0.3))
        await bot.kill()
        killed = time.monotonic()
        lines = await crowd.ledger(bot.url)
        in_doubt |= {one for one, line in lines.items() if line.state is NoticeState.WAITING and line.unsure}
        heard = len(simulator.world.calls)
        await bot.start()
        await eventually(partial(_has_called, simulator, heard))
        outages.append((killed, time.monotonic() + 1))
    return in_doubt, outages


def _speed(
    taken: list[float], claimed: list[float], waits: list[Wait], outages: list[tuple[float, float]]
) -> str:
    calm = [wait.seconds for wait in waits if not wait.overlaps(outages)]
    return (
        f"rate {crowd.rate(taken):.1f} of {PACE.in_all} a second, most in one second"
        f" {crowd.fullest(claimed)} (as Telegram saw it {crowd.fullest(taken)});"
        f" {len(waits)} replies meanwhile, slowest {max(calm):.2f} s,"
        f" across a kill {max(wait.seconds for wait in waits):.2f} s"
    )


def _are_told(simulator: Simulator, ids: list[int], many: int) -> bool:
    return sum(bool(one) for one in crowd.received(simulator.world, ids).values()) >= many


def _has_called(simulator: Simulator, after: int) -> bool:
    return len(simulator.world.calls) > after


def _many(lines: dict[int, Notice], state: NoticeState) -> int:
    return sum(line.state is state for line in lines.values())
