"""Whole conversations in a test: the real Application, the in-memory storage, and the simulator's strictness.

Nothing listens on a port: the bot and the people reach the simulator's application directly. A message sent
while a unit of work is open fails the test. A town is made of what it can arrange behind the bot's back
(`hall`), its clock (`ticks`) and its talkers (`talker`).
"""

from dataclasses import replace
from typing import Self
from zoneinfo import ZoneInfo

from telegram import Update

from bot.app import build
from bot.receiving.reader import Undelivered
from domain.forms.drafts import Draft, Evidence
from domain.people.person import Grant, Person, Role
from handlers.delivery.pace import Pacer
from handlers.telegram.context import BotApplication, Context, Services, Turns
from simulator.hub import Hub
from simulator.server import create_app
from simulator.state import World
from storage.ports import BOT_NAME, ForeignFiles, Received, Renderer
from tests.fakes.backups import FakeBackups
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.fakes.storage import FakeStorage
from tests.town.hall import HEALTH, LIBRARY, START
from tests.town.nearby import URL, NearRequest, Neighbours
from tests.town.talker import Json, Talker, labels, press
from tests.town.ticks import TownTicks
from tests.town.wire import OutsideUnits

__all__ = ["HEALTH", "LIBRARY", "START", "Json", "Talker", "Town", "labels", "press"]


class Town(TownTicks):
    """One bot, its storage and the people who talk to it."""

    def __init__(
        self,
        admins: frozenset[int] = frozenset(),
        foreign: ForeignFiles | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        super().__init__()
        self.storage = FakeStorage(lambda: self.now)
        self.files = FakeEvidenceStore()
        self.papers = TemporaryPapers()
        self.backups = FakeBackups()
        self.drawn = FakeRenderer()
        """What draws here, unless the real one was asked for."""
        self.renderer = renderer or self.drawn
        self.hub = Hub(World())
        self._simulator = create_app(self.hub)
        self.people = Neighbours(self._simulator, self.hub.world)
        self.request = OutsideUnits(self.storage, self.hub.world, self._simulator)
        self.services = Services(
            storage=self.storage,
            files=self.files,
            foreign=foreign or InThisProcess(),
            renderer=self.renderer,
            papers=self.papers,
            backups=self.backups,
            clock=lambda: self.now,
            admins=admins,
            own={Pacer: self._pacer()},
        )
        self.app = self._built(self.services)
        self._offset = 0
        self._forged = 0
        self.undelivered: list[Undelivered] = []

    def _pacer(self) -> Pacer:
        """Return one whose pauses pass with the town's time; nobody has to wait between two messages."""
        return Pacer(gap=0, clock=self.stopwatch)

    def _built(self, services: Services) -> BotApplication:
        return build(
            token=self.hub.world.bot.token,
            services=services,
            zone=ZoneInfo("Asia/Jakarta"),
            api_url=URL,
            request=self.request,
            updates_request=NearRequest(app=self._simulator),
        )

    async def __aenter__(self) -> Self:
        await self.app.initialize()
        async with self.storage.uow() as uow:
            for opd in (HEALTH, LIBRARY):
                await uow.opds.record(opd, by=None, at=self.now)
            await uow.installation.set(BOT_NAME, self.app.bot.username)
            await uow.commit()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.app.shutdown()
        await self.people.close()
        assert self.request.spoke_inside_a_unit == []
        assert self.request.wrong_colours == []
        assert self.request.dead_ends.all() == []

    async def restart(self) -> None:
        """Let another process go on with what is stored."""
        await self.app.shutdown()
        self.services = self._services_elsewhere()
        self.app = self._built(self.services)
        await self.app.initialize()

    async def elsewhere(self) -> Context:
        """Return the context of a tick in another instance of the bot on the same storage."""
        # Its connections are this one's, which closes them.
        app = self._built(self._services_elsewhere())
        await app.initialize()
        return app.context_types.context(app)

    def _services_elsewhere(self) -> Services:
        return replace(self.services, own={Pacer: self._pacer()}, turns=Turns())

    async def talker(self, telegram_id: int, name: str, *grants: Grant) -> Talker:
        """Bring somebody to town; with grants they are known to the bot already."""
        await self.people.add(name, id=telegram_id)
        if grants:
            async with self.storage.uow() as uow:
                person = await uow.people.add(telegram_id, name, self.now)
                for grant in grants:
                    await uow.people.grant(person.id, grant, by=None, at=self.now)
                await uow.commit()
        return Talker(self, telegram_id)

    async def operator(self, telegram_id: int = 1001, name: str = "Siti", *opds: str) -> Talker:
        units = opds or (HEALTH.code,)
        return await self.talker(telegram_id, name, *(Grant(Role.OPERATOR, unit) for unit in units))

    async def reviewer(
        self, unit: str = "kelembagaan", telegram_id: int = 2001, name: str = "Dewi"
    ) -> Talker:
        """Bring a verifikator of that Sub Bagian to town."""
        return await self.talker(telegram_id, name, Grant(Role.VERIFIKATOR, unit))

    async def person(self, talker: Talker) -> Person:
        async with self.storage.uow() as uow:
            person = await uow.people.by_telegram_id(talker.id)
        assert person is not None
        return person

    async def end_role(self, talker: Talker, opd: str) -> None:
        person = await self.person(talker)
        async with self.storage.uow() as uow:
            await uow.people.end(person.id, Grant(Role.OPERATOR, opd), by=None, at=self.now)
            await uow.commit()

    async def held(self, talker: Talker) -> Draft | None:
        person = await self.person(talker)
        async with self.storage.uow() as uow:
            return await uow.drafts.held_by(person.id)

    async def draft(self, number: int) -> Draft:
        async with self.storage.uow() as uow:
            return await uow.drafts.get(number)

    async def draft_files(self, talker: Talker) -> tuple[Evidence, ...]:
        draft = await self.held(talker)
        assert draft is not None
        return draft.files

    async def block_unheard(self, talker: Talker) -> None:
        """Let somebody block the bot while it is away and will never hear of it."""
        await self.people.block(talker.id)
        await self.waiting()

    async def unblock_unheard(self, talker: Talker) -> None:
        await self.people.unblock(talker.id)
        await self.waiting()

    def next_forged(self) -> int:
        self._forged += 1
        return 900_000 + self._forged

    async def settled(self, talker: Talker) -> Json:
        """Let the bot handle everything that was sent, and return its newest message to that person."""
        for update in await self.waiting():
            await self.deliver(update)
        return await talker.card()

    async def waiting(self) -> list[Update]:
        """Fetch what was sent and not fetched yet."""
        updates = list(await self.app.bot.get_updates(offset=self._offset, timeout=0))
        if updates:
            self._offset = updates[-1].update_id + 1
        return updates

    async def deliver(self, update: Update, times: int = 1) -> None:
        """Store and process one update as the intake does; a second time is a redelivery."""
        for _ in range(times):
            await self._deliver(update)

    async def _deliver(self, update: Update) -> None:
        chat = update.effective_chat
        assert chat is not None
        received = Received(
            update_id=update.update_id, chat_id=chat.id, payload=update.to_json(), received_at=self.now
        )
        async with self.storage.uow() as uow:
            await uow.inbox.store([received])
            await uow.commit()
        await self.process(update)

    async def process(self, update: Update) -> None:
        """Process an update; what has to be tried again is kept in `undelivered`."""
        try:
            await self.app.process_update(update)
        except Undelivered as problem:
            self.undelivered.append(problem)

    async def said_in_group(self, talker: Talker, group: int, text: str) -> list[str]:
        """Let a member write in a group; return the texts of everything the bot has said there."""
        await self.people.text_in_group(group, talker.id, text)
        for update in await self.waiting():
            await self.deliver(update)
        return [shown["text"] for shown in await self.people.group_messages(group) if shown["from"] == "bot"]

    async def download(self, message: Json) -> bytes:
        """Return the bytes of a document that the bot has sent."""
        file = await self.app.bot.get_file(message["document"]["file_id"])
        return bytes(await file.download_as_bytearray())
