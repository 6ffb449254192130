"""Long work in pieces holds nobody for longer than a piece."""

import asyncio
import os

from storage.ports import give_way


async def test_whoever_something_has_come_for_has_a_turn_between_two_pieces() -> None:
    """What came while the first piece ran is answered before the second one begins."""
    told, came, loop = list[str](), asyncio.Event(), asyncio.get_running_loop()
    here, there = os.pipe()

    async def answer() -> None:
        await came.wait()
        told.append("answered")

    answering = asyncio.ensure_future(answer())
    await asyncio.sleep(0)
    loop.add_reader(here, came.set)
    try:
        told.append("first piece")
        os.write(there, b"!")
        await give_way()
        told.append("second piece")
        await answering
    finally:
        loop.remove_reader(here)
        os.close(here)
        os.close(there)
    assert told == ["first piece", "answered", "second piece"]
