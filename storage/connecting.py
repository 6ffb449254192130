"""A connection of one's own, beside the engines: for steps of the schema, copies and moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from storage.database import engine_for, translated

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


@asynccontextmanager
async def connected(
    url: str, *, patience: float, unchecked: bool = False
) -> AsyncIterator["AsyncConnection"]:
    """Give a connection that waits `patience` seconds for locks; what it has not committed is rolled back.

    `unchecked`: no foreign keys on SQLite. Raises as `storage.ports` has it.
    """
    engine = engine_for(url, patience=patience, migrating=unchecked)
    try:
        with translated():
            async with engine.connect() as connection:
                yield connection
    finally:
        await engine.dispose()
