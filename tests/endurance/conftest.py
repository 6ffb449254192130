from collections.abc import AsyncIterator, Callable
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


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print figures that belong into the test run's output, captured or not."""

    def write(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {line}")  # noqa: T201 - the figures are asked for

    return write
