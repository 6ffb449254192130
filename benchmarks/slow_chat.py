"""How long other chats wait while one chat's handler takes five seconds.

Run it with `python -m benchmarks.slow_chat` (about 15 seconds). The same application, storage and simulated
Telegram are driven twice: by the intake, and by a naive loop that handles one update after another.
"""

import asyncio
import logging
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import BotApplication, build
from bot.receiving.intake import Intake
from bot.receiving.polling import GetUpdates, Polling
from bot.receiving.stop import Stop
from domain.language.dates import WIB
from handlers.telegram.context import Services
from simulator.client import People
from simulator.server import Simulator
from storage.evidence import EvidenceFolder
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer

SLOW, OTHERS = 1, range(2, 22)
SLOW_SECONDS = 5.0
Drive = Callable[[BotApplication, Stop], Awaitable[None]]


async def by_intake(app: BotApplication, stop: Stop) -> None:
    intake = Intake(app, app.bot_data.storage, app.bot_data.clock, stop)
    await Polling(GetUpdates(app.updates_request, app.bot.base_url), intake.accept, stop).run()
    await intake.close(within=SLOW_SECONDS)


async def one_after_another(app: BotApplication, stop: Stop) -> None:
    fetch, offset = GetUpdates(app.updates_request, app.bot.base_url), None
    while not stop.requested:
        for update in await stop.unless(fetch(offset)) or []:
            await app.process_update(app.parse(update))
            offset = update["update_id"] + 1


@asynccontextmanager
async def running(simulator: Simulator, drive: Drive) -> AsyncIterator[None]:
    """Run the application for the length of the block."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        await migrate(url)
        storage = open_storage(url, lambda: datetime.now(UTC))
        services = Services(
            storage=storage,
            files=EvidenceFolder(Path(folder)),
            foreign=InThisProcess(),
            renderer=FakeRenderer(),
            papers=TemporaryPapers(),
            clock=lambda: datetime.now(UTC),
        )
        app = build(token=simulator.token, services=services, zone=WIB, api_url=simulator.url)
        stop = Stop()
        async with app:
            driving = asyncio.ensure_future(drive(app, stop))
            yield
            stop.request()
            await driving
        await storage.close()


async def delays(drive: Drive) -> list[float]:
    """Return the seconds that each of the other chats waited for its answer."""
    async with Simulator() as simulator, People(simulator.url) as people, running(simulator, drive):
        for person in (SLOW, *OTHERS):
            await people.add(f"Orang {person}", id=person)
        await people.fault("slow", method="sendMessage", chat_id=SLOW, seconds=SLOW_SECONDS)
        await people.text(SLOW, "halo")
        while simulator.world.faults:  # noqa: ASYNC110 - until the slow answer has begun
            await asyncio.sleep(0.01)
        return list(await asyncio.gather(*(wait_of(simulator, people, person) for person in OTHERS)))


async def wait_of(simulator: Simulator, people: People, person: int) -> float:
    begun = time.perf_counter()
    await people.text(person, "halo")
    while not simulator.world.chats[person].unread():  # noqa: ASYNC110 - as a person looks at the screen
        await asyncio.sleep(0.01)
    return time.perf_counter() - begun


async def main() -> None:
    logging.disable()
    print(f"One chat takes {SLOW_SECONDS:.0f} s; {len(OTHERS)} others write meanwhile. They waited:")  # noqa: T201 - a benchmark prints
    for name, drive in (
        ("lanes (bot/receiving/intake.py)", by_intake),
        ("one after another", one_after_another),
    ):
        waits = sorted(await delays(drive))
        middle, longest = waits[len(waits) // 2], waits[-1]
        print(f"  {name:<24} middle {middle:5.2f} s   longest {longest:5.2f} s")  # noqa: T201 - as above


if __name__ == "__main__":
    asyncio.run(main())
