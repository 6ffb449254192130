"""Implements `storage.ports.ForeignFiles` in processes of their own."""

import asyncio
import json
import logging
import os
import signal
import sys
from pathlib import Path

import storage
from domain.files.foreign import Fault, Verdict
from domain.files.table import Table
from storage.foreign.tasks import Value, rows_from, tables_from, verdict_from
from storage.foreign.worker import HEAD
from storage.ports import Unavailable

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Files read at one time: one that takes its whole time does not hold up the others."""
CPU_SECONDS = 5
"""For one file; the biggest that Telegram hands over takes less than one."""
WITHIN = 20.0
"""Seconds for one file, whatever the processor does; usually its own limit comes first."""
MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of address space of a worker, of which Python itself takes very little."""
_LONGEST_ANSWER = 16 * 1024 * 1024
"""Bytes; a table is far below (`storage.foreign.table.MOST_TEXT`)."""
_TRIES = 2
"""A worker may die of something else than its file; of a file that kills two it is sure."""
_ROOT = Path(storage.__file__).parent.parent


class _Died(Exception):
    """The worker is gone, and no answer came; `by` is the signal that ended it, if one did."""

    def __init__(self, how: str, by: int | None = None) -> None:
        super().__init__(how)
        self.by = by


class ForeignReader:
    """A few kept worker processes, each started when it is first needed and again after it died."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        *,
        within: float = WITHIN,
        seconds: int = CPU_SECONDS,
        memory: int = MOST_MEMORY,
    ) -> None:
        self._within, self._seconds, self._memory = within, seconds, memory
        self._idle: asyncio.Queue[_Worker | None] = asyncio.LifoQueue()
        for _ in range(at_once):
            self._idle.put_nowait(None)
        self._workers: set[_Worker] = set()
        self._is_closed = False

    async def judge(self, content: bytes) -> Verdict:
        """Return what the content is. Raises Unavailable when there can be no worker now."""
        return verdict_from(await self._asked({"task": "judge"}, content))

    async def rows(self, content: bytes, *, formula: str | None = None) -> list[list[str]]:
        """Return the rows of a table. Raises UnfitFile, and Unavailable as above."""
        return rows_from(await self._asked({"task": "rows", "formula": formula}, content))

    async def tables(self, content: bytes) -> list[Table]:
        """Return all tables of a file. Raises as `rows`."""
        return tables_from(await self._asked({"task": "tables"}, content))

    @property
    def workers(self) -> frozenset[int]:
        """The ids of the processes that are kept now."""
        return frozenset(worker.pid for worker in self._workers)

    async def close(self) -> None:
        """End the workers; what is being read is read again after the next start."""
        self._is_closed = True
        for worker in tuple(self._workers):
            await worker.end()
        self._workers.clear()

    async def _asked(self, asked: Value, content: bytes) -> Value:
        for attempt in range(1, _TRIES + 1):
            try:
                return await self._once(asked, content)
            except _Died as death:
                log.warning("Reading a file of %d bytes (try %d): %s", len(content), attempt, death)
                if death.by == signal.SIGXCPU:
                    break
        return {"fault": Fault.TOO_SLOW.value, "reason": "whoever read it died"}

    async def _once(self, asked: Value, content: bytes) -> Value:
        worker, kept = await self._idle.get(), None
        try:
            worker = worker or await self._started()
            answer = await worker.ask(asked | {"seconds": self._seconds}, content, self._within)
            kept = worker
            return answer
        finally:
            if worker is not None and kept is None:
                self._workers.discard(worker)
                await worker.end()
            self._idle.put_nowait(kept)

    async def _started(self) -> "_Worker":
        if self._is_closed:
            raise Unavailable("no file is read any more")
        try:
            worker = await _Worker.start(self._memory)
        except OSError as error:
            raise Unavailable(f"no process to read files in: {error}") from error
        self._workers.add(worker)
        return worker


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(cls, memory: int) -> "_Worker":
        # What it is not told it cannot give away: of the environment only what Python needs to start.
        env = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        env |= {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "storage.foreign.worker", str(memory),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=env,
                limit=_LONGEST_ANSWER,
            )
        )  # fmt: skip

    async def ask(self, asked: Value, content: bytes, within: float) -> Value:
        """Return the answer. Raises _Died when none comes."""
        try:
            async with asyncio.timeout(within):
                line = await self._exchange(json.dumps(asked).encode(), content)
        except TimeoutError:
            raise _Died(f"no answer within {within:g} seconds") from None
        except (ConnectionError, ValueError) as error:
            raise _Died(repr(error)) from error
        if not line.endswith(b"\n"):
            code = await self._process.wait()
            raise _Died(f"the worker ended with {code}", -code)
        answer: Value = json.loads(line)
        return answer

    async def _exchange(self, asked: bytes, content: bytes) -> bytes:
        to, answers = self._process.stdin, self._process.stdout
        if to is None or answers is None:
            raise ConnectionError("no pipes")
        to.write(HEAD.pack(len(asked), len(content)) + asked)
        to.write(content)
        await to.drain()
        return await answers.readline()

    async def end(self) -> None:
        """Kill it; it has nothing to finish."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
