"""A few kept processes: each is started when it is first needed, and again after it died."""

import asyncio
import json
import logging
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import storage
from storage.ports import Unavailable
from storage.process.child import FULL, HEAD, Value

log = logging.getLogger(__name__)

_LONGEST_ANSWER = 16 * 1024 * 1024
"""Bytes of one line."""
_TRIES = 2
"""A process may die of something else than what it was asked; of what kills two it is sure."""
_ROOT = Path(storage.__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one question may cost."""

    seconds: int
    """Of the processor."""
    within: float
    """Seconds, whatever the processor does; usually its own limit comes first."""


class Died(Exception):
    """The process is gone, and no answer came; `by` is the signal that ended it, if one did."""

    def __init__(self, how: str, by: int | None = None) -> None:
        super().__init__(how)
        self.by = by


class Pool:
    """Asks processes of one program, at most so many at one time."""

    def __init__(self, program: str, *arguments: str, at_once: int, idle: float | None = None) -> None:
        """`program` is a module that is run; after `idle` seconds without a question its processes end."""
        self._command, self._lasts = (program, *arguments), idle
        self._idle: asyncio.Queue[_Child | None] = asyncio.LifoQueue()
        for _ in range(at_once):
            self._idle.put_nowait(None)
        self._children: set[_Child] = set()
        self._busy = 0
        self._rest: asyncio.TimerHandle | None = None
        self._ending = set[asyncio.Task[None]]()
        self._is_closed = False

    @property
    def pids(self) -> frozenset[int]:
        """The ids of the processes that are kept now."""
        return frozenset(child.pid for child in self._children)

    async def ask(self, asked: Value, content: bytes, limits: Limits) -> Value:
        """Return the answer.

        Raises Died when two processes died of it, or one of having used up its seconds, and Unavailable when
        there can be none now.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                return await self._once(asked | {"seconds": limits.seconds}, content, limits.within)
            except Died as death:
                log.warning("%s, with %d bytes (try %d): %s", self._command[0], len(content), attempt, death)
                if self._is_closed:
                    # It did not die of what it was asked: it was ended.
                    raise Unavailable("nothing is asked any more") from death
                if death.by == signal.SIGXCPU or attempt == _TRIES:
                    raise
        raise AssertionError("every try has returned or raised")

    async def close(self) -> None:
        """End the processes; what is being done is asked again after the next start."""
        self._is_closed = True
        self._stay_awake()
        for child in tuple(self._children):
            await child.end()
        self._children.clear()
        await asyncio.gather(*self._ending)

    async def _once(self, asked: Value, content: bytes, within: float) -> Value:
        child, kept = await self._idle.get(), None
        self._busy += 1
        self._stay_awake()
        try:
            child = child or await self._started()
            answer = await child.ask(asked, content, within)
            kept = None if answer.pop(FULL, False) else child
            return answer
        finally:
            if child is not None and kept is None:
                self._children.discard(child)
                await child.end()
            self._busy -= 1
            self._idle.put_nowait(kept)
            self._go_to_rest()

    async def _started(self) -> "_Child":
        if self._is_closed:
            raise Unavailable("nothing is asked any more")
        try:
            child = await _Child.start(self._command)
        except OSError as error:
            raise Unavailable(f"no process of {self._command[0]}: {error}") from error
        self._children.add(child)
        return child

    def _stay_awake(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _go_to_rest(self) -> None:
        if self._lasts is not None and self._busy == 0 and self._children:
            self._stay_awake()
            self._rest = asyncio.get_running_loop().call_later(self._lasts, self._end_idle)

    def _end_idle(self) -> None:
        """End what nobody needs; all are idle, or this would have been called off."""
        for _ in range(self._idle.qsize()):
            self._idle.get_nowait()
            self._idle.put_nowait(None)
        for child in self._children:
            ending = asyncio.get_running_loop().create_task(child.end())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
        self._children.clear()


class _Child:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(cls, command: tuple[str, ...]) -> "_Child":
        # What it is not told it cannot give away: of the environment only what Python needs to start.
        env = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        env |= {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=env,
                limit=_LONGEST_ANSWER,
            )
        )  # fmt: skip

    async def ask(self, asked: Value, content: bytes, within: float) -> Value:
        """Return the answer. Raises Died when none comes."""
        try:
            async with asyncio.timeout(within):
                line = await self._exchange(json.dumps(asked).encode(), content)
        except TimeoutError:
            raise Died(f"no answer within {within:g} seconds") from None
        except (ConnectionError, ValueError) as error:
            raise Died(repr(error)) from error
        if not line.endswith(b"\n"):
            code = await self._process.wait()
            raise Died(f"the process ended with {code}", -code)
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
