"""`audit verify`: whether anybody has changed the audit trail behind the bot's back."""

from bot.commands.console import complain, tell
from storage.ports import Storage


async def verify(storage: Storage) -> int:
    """Check the chain and print the result; return 0 when it holds, 1 with the first entry that does not.

    Each entry's hash covers the one before it. That newest entries were cut off cannot be seen from the
    chain alone, which is why the count is printed: it never gets smaller.
    """
    async with storage.uow() as uow:
        broken = await uow.audit.first_broken()
        newest = await uow.audit.entries(limit=1)
    if broken is not None:
        complain(f"The audit trail is broken: entry {broken} is missing or does not fit the one before it.")
        return 1
    count = newest[0].id if newest else 0
    tell(
        f"The audit trail holds: {count} entries"
        + (f", the last with hash {newest[0].hash}." if newest else ".")
    )
    return 0
