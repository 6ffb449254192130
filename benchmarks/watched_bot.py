"""`python -m bot run` under observation: where its time goes, or what it asks of its database.

SIGUSR1 begins anew, SIGUSR2 writes what was seen since into watched.json in DATA_DIR. WATCH says what is
seen: `profile` samples the stacks by processor time, `count` traces statements, commits and hand-overs to
threads. Nothing is to be timed meanwhile: being watched costs.
"""

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from aiosqlite.core import Connection

from bot.cli import main

_SECONDS = 0.001
_MICRO = 1_000_000
OTHER_THREADS = "other threads"
_VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
_LONGEST = 150
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_AROUND = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")

Seen = Counter[str]


def sampling(seen: Seen) -> Callable[[], None]:
    """Note microseconds of the processor by stack, outermost first; return what begins it."""
    main, everything = 0.0, 0.0

    def sample(_: int, here: FrameType | None) -> None:
        # It runs in the main thread: what the process has used beyond it was used by other threads.
        nonlocal main, everything
        before, main, all_before, everything = main, time.thread_time(), everything, time.process_time()
        own = main - before
        seen[_stack(here)] += round(own * _MICRO)
        seen[OTHER_THREADS] += max(0, round((everything - all_before - own) * _MICRO))

    def begin() -> None:
        nonlocal main, everything
        main, everything = time.thread_time(), time.process_time()
        signal.setitimer(signal.ITIMER_PROF, _SECONDS, _SECONDS)

    signal.signal(signal.SIGPROF, sample)
    return begin


def _stack(frame: FrameType | None) -> str:
    names = list[str]()
    while frame is not None:
        names.append(f"{frame.f_code.co_filename}:{frame.f_code.co_qualname}")
        frame = frame.f_back
    return ";".join(reversed(names))


def counting(seen: Seen) -> Callable[[], None]:
    """Count what is asked of SQLite, and how often a thread is asked for something; return what begins it."""
    connect, execute = sqlite3.connect, Connection._execute  # noqa: SLF001 - whatever goes to its thread goes here
    run = asyncio.BaseEventLoop.run_in_executor

    def traced(*arguments: Any, **more: Any) -> sqlite3.Connection:  # noqa: ANN401 - handed on
        connection: sqlite3.Connection = connect(*arguments, **more)
        written = False

        def trace(statement: str) -> None:
            nonlocal written
            word = statement.lstrip().partition(" ")[0].upper().rstrip(";")
            if word in ("COMMIT", "END"):
                seen["commits"] += 1
                seen["fsyncs"] += written
                written = False
            elif word not in _AROUND:
                seen["statements"] += 1
                written = written or word in _WRITES
                seen[f"statement {_VALUES.sub('?', ' '.join(statement.split()))[:_LONGEST]}"] += 1
            else:
                seen[word.lower()] += 1

        connection.set_trace_callback(trace)
        return connection

    def handed(self: Connection, *arguments: Any, **more: Any) -> Any:  # noqa: ANN401 - as above
        seen["hops"] += 1
        return execute(self, *arguments, **more)  # type: ignore[no-untyped-call] # aiosqlite's

    def executed(self: asyncio.BaseEventLoop, *arguments: Any) -> Any:  # noqa: ANN401 - as above
        seen["hops"] += 1
        return run(self, *arguments)

    sqlite3.connect = traced  # type: ignore[assignment] # whoever opens a connection is watched
    Connection._execute = handed  # type: ignore[method-assign] # noqa: SLF001 - as above
    asyncio.BaseEventLoop.run_in_executor = executed  # type: ignore[method-assign, assignment] # as above
    return lambda: None


def start() -> int:
    seen = Seen()
    begin = (sampling if os.environ["WATCH"] == "profile" else counting)(seen)
    file = Path(os.environ["DATA_DIR"]) / "watched.json"

    def anew(*_: object) -> None:
        seen.clear()
        begin()

    def write(*_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        unfinished = file.with_suffix(".part")
        unfinished.write_text(json.dumps(seen))
        unfinished.rename(file)

    signal.signal(signal.SIGUSR1, anew)
    signal.signal(signal.SIGUSR2, write)
    return main(["run"])


if __name__ == "__main__":
    sys.exit(start())
