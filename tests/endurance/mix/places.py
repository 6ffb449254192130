"""Where the mixed city lives: on SQLite with one process, or on PostgreSQL with two behind one webhook."""

import asyncio
import os
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from sqlalchemy import make_url, text

from bot.sample.people import COLLEAGUES, NEVER_STARTED, PEOPLE
from bot.sample.seed import seed
from simulator.server import Simulator
from simulator.state import Person, World
from storage.database import engine_for
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage
from tests.endurance.balancer import Balancer, free_port
from tests.endurance.bot_process import BotProcess
from tests.endurance.mix.moved_clock import OFFSET_FILE
from tests.storage.databases import empty_database, run

CUT = "cut off"
_CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{}'"
_DISK = "24m"
_FULL_TABLES = ("inbox", "audit", "drafts", "notices")
_DISK_IS_FULL = """
DO $$ BEGIN
    CREATE TABLE disk (is_full boolean);
    INSERT INTO disk VALUES (false);
    CREATE FUNCTION ask_disk() RETURNS trigger LANGUAGE plpgsql AS '
        BEGIN
            IF (SELECT is_full FROM disk) THEN
                RAISE EXCEPTION ''could not extend file: No space left on device'' USING ERRCODE = ''53100'';
            END IF;
            RETURN NEW;
        END';
END $$
"""
_ASKS_DISK = "CREATE TRIGGER ask_disk BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION ask_disk()"
"""The server's disk belongs to every test; what a full one raises can be raised here alone."""


class MixedBot(BotProcess):
    """An instance whose clock is as wrong as the file of the test says."""

    program = "tests.endurance.mix.moved_clock"


@dataclass
class Place:
    faults: ClassVar[tuple[str, ...]] = ()
    """What can go wrong here beside what can go wrong everywhere."""
    url: str
    bots: list[MixedBot]
    disk: str
    """How a full disk is made, for the table."""
    offset: Path
    folder: Path

    async def lock(self, seconds: float) -> None:
        """Hold a lock that keeps everybody from writing for so long."""
        raise NotImplementedError

    async def fill(self) -> None:
        """Let the disk be full until `free`."""
        raise NotImplementedError

    async def free(self) -> None:
        raise NotImplementedError

    async def cut(self) -> None:
        """Cut every connection of the bots to the database, whatever goes on in it."""
        raise NotImplementedError


class OnSqlite(Place):
    async def lock(self, seconds: float) -> None:
        lock = sqlite3.connect(self.bots[0].database, timeout=0, isolation_level=None)
        try:
            async with asyncio.timeout(60):
                while not _begun(lock):  # noqa: ASYNC110 - SQLite tells nobody
                    await asyncio.sleep(0.01)
            await asyncio.sleep(seconds)
        finally:
            # Closing undoes what was begun.
            lock.close()

    async def fill(self) -> None:
        if self.disk == TMPFS:
            await asyncio.to_thread(_fill, self.folder / "filler")
        else:
            self._limit(0)

    async def free(self) -> None:
        (self.folder / "filler").unlink(missing_ok=True)
        if self.disk != TMPFS:
            self._limit(resource.RLIM_INFINITY)

    def _limit(self, most: int) -> None:
        for bot in self.bots:
            if bot.is_running:
                resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


class OnPostgres(Place):
    faults = (CUT,)

    async def lock(self, seconds: float) -> None:
        engine = engine_for(self.url)
        try:
            async with engine.begin() as connection:
                # One table: whoever takes several in another order than a bot is itself shut out for ever.
                await connection.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
                await asyncio.sleep(seconds)
        finally:
            await engine.dispose()

    async def fill(self) -> None:
        await run(self.url, "UPDATE disk SET is_full = true")

    async def free(self) -> None:
        await run(self.url, "UPDATE disk SET is_full = false")

    async def cut(self) -> None:
        await run(self.url, _CUT_OFF.format(_called(self.url)))


def _called(url: str) -> str:
    """Return how the connections of the bots are called, so that nobody else's is cut."""
    return str(make_url(url).query["search_path"])


TMPFS = "a tmpfs that is filled"
_LIMIT = "RLIMIT_FSIZE of the process"
_RAISED = "SQLSTATE 53100 raised by triggers"


@asynccontextmanager
async def on_sqlite(simulator: Simulator, folder: Path) -> AsyncIterator[Place]:
    data = folder / "data"
    data.mkdir()
    has_disk = os.geteuid() == 0 and _mounted(data)
    bots = [
        MixedBot(
            folder,
            simulator.url,
            simulator.token,
            DATA_DIR=str(data),
            **{OFFSET_FILE: str(folder / "offset")},
        )
    ]
    url = f"sqlite:///{data / 'bot.db'}"
    try:
        await _settle(url, simulator.world)
        yield OnSqlite(url, bots, TMPFS if has_disk else _LIMIT, _clock_in(folder), data)
    finally:
        for bot in bots:
            await bot.clean_up()
        if has_disk:
            # Lazily: a reader of the test that failed may still be in it.
            await asyncio.to_thread(subprocess.run, ["/usr/bin/umount", "--lazy", str(data)], check=True)


@asynccontextmanager
async def on_postgres(simulator: Simulator, folder: Path) -> AsyncIterator[Place]:
    ports = [free_port(), free_port()]
    async with (
        empty_database("postgresql", folder) as url,
        Balancer(ports) as balancer,
        AsyncExitStack() as at_the_end,
    ):
        bots = list[MixedBot]()
        named = make_url(url).update_query_dict({"application_name": _called(url)})
        for port in ports:
            bot = MixedBot.behind(
                balancer.url,
                port,
                folder,
                simulator,
                DATABASE_URL=named.render_as_string(hide_password=False),
                **{OFFSET_FILE: str(folder / "offset")},
            )
            at_the_end.push_async_callback(bot.clean_up)
            bots.append(bot)
        await _settle(url, simulator.world)
        await run(url, _DISK_IS_FULL)
        for table in _FULL_TABLES:
            await run(url, _ASKS_DISK.format(table))
        yield OnPostgres(url, bots, _RAISED, _clock_in(folder), folder)


async def _settle(url: str, world: World) -> None:
    """Fill the database with the sample city, whose people all know the bot."""
    now = datetime.now(UTC)
    await migrate(url)
    storage = open_storage(url, lambda: now)
    await seed(storage, now)
    await storage.close()
    for one in (*PEOPLE, *COLLEAGUES, *NEVER_STARTED):
        world.add_person(Person(one.telegram_id, one.first_name, one.last_name))
        world.chats[one.telegram_id].started = True


def _clock_in(folder: Path) -> Path:
    offset = folder / "offset"
    offset.write_text("0")
    return offset


def _mounted(folder: Path) -> bool:
    mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", f"size={_DISK}", "none", str(folder)]
    return subprocess.run(mount, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own words


def _fill(file: Path) -> None:
    """Take every byte that is left."""
    with file.open("wb", buffering=0) as filler:
        try:
            while filler.write(bytes(65536)):
                pass
        except OSError:
            return  # That is what a full disk says.


def _begun(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True
