"""What the bot costs while nobody asks: processor time and statements, by day and at night.

Run it with `python -m benchmarks.idle` (about seven minutes; `--seconds 20` is quicker). Three processes of
their own are left alone with the emulator, one after the other: this bot with the demonstration's city at
10.00 and at 02.00 WIB (its clock is set, the machine's is not), and a python-telegram-bot that polls and has
one handler. Most of what is left after a warm-up of 75 seconds is the long poll, of which each has the same.
"""

import argparse
import asyncio
import json
import logging
import resource
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes

from bot.process.run import run
from bot.receiving.stop import Stop
from bot.sample.seed import seed
from bot.settings import Settings
from domain.language.dates import WIB
from simulator.server import Simulator
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage

WARM_UP = 75.0
"""Seconds until what a start does once is done, and the minute in which a dead peer's leases may run out."""
STATEMENTS = Counter[str]()
PERCENT = 100.0
HOURS = {"day": time(10), "night": time(2)}


def clock_at(hour: time) -> Callable[[], datetime]:
    """Return a clock that goes on from that time (WIB) of the last Tuesday, which is a working day."""
    real = datetime.now(UTC)
    today = real.astimezone(WIB).date()
    day = today - timedelta(days=(today.weekday() - 1) % 7)
    ahead = datetime.combine(day, hour, tzinfo=WIB).astimezone(UTC) - real
    return lambda: datetime.now(UTC) + ahead


def count_statements() -> None:
    """Let every connection of this process to an SQLite file note what it executes."""
    connect = sqlite3.connect

    def counting(*args: Any, **arguments: Any) -> sqlite3.Connection:  # noqa: ANN401 - sqlite3's
        connection: sqlite3.Connection = connect(*args, **arguments)
        connection.set_trace_callback(note)
        return connection

    def note(said: str) -> None:
        # Not a question about what is stored: whether another process has stored something.
        if said != "PRAGMA data_version":
            STATEMENTS.update([" ".join(said.split()[:4])])

    sqlite3.connect = counting  # type: ignore[assignment]


def used() -> float:
    """Return the seconds of processor that this process has used, all threads together."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


async def measured(seconds: float) -> dict[str, Any]:
    await asyncio.sleep(WARM_UP)
    STATEMENTS.clear()
    before = used()
    await asyncio.sleep(seconds)
    return {"used": used() - before, "statements": STATEMENTS.most_common()}


async def be_this_bot(url: str, token: str, hour: str, seconds: float) -> dict[str, Any]:
    count_statements()
    with tempfile.TemporaryDirectory() as folder:
        clock = clock_at(HOURS[hour])
        settings = Settings(telegram_bot_token=token, telegram_api_url=url, data_dir=Path(folder))
        await migrate(settings.database)
        storage = open_storage(settings.database, clock)
        await seed(storage, clock())
        await storage.close()
        stop = Stop()
        living = asyncio.create_task(run(settings, clock, stop))
        found = await measured(seconds)
        stop.request()
        await living
    return found


async def be_an_echo(url: str, token: str, _: str, seconds: float) -> dict[str, Any]:
    """Be python-telegram-bot as its documentation has it, and its job queue without a job."""

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text("echo")

    app = Application.builder().token(token).base_url(f"{url}/bot").build()
    app.add_handler(CommandHandler("iku", echo))
    async with app:
        await app.start()
        if app.updater is None:
            raise RuntimeError("no updater")
        await app.updater.start_polling()
        found = await measured(seconds)
        await app.updater.stop()
        await app.stop()
    return found


ROLES: dict[str, Callable[[str, str, str, float], Coroutine[Any, Any, dict[str, Any]]]] = {
    "bot": be_this_bot,
    "echo": be_an_echo,
}


async def left_alone(role: str, hour: str, seconds: float) -> dict[str, Any]:
    """Run one of the processes beside an emulator, and return what it measured of itself."""
    async with Simulator() as simulator:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.idle", "--be", role, simulator.url, simulator.token, hour,
            "--seconds", str(seconds), stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, _ = await child.communicate()
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


async def main(seconds: float) -> None:
    logging.disable()
    for name, role, hour in (
        ("this bot by day", "bot", "day"),
        ("this bot at night", "bot", "night"),
        ("python-telegram-bot", "echo", "day"),
    ):
        found = await left_alone(role, hour, seconds)
        share, many = found["used"] / seconds * PERCENT, sum(times for _, times in found["statements"])
        print(f"  {name:<20} {share:6.3f} % of a core, {many / seconds * 60:6.1f} statements a minute")  # noqa: T201 - a benchmark prints
        for said, times in found["statements"][:8]:
            print(f"      {times:5} {said}")  # noqa: T201 - as above


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--be", nargs=4, metavar=("ROLE", "URL", "TOKEN", "HOUR"))
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    if given.be:
        logging.disable()
        role, url, token, hour = given.be
        print(json.dumps(asyncio.run(ROLES[role](url, token, hour, given.seconds))))  # noqa: T201 - as above
    else:
        asyncio.run(main(given.seconds))
