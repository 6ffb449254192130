import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import SETTINGS, Settings
from simulator.server import Simulator
from tests.bot.office import Office


@pytest.fixture
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep this machine's environment and a developer's .env out; return the empty folder worked in."""
    for name in SETTINGS:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def settings(simulator: Simulator, bare_environment: Path) -> Settings:
    """Settings of a bot that speaks to the simulator and keeps its data in a folder of its own."""
    return Settings(
        telegram_bot_token=simulator.token,
        telegram_api_url=simulator.url,
        data_dir=bare_environment / "data",
    )


@pytest.fixture
async def signals_restored() -> AsyncIterator[None]:
    """Take the bot's signal handlers away again."""
    yield
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().remove_signal_handler(number)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    opened = Office()
    await opened.open()
    # Some ten thousand tracebacks are what is expected here.
    logging.disable(logging.CRITICAL)
    yield opened
    logging.disable(logging.NOTSET)
