"""Seconds in tests: how long a guard waits, and a clock that passes them without anybody waiting."""

import asyncio

GUARD = 120
"""Seconds after which something that never comes is given up; only a test that fails ever waits so long."""


def pass_seconds(seconds: float) -> None:
    """Let so many seconds pass at once for everything that this test's event loop waits for."""
    loop = asyncio.get_running_loop()
    before = loop.time
    loop.time = lambda: before() + seconds  # type: ignore[method-assign]
