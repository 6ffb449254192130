"""`python -m bot demo` as a newcomer starts it: a process of its own, with a folder of its own."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from simulator.state import World
from simulator.store import StateFile
from tests.places import ROOT

PATIENCE = 90
"""Seconds for a start or an end on a machine that has other work to do."""

# All deadlines of the sample, which lie in the next weeks, fall into the same year as this evening. In the
# evening the bot writes to nobody by itself, so what a scenario sees last is the answer to what it did.
EVENING = datetime(2026, 11, 23, 17, 15, tzinfo=ZoneInfo("Asia/Jakarta"))


class Demo:
    """The demonstration on the data in `folder`, at the same address each time it is started.

    `checkout` is the state of the product that runs: another one than this, to compare them.
    """

    def __init__(self, folder: Path, checkout: Path = ROOT) -> None:
        self.url = ""
        self._folder = folder
        self._checkout = checkout
        self._process: asyncio.subprocess.Process | None = None

    def set_clock(self, instant: datetime = EVENING) -> None:
        """Let the demonstration begin at an instant of its own, whatever the computer's clock says."""
        (self._folder / "demo").mkdir(parents=True, exist_ok=True)
        state = StateFile(self._folder / "demo" / "telegram.json")
        world = state.load() or World()
        world.clock.offset_seconds += world.clock.until(instant)
        state.save(world)

    async def start(self) -> None:
        """Return when the page can be opened. Raises TimeoutError, and EOFError if the process has ended."""
        port = self.url.rpartition(":")[2] or "0"
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(self._checkout),
            "DATA_DIR": str(self._folder),
        }
        with self._log.open("a") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "demo", "--port", port,
                cwd=self._folder, env=environment, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        async with asyncio.timeout(PATIENCE):
            self.url = await self._address(self._process)

    @property
    def _log(self) -> Path:
        return self._folder / "demo.log"

    async def _address(self, process: asyncio.subprocess.Process) -> str:
        if process.stdout is None:
            raise LookupError("the demonstration was started without a pipe")
        async for line in process.stdout:
            if found := re.search(rb"http://\S+", line):
                return found[0].decode()
        raise EOFError(self._log.read_text())

    async def kill(self) -> None:
        """End the process as a power cut does."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End the process as Ctrl-C does, if it runs."""
        if self._process is not None and self._process.returncode is None:
            await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            raise LookupError("the demonstration was never started")
        self._process.send_signal(number)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._process.communicate()
        except TimeoutError:
            self._process.kill()
            raise


@asynccontextmanager
async def running(folder: Path, checkout: Path = ROOT) -> AsyncIterator[Demo]:
    """Start the demonstration on a folder, on its fixed evening, and end it afterwards."""
    demo = Demo(folder, checkout)
    demo.set_clock()
    try:
        await demo.start()
        yield demo
    finally:
        await demo.stop()
