"""Work that is begun as soon as it is found, so that one slow item holds up no other."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime
from typing import TypeVar

from handlers.telegram.chores import each
from handlers.telegram.context import Context

Item = TypeVar("Item", bound=Hashable)

LOOK_AGAIN = 0.5
"""Seconds between looks for more while something is under way."""


async def side_by_side(
    context: Context,
    lane: str,
    find: Callable[[Context, list[Item]], Awaitable[list[Item]]],
    work: Callable[[Context, Item], Awaitable[None]],
    called: Callable[[Item], str],
    *,
    room: int,
) -> None:
    """Do everything that `find` finds (given what is under way), each item by itself as `chores.each` does.

    Ends when nothing is under way and nothing new is found; an item that has not changed comes once. Raises
    Unavailable when the finding does. What is under way when this is cut off is cut off too.
    """
    under_way: dict[asyncio.Task[datetime | None], Item] = {}
    begun: set[Item] = set()
    try:
        while True:
            found = await find(context, list(under_way.values()))
            for item in [one for one in found if one not in begun][: room - len(under_way)]:
                begun.add(item)
                under_way[asyncio.create_task(each(context, lane, [item], work, called))] = item
            if not under_way:
                return
            done, _ = await asyncio.wait(under_way, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del under_way[task]
                task.result()
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
