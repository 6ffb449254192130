"""That an admin wants a backup now, and why the last try failed: kept in the database, done by a tick."""

import json
from dataclasses import asdict, dataclass

from storage.ports import UnitOfWork

_WISH, _WHY = "backup_wish", "backup_why"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`by` is a person's id, `at` the second of Unix time at which it was asked for."""

    by: int
    at: int


async def wanted(uow: UnitOfWork) -> Wanted | None:
    said = await uow.installation.get(_WISH)
    return Wanted(**json.loads(said)) if said else None


async def want(uow: UnitOfWork, wish: Wanted) -> None:
    await uow.installation.set(_WISH, json.dumps(asdict(wish)))


async def settle(uow: UnitOfWork, why: str) -> None:
    """Note that nothing is wanted any more, and why the last try failed; "": it did not."""
    await uow.installation.set(_WISH, "")
    await uow.installation.set(_WHY, why)


async def note_why(uow: UnitOfWork, why: str) -> None:
    """Note why the last try failed; "": it did not."""
    if (await why_not(uow)) != why:
        await uow.installation.set(_WHY, why)


async def why_not(uow: UnitOfWork) -> str:
    """Return why the last try failed, "" if it did not."""
    return await uow.installation.get(_WHY) or ""
