"""Moving a city to a database of the other engine, or to another one of the same."""

import asyncio
from collections.abc import Mapping

from storage.backups.copying import connected, snapshot
from storage.backups.evidence import private
from storage.backups.place import emptied_on_failure, empty, require_empty
from storage.backups.rows import copy_rows, differing, digests
from storage.database import check_foreign_keys, sqlite_file
from storage.migrate import migrate
from storage.ports import CannotBackUp


async def move(source: str, target: str) -> Mapping[str, str]:
    """Copy the database to an empty one of another engine, and prove that both hold the same.

    Return of each table its rows and their hash. Raises CannotBackUp where the target is not empty, or where
    something was stored meanwhile: then the target is empty again. Raises Unavailable.
    """
    file = sqlite_file(source)
    if file is not None and not await asyncio.to_thread(file.is_file):
        raise CannotBackUp(f"there is no database at {file}")
    await require_empty(target)
    await migrate(source)
    with private():
        async with emptied_on_failure(target):
            await migrate(target)
            await _copy_all(source, target)
    # Read anew, and after the copy: who has stored something meanwhile is found out here.
    async with snapshot(source) as origin, connected(target) as copy:
        held, holds = await digests(origin), await digests(copy)
    different = differing(held, holds)
    if different:
        await empty(target)
        raise CannotBackUp(
            f"{', '.join(different)}: not the same in both. Does the bot still run? Stop it, and move again"
        )
    return holds


async def _copy_all(source: str, target: str) -> None:
    async with snapshot(source) as origin, connected(target, unchecked=True) as copy:
        await copy_rows(origin, copy)
        await check_foreign_keys(copy)
        await copy.commit()
