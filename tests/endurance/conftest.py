from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.server import Simulator
from tests.endurance.bot_process import BotProcess


@pytest.fixture
async def bot(simulator: Simulator, tmp_path: Path) -> AsyncIterator[BotProcess]:
    process = BotProcess(tmp_path, simulator.url, simulator.token)
    yield process
    await process.clean_up()
