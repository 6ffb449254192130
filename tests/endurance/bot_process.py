"""The real process, `python -m bot run`, as a server runs it: with an environment and a folder of its own."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Self

from simulator.server import Simulator
from tests.places import ROOT


class BotProcess:
    """One instance; `settings` are more lines of its environment, such as DATABASE_URL."""

    program = "bot"
    """The module that is started with `run`."""

    def __init__(self, folder: Path, api_url: str, token: str, **settings: str) -> None:
        self.database = folder / "data" / "bot.db"
        self._folder = folder
        self._log = folder / "bot.log"
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": api_url,
            "DATA_DIR": str(folder / "data"),
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._said_before = 0
        """How long the log was when the process was started last."""

    @classmethod
    def behind(
        cls, balancer_url: str, port: int, folder: Path, simulator: Simulator, **settings: str
    ) -> Self:
        """Return one of several instances that share a webhook and the data in that folder."""
        own = folder / str(port)
        own.mkdir()
        return cls(
            own,
            simulator.url,
            simulator.token,
            DATA_DIR=str(folder / "data"),
            WEBHOOK_URL=balancer_url,
            WEBHOOK_LISTEN=f"127.0.0.1:{port}",
            WEBHOOK_SECRET="of-this-test",
            **settings,
        )

    @property
    def url(self) -> str:
        return self._environment.get("DATABASE_URL", f"sqlite:///{self.database}")

    @property
    def listens_at(self) -> str:
        return self._environment["WEBHOOK_LISTEN"]

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def is_ready(self) -> bool:
        """Whether the process that was started last says that it runs: while it begins, a signal kills it."""
        return "is running" in self.log[self._said_before :]

    @property
    def pid(self) -> int:
        """The number of the process that was started last. Raises RuntimeError if there was none."""
        if self._process is None:
            raise RuntimeError("the bot was never started")
        return self._process.pid

    async def start(self) -> None:
        with self._log.open("a") as log:
            self._said_before = len(self.log)
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self.program, "run",
                cwd=self._folder, env=self._environment, stdout=log, stderr=log,
            )  # fmt: skip

    async def send(self, number: signal.Signals) -> None:
        if self._process is None or self._process.returncode is not None:
            raise RuntimeError(f"the bot is not running:\n{self.log}")
        self._process.send_signal(number)

    async def ends(self, within: float) -> int:
        """Return the exit code. Raises TimeoutError if it is still running after `within` seconds."""
        if self._process is None:
            raise RuntimeError("the bot was never started")
        return await asyncio.wait_for(self._process.wait(), within)

    async def kill(self) -> None:
        await self.send(signal.SIGKILL)
        await self.ends(within=60)

    async def stop(self) -> int:
        """End as the service does, whose TimeoutStopSec is 15; return the exit code."""
        await self.send(signal.SIGTERM)
        return await self.ends(within=15)

    async def clean_up(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
