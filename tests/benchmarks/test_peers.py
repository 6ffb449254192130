"""The benchmark of an answer runs, with a few questions of two people; what it measures is not looked at."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.emulator import Emulator
from benchmarks.peers.city import SAMPLE, askers, found, reporters
from benchmarks.peers.contests import AIOGRAM, echoes, ours
from benchmarks.peers.measure import Length, Result, measure
from benchmarks.peers.table import table
from benchmarks.profile import by_layer, watched

CHATS = 2
TINY = Length(rounds=1, warm=2, burst=4, seconds=0.2)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("city") / "bot.db"
    asyncio.run(found(file, asking=askers(CHATS), reporting=reporters(CHATS)))
    return file


def meet_everybody(emulator: Emulator) -> None:
    emulator.meet((*SAMPLE, *askers(CHATS), *reporters(CHATS)))


@pytest.mark.parametrize("place", range(3))
async def test_an_echo_is_measured(place: int, tmp_path: Path) -> None:
    contest = echoes(CHATS)[place]
    assert not contest.program.missing, "`make test` installs it"
    async with Emulator() as emulator:
        result = await measure(contest, TINY, tmp_path / "run", emulator)
    assert result.values["calls"] == 1
    assert not result.refusals


@pytest.mark.parametrize("place", range(2))
async def test_this_bot_is_measured_and_telegram_refuses_nothing(
    place: int, city: Path, tmp_path: Path
) -> None:
    contest = ours(city, CHATS)[place]
    async with Emulator() as emulator:
        meet_everybody(emulator)
        result = await measure(contest, TINY, tmp_path / "run", emulator)
    assert result.values["slow"] > 0
    assert ("sending" in result.values) == (contest.name == "a conversation")
    assert not result.refusals


async def test_what_an_update_asks_of_the_database_is_counted(city: Path, tmp_path: Path) -> None:
    async with Emulator() as emulator:
        meet_everybody(emulator)
        seen = await watched(ours(city, CHATS)[0], tmp_path / "run", emulator, "count", many=10)
    assert seen["statements"] > 0
    assert seen["commits"] > 0


def test_a_sample_counts_for_the_innermost_layer() -> None:
    stack = "/x/bot/receiving/intake.py:f;/x/storage/sql/reports.py:g;/usr/lib/json/decoder.py:h"
    assert by_layer({stack: 3}) == {"our SQL, rows to objects": 3}


def test_a_ratio_above_one_is_better_than_the_measure() -> None:
    values = {"slow": 2.0, "fast": 2.0, "burst": 2.0, "rate": 100.0}
    results = {AIOGRAM: [Result(values)], "/iku": [Result({**values, "slow": 1.0, "rate": 50.0})]}
    row = table(results, AIOGRAM).splitlines()[-1]
    assert row.split(" | ")[:5] == ["| … × aiogram's echo", "2.00 ×", "1.00 ×", "1.00 ×", "0.50 ×"]
