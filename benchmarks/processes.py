"""Bots as processes of their own: started with `running`, watched through /proc, and ended."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.emulator import TOKEN

ROOT = Path(__file__).resolve().parents[1]
_LAST_SECONDS = 15
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Program:
    """How a bot is started: `python -m module …`, with more lines for its environment."""

    name: str
    arguments: tuple[str, ...]
    needs: tuple[str, ...] = ()
    """Packages without which it cannot be measured."""
    settings: Mapping[str, str] = field(default_factory=dict)
    root: Path = ROOT
    """The checkout that it is of."""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(one for one in self.needs if find_spec(one) is None)


OURS = Program("this bot", ("bot", "run"))


class Running:
    """A process that runs, as /proc knows it."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self.pid = process.pid
        self.log = log
        self._process = process
        # See clock_getcpuclockid(3): the processor clock of another process, all threads, ended ones too.
        self._clock = (~process.pid << 3) | 2
        self.started_at = time.perf_counter()

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    def processor(self) -> float:
        """Return the seconds of processor (user and system) that it has used so far, to the nanosecond."""
        return time.clock_gettime(self._clock)

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def memory(self) -> tuple[float, float]:
        """Return the megabytes that it has in memory now, and the most that it ever had."""
        found = dict[str, float]()
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                found[name] = int(value.split()[0]) * _KIB / 1e6
        return found["VmRSS"], found["VmHWM"]

    async def end(self) -> None:
        if not self.alive:
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), _LAST_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def running(program: Program, url: str, folder: Path) -> AsyncIterator[Running]:
    """Start a bot that polls the Bot API at `url`, with `folder` for its data; end it with the block."""
    log = folder / "bot.log"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(program.root), os.environ.get("PYTHONPATH", "")))),
        "PYTHONDONTWRITEBYTECODE": "",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "LOG_LEVEL": "WARNING",
        **program.settings,
    }
    with log.open("a") as lines:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *program.arguments, cwd=folder, env=environment, stdout=lines, stderr=lines
        )  # fmt: skip
    bot = Running(process, log)
    try:
        yield bot
    finally:
        await bot.end()
