"""Rows of the database that cannot be read are passed over; here they are noted where admins see them."""

from handlers.telegram.chores import Chore
from handlers.telegram.context import Context

LANE = "rows"


async def _passed_over(context: Context) -> list[tuple[str, str]]:
    """Return what was passed over since the last time and is not noted yet."""
    found = context.services.storage.take_unreadable()
    if not found:
        return []
    async with context.look() as uow:
        noted = {one.item for one in await uow.troubles.of(LANE)}
    return [(row, why) for row, why in found.items() if row not in noted]


async def _noted(context: Context, row: tuple[str, str]) -> None:
    name, why = row
    async with context.aside() as uow:
        await uow.troubles.note(LANE, name, why, context.now)
        await uow.commit()


keep_rows = Chore("row-watch", _passed_over, _noted, lambda row: row[0])
