"""The demonstration's city with its bot running: SQLite, the simulator over HTTP, and a clock to move."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import BotApplication, build
from bot.process.life import live
from bot.receiving.stop import Stop
from bot.sample.people import COLLEAGUES, NEVER_STARTED, PEOPLE
from bot.sample.seed import seed
from bot.settings import Settings
from domain.language.dates import WIB, day_of
from handlers.delivery.lane import deliver
from handlers.morning import MORNING_MESSAGE, number_of
from handlers.morning.call import call
from handlers.reminders.remind import REMINDER, remind
from handlers.telegram.context import Services
from simulator.client import Json, People
from simulator.server import Simulator
from simulator.state import Person, World
from storage.evidence import EvidenceFolder
from storage.migrate import migrate
from storage.ports import NoticeState, Storage
from storage.sql.unit_of_work import open_storage
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer

SUNDAY_EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=WIB)
"""Nothing is due before Monday morning, so the whole cycle lies ahead whatever the process is at."""
PATIENCE = 90
"""Seconds until everything that was decided on is told, on a machine that has other work to do."""


@dataclass(frozen=True)
class Living:
    simulator: Simulator
    people: People
    app: BotApplication
    storage: Storage

    async def move_to(self, at: datetime) -> list[Json]:
        """Move the clock, let the bot's ticks run, and return the messages that arrived by that.

        The ticks of the bot's own schedule go on as well; asking them at once only saves their seconds.
        """
        before = await self.people.arrived(limit=1)
        await self.people.move_clock(to=at.isoformat())
        await remind(self.app.context_types.context(self.app))
        await call(self.app.context_types.context(self.app))
        await self._told(at)
        return await self.people.arrived(after=before[-1]["message_id"] if before else 0, limit=1000)

    async def _told(self, at: datetime) -> None:
        """Return when nothing waits any more of what was decided on that day."""
        async with asyncio.timeout(PATIENCE):
            while True:
                await deliver(self.app.context_types.context(self.app))
                async with self.storage.uow() as uow:
                    lines = await uow.reminders.since(day_of(at))
                    notices = [await uow.notices.find(one.person, REMINDER, one.id) for one in lines]
                    notices += await uow.notices.about(MORNING_MESSAGE, number_of(day_of(at)))
                if all(one is not None and one.state is not NoticeState.WAITING for one in notices):
                    return
                await asyncio.sleep(0.05)


@asynccontextmanager
async def living(folder: Path) -> AsyncIterator[Living]:
    """Run the bot on the sample data, from Sunday evening on, until the block ends."""
    world = World()
    world.clock.offset_seconds = world.clock.until(SUNDAY_EVENING)
    for one in (*PEOPLE, *COLLEAGUES, *NEVER_STARTED):
        world.add_person(Person(one.telegram_id, one.first_name, one.last_name))
        world.chats[one.telegram_id].started = one not in NEVER_STARTED

    def clock() -> datetime:
        return world.clock.now().astimezone(UTC)

    database = f"sqlite:///{folder / 'bot.db'}"
    await migrate(database)
    storage = open_storage(database, clock)
    await seed(storage, clock())
    async with Simulator(world) as simulator, People(simulator.url) as people:
        services = Services(
            storage=storage,
            files=EvidenceFolder(folder / "evidence"),
            foreign=InThisProcess(),
            renderer=FakeRenderer(),
            papers=TemporaryPapers(),
            clock=clock,
        )
        app = build(token=simulator.token, services=services, zone=WIB, api_url=simulator.url)
        stop = Stop()
        life = asyncio.create_task(live(app, Settings(webhook_url="", data_dir=folder), stop))
        try:
            async with asyncio.timeout(PATIENCE):
                while not app.running:  # noqa: ASYNC110 - the library has no event for it
                    await asyncio.sleep(0.02)
            yield Living(simulator, people, app, storage)
        finally:
            stop.request()
            await life
            await storage.close()
