"""Where something is put: nothing may be there, and nothing is left there of what did not succeed."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.backups.copying import connected
from storage.backups.rows import names_of_tables
from storage.database import sqlite_file
from storage.migrate import downgrade
from storage.ports import CannotBackUp

_OVER_NOTHING = "Nothing is put over what may be alive."


async def require_empty(url: str, evidence: Path | None = None) -> None:
    """Raises CannotBackUp unless there is nothing yet, neither at that address nor in that folder."""
    file = sqlite_file(url)
    if file is not None:
        await asyncio.to_thread(_require_no_file, file)
    else:
        async with connected(url) as connection:
            tables = await names_of_tables(connection)
        if tables:
            raise CannotBackUp(f"the database has tables ({tables[0]} …). {_OVER_NOTHING} Make an empty one.")
    if evidence is not None:
        await asyncio.to_thread(_require_nothing_in, evidence)


def _require_no_file(file: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        beside = file.with_name(f"{file.name}{end}")
        if os.path.lexists(beside):
            raise CannotBackUp(f"{beside} is there. {_OVER_NOTHING} Move it away.")


def _require_nothing_in(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise CannotBackUp(f"{folder} is not empty. {_OVER_NOTHING} Move it away.")


@asynccontextmanager
async def emptied_on_failure(url: str) -> AsyncIterator[None]:
    """Take away what is made in an empty place if the block does not succeed."""
    try:
        yield
    except BaseException:  # what is cancelled leaves half a city as well as what fails; passed on
        await empty(url)
        raise


async def empty(url: str) -> None:
    """Take away what was made in a place that was found empty."""
    file = sqlite_file(url)
    if file is None:
        await downgrade(url, "base")
        async with connected(url) as connection:
            await connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
            await connection.commit()
        return
    for end in ("", "-wal", "-shm", ".lock"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
