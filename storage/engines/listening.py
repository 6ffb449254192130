"""How one process hears on PostgreSQL of what the others store: by NOTIFY, sent in the very transaction.

Whoever commits names the tables that it has changed; one connection of each process listens. Between a commit
and its notification lie some milliseconds. While that connection is away nothing that is kept may count as
current, so it says whether it is there, and from the moment it is there again everything counts as changed.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from secrets import token_hex
from typing import Any

import asyncpg
from sqlalchemy import ColumnElement, func
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.ports import Touched

log = logging.getLogger(__name__)
_CHANNEL = "bot_stored"
_AWAY = (
    SQLAlchemyError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)
"""What the driver itself raises goes past SQLAlchemy, and has no kind in common."""
_LONGEST_WAIT = 30.0
"""Seconds between two tries to listen."""
_STILL_THERE = 60.0
"""Seconds after which the connection is asked whether it is still there: a silent one may have been cut."""


class Listening:
    """`heard` is told what another process has changed: None where it may be anything."""

    def __init__(self, engine: AsyncEngine, heard: Callable[[Touched], None]) -> None:
        self._engine = engine
        self._heard = heard
        self._own = token_hex(8)
        self._schema = ""
        self._task: asyncio.Task[None] | None = None
        self._cut = asyncio.Event()
        self.is_there = False

    def telling(self, touched: set[str]) -> ColumnElement[Any]:
        """Return what a transaction has to select so that others hear of it when it is stored."""
        return func.pg_notify(
            _CHANNEL, func.concat(func.current_schema(), f" {self._own} {','.join(sorted(touched))}")
        )

    def begin(self) -> None:
        """Listen from now on, if that was not begun yet."""
        if self._task is None:
            self._task = asyncio.create_task(self._listen(), name="listening")

    def doubt(self) -> None:
        """Hear from now on also what this process itself has sent, as it does not know if that is stored."""
        self._own = token_hex(8)

    async def close(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _listen(self) -> None:
        wait = 1.0
        while True:
            try:
                async with self._engine.connect() as connection:
                    try:
                        driver = await self._hear(connection)
                        wait = 1.0
                        await self._stay(driver)
                    finally:
                        self.is_there = False
                        # Never back into the pool: it goes on listening.
                        await connection.invalidate()
            except _AWAY as error:
                log.debug("Other processes cannot be heard of just now. (%r)", error)
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    async def _hear(self, connection: AsyncConnection) -> Any:  # noqa: ANN401 - the driver's connection
        driver: Any = (await connection.get_raw_connection()).driver_connection
        self._schema = await driver.fetchval("SELECT current_schema()")
        self._cut.clear()
        driver.add_termination_listener(lambda _: self._is_cut())
        await driver.add_listener(_CHANNEL, self._was_told)
        # What was stored before is as unknown as what is stored by somebody who is not heard.
        self.is_there = True
        self._heard(None)
        return driver

    async def _stay(self, driver: Any) -> None:  # noqa: ANN401 - as above
        """Return when the connection is cut. Raises one of _AWAY when it does not answer."""
        while not self._cut.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._cut.wait(), _STILL_THERE)
            if not self._cut.is_set():
                await asyncio.wait_for(driver.execute("SELECT 1"), _LONGEST_WAIT)

    def _is_cut(self) -> None:
        self.is_there = False
        self._cut.set()

    def _was_told(self, _: object, __: int, ___: str, payload: str) -> None:
        schema, own, tables = payload.split(" ")
        if schema == self._schema and own != self._own:
            self._heard(frozenset(tables.split(",")))
