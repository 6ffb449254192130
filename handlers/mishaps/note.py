"""The tick that stores what was noticed, so that a restart forgets no error."""

from domain.mishaps.told import read, written
from handlers.mishaps.noticed import Noticed
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context

LANE = "mishaps.note"
KEPT = "mishaps"
"""The name under which the installation keeps it."""


async def _noticed(context: Context) -> list[Noticed]:
    noticed = context.services.kept(Noticed)
    return [noticed] if noticed.is_any else []


async def _note(context: Context, noticed: Noticed) -> None:
    taken = noticed.take()
    is_stored = False
    try:
        async with context.aside() as uow:
            await uow.installation.set(KEPT, written(read(await uow.installation.get(KEPT)).noted(taken)))
            await uow.commit()
        is_stored = True
    finally:
        if not is_stored:
            noticed.give_back(taken)


note = Chore(LANE, _noticed, _note, lambda _: "errors")
