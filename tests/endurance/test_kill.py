"""SIGKILL at random moments under a stream of answers: nothing is lost, nothing is applied twice."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from domain.language.numbers import parse_decimal
from simulator.client import People
from simulator.server import Simulator
from tests.endurance import city
from tests.endurance.bot_process import BotProcess
from tests.endurance.operators import Operator, Screens
from tests.endurance.waiting import eventually

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(900)]

KILLS, OPERATORS, SEED = 20, 50, 20261123
ACTS = 6  # /lapor, SAKIP, BB, the nilai, no evidence, Kirim


async def test_twenty_kills_lose_nothing_and_apply_nothing_twice(
    simulator: Simulator, people: People, bot: BotProcess, show: Callable[[str], None]
) -> None:
    ids = await city.found(bot.url, people, OPERATORS)
    screens = Screens(people)
    operators = [
        Operator(number, f"7{i % 10},{i:02}", people, screens) for i, number in enumerate(ids, start=1)
    ]
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(screens.watch())
        await screens.connected.wait()
        reporting = [tasks.create_task(operator.report()) for operator in operators]
        await _kill_again_and_again(bot, simulator)
        await asyncio.wait_for(asyncio.gather(*reporting), timeout=300)
        watching.cancel()
    assert await bot.stop() == 0

    sent = await city.history(bot.url)
    confirmed = {
        city.code(operator.person): parse_decimal(operator.nilai, minimum=Decimal(0), maximum=Decimal(100))
        for operator in operators
        if operator.confirmed
    }
    applied = Counter(event.opd for event in sent)
    lost = confirmed.keys() - applied.keys()
    twice = [opd for opd, times in applied.items() if times > 1]
    # Telegram takes the answer to a press for some seconds only; too late, the person has just the card.
    calls = [call for call in simulator.world.calls if call.method == "answerCallbackQuery"]
    unanswered = simulator.world.callback_queries.keys() - {
        call.params["callback_query_id"] for call in calls
    }
    show(
        f"kills {KILLS}, messages {sum(operator.acts for operator in operators)},"
        f" conversations ended {sum(operator.finished for operator in operators)} of {OPERATORS},"
        f" reports confirmed {len(confirmed)}, lost {len(lost)}, applied twice {len(twice)},"
        f" presses unanswered {len(unanswered)}"
    )
    assert len(confirmed) == OPERATORS
    assert not lost
    assert not twice
    assert not unanswered
    assert {event.opd: Decimal(event.answers["nilai"]) for event in sent} == confirmed
    assert await city.differences(bot.url) == []


async def _kill_again_and_again(bot: BotProcess, simulator: Simulator) -> None:
    """Kill at moments spread over the whole stream of answers; some fall into the start itself."""
    dice = random.Random(SEED)  # noqa: S311 - the same kills at every run
    for kill in range(KILLS):
        await bot.start()
        if dice.random() < 0.25:
            await asyncio.sleep(dice.uniform(0.2, 2.5))
        else:
            await _until_answered(simulator, OPERATORS * ACTS * kill // (KILLS + 1))
            await asyncio.sleep(dice.uniform(0, 0.3))
        await bot.kill()
    await bot.start()


async def _until_answered(simulator: Simulator, answers: int) -> None:
    """Wait until the bot has said something that many times."""
    await eventually(lambda: _said(simulator) >= answers, within=120)


def _said(simulator: Simulator) -> int:
    return sum(call.method in ("sendMessage", "editMessageText") for call in simulator.world.calls)
