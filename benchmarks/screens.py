"""What one screen of a list costs in a city of any size: `python -m benchmarks.screens sqlite:///big.db`.

The database is one that `benchmarks.big_city` has filled. Each screen is asked for twice, through the whole
bot with a Telegram that says yes to everything, and what is told is the second time: how long it took, how
much of the processor, how many statements, and how long the event loop was held at most.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.big_city import FIRST_OPERATOR
from bot.sample.people import HEAD, PEOPLE, VERIFIERS
from handlers.morning.call import call
from handlers.reminders.remind import remind
from tests.counted import CountedBot, counted_bot

VERIFIKATOR = next(one.telegram_id for one in PEOPLE if one.group == VERIFIERS)
LEADER = next(one.telegram_id for one in PEOPLE if one.group == HEAD)
SCREENS = {
    "/verifikasi": (VERIFIKATOR, "/verifikasi"),
    "/verifikasi, list": (VERIFIKATOR, "/verifikasi dinas"),
    "/belum": (VERIFIKATOR, "/belum"),
    "/belum pimpinan": (LEADER, "/belum"),
    "/menu verifikator": (VERIFIKATOR, "/menu"),
    "/menu pimpinan": (LEADER, "/menu"),
    "/menu operator": (FIRST_OPERATOR, "/menu"),
    "/lapor": (FIRST_OPERATOR, "/lapor"),
    "/status": (FIRST_OPERATOR, "/status"),
    "/iku": (LEADER, "/iku"),
    "/opd": (1001, "/opd"),
    "/opd dinas": (1001, "/opd kesehatan"),
    "/pengguna": (1001, "/pengguna"),
    "/pengguna dinas": (1001, "/pengguna kesehatan"),
    "typed name": (LEADER, "puskesmas kesehatan"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds in all, seconds of the processor, the longest that the loop was held, and statements."""

    seconds: float
    processor: float
    held: float
    statements: int


async def _holds(holds: list[float]) -> None:
    """Note how much later than it should this is woken, again and again."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.001)
        holds.append(time.perf_counter() - begun - 0.001)


async def measured(bot: CountedBot, work: Callable[[], Awaitable[object]]) -> Taken:
    """Return what that work takes."""
    holds = [0.0]
    watching = asyncio.ensure_future(_holds(holds))
    await asyncio.sleep(0.01)
    bot.take()
    begun, processor = time.perf_counter(), time.process_time()
    await work()
    seconds, used = time.perf_counter() - begun, time.process_time() - processor
    statements = len(bot.take().statements)
    await asyncio.sleep(0.002)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return Taken(seconds, used, max(holds), statements)


async def screen(bot: CountedBot, person: int, text: str) -> Taken:
    """Return what a screen takes of which all is kept that can be."""
    await bot.says(person, text)
    return await measured(bot, lambda: bot.says(person, text))


async def main(url: str, only: str) -> None:
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        async with counted_bot(url, Path(folder)) as bot:
            for name, (person, text) in SCREENS.items():
                if only in name:
                    _tell(name, await screen(bot, person, text))
            for chore in (remind, call):
                if only in chore.name:
                    _tell(f"tick {chore.name}", await measured(bot, lambda: chore(bot.context())))  # noqa: B023 - awaited at once


def _tell(name: str, taken: Taken) -> None:
    print(  # noqa: T201 - a benchmark prints
        f"{name:<20} {taken.seconds * 1e3:9.1f} ms  processor {taken.processor * 1e3:9.1f} ms"
        f"  loop held {taken.held * 1e3:8.1f} ms",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--only", default="", help="those whose names have this")
    given = parser.parse_args()
    asyncio.run(main(given.database, given.only))
