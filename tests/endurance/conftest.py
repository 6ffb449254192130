from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.client import People
from simulator.server import Simulator
from tests.endurance.bot_process import BotProcess


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator() as running:
        yield running


@pytest.fixture
async def people(simulator: Simulator) -> AsyncIterator[People]:
    async with People(simulator.url) as client:
        yield client


@pytest.fixture
async def bot(simulator: Simulator, tmp_path: Path) -> AsyncIterator[BotProcess]:
    process = BotProcess(tmp_path, simulator.url, simulator.token)
    yield process
    await process.clean_up()
