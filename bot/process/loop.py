"""The event loop that everything runs in: uvloop where the platform has it."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any


def run_until_done(work: Coroutine[Any, Any, int]) -> int:
    """Return what the work returns. A first Ctrl-C cancels it, as in `asyncio.run`."""
    with asyncio.Runner(loop_factory=_factory()) as runner:
        return runner.run(work)


def name_of_loop() -> str:
    """Return whose loop is running."""
    return type(asyncio.get_running_loop()).__module__.partition(".")[0]


def _factory() -> Any:  # noqa: ANN401 - mypy would know uvloop on one platform only
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - it is not there on every platform

    return uvloop.new_event_loop
