"""What is stored in the cities that are copied, and what is read back of them."""

from collections.abc import Sequence
from dataclasses import replace

from domain.forms.drafts import FileState
from storage.backups.copying import connected
from storage.backups.rows import digests
from storage.ports import Head
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.samples import NOW, clock, file_of, someone, started, submission


async def stored(database: Database, contents: Sequence[str]) -> None:
    """Note these contents as evidence that was fetched."""
    async with database.uow() as uow:
        draft = await started(uow, await someone(uow, 2002), opd="DISDIK")
        for number, sha256 in enumerate(contents):
            file = await uow.evidence.add(file_of(draft, unique_id=f"u{number}"))
            fetched = replace(file, state=FileState.STORED, sha256=sha256, next_try=None)
            await uow.evidence.update(fetched, at=NOW)
        await uow.commit()


async def report(database: Database, opd: str = "DISHUB") -> str:
    """Store a report, and return its ticket."""
    async with database.uow() as uow:
        sent = await uow.reports.append(submission(await someone(uow), opd=opd, at=NOW))
        await uow.commit()
    return sent.ticket


async def tickets(url: str) -> list[str]:
    """Return every ticket that a database knows, in the order they were given."""
    database = open_storage(url, clock)
    async with database.look() as uow:
        found = [event.ticket for event in await uow.reports.events() if event.ticket]
    await database.close()
    return found


async def next_ticket(url: str) -> str:
    database = open_storage(url, clock)
    given = await report(database, "DPUPR")
    await database.close()
    return given


async def chain(url: str) -> tuple[Head, int | None]:
    """Return what `audit verify` says: where the chain ends, and where it breaks."""
    database = open_storage(url, clock)
    async with database.look() as uow:
        found = await uow.audit.head(), await uow.audit.first_broken()
    await database.close()
    return found


async def held(url: str) -> dict[str, str]:
    async with connected(url) as connection:
        return await digests(connection)
