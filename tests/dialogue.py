"""Whole conversations in a test: the real Application, the in-memory storage, and the simulator's strictness.

Nothing listens on a port: the bot and the people reach the simulator's application directly. A message sent
while a unit of work is open fails the test.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

import httpx
from telegram import Update
from telegram.request import HTTPXRequest

from bot.app import build
from bot.intake import Undelivered
from domain.drafts import Draft, Evidence
from domain.people import Grant, Person, Role
from handlers.context import BotApplication, Services, Turns
from handlers.delivery import deliver
from handlers.evidence import collect
from handlers.lane import Lane
from handlers.pacing import PACE, Pacer
from handlers.reminders import remind
from simulator.client import People
from simulator.hub import Hub
from simulator.server import create_app
from simulator.state import World
from storage.ports import NotFound, Notice, NoticeState, Received
from tests.fakes.storage import FakeStorage
from tests.town_hall import HEALTH, LIBRARY, START, TownHall

__all__ = ["HEALTH", "LIBRARY", "START", "Talker", "Town", "labels"]

Json = dict[str, Any]

URL = "http://127.0.0.1"


class FakeFiles:
    """The evidence store in memory."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    async def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.contents[sha256] = content
        return sha256

    async def get(self, sha256: str) -> bytes:
        if sha256 not in self.contents:
            raise NotFound(sha256)
        return self.contents[sha256]


class OutsideUnits(HTTPXRequest):
    """Speaks to the simulator, and fails whoever speaks with a unit of work open."""

    def __init__(self, storage: FakeStorage, transport: httpx.AsyncBaseTransport) -> None:
        super().__init__(httpx_kwargs={"transport": transport})
        self._storage = storage
        self.spoke_inside_a_unit: list[str] = []
        self.is_cut_off = False
        """Whether no connection can be had."""
        self.before_next: Callable[[], None] | None = None
        """What happens once, between the bot's decision to call and the call."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - passed through
        if self.before_next is not None:
            happen, self.before_next = self.before_next, None
            happen()
        if self.is_cut_off:
            raise httpx.ConnectError("as the test asked")
        if self._storage.open_units:
            self.spoke_inside_a_unit.append(url.rsplit("/", 1)[-1])
        return await super().do_request(url, *args, **kwargs)


@dataclass
class Talker:
    """Someone with a phone."""

    town: "Town"
    id: int
    seen: list[Json] = field(default_factory=list)

    async def says(self, text: str, entities: Sequence[Json] = ()) -> Json:
        """Type a message, formatted by these entities; return the newest message of the bot."""
        await self.town.people.text(self.id, text, entities=entities)
        return await self.town.settled(self)

    async def presses(self, label: str, message: Json | None = None) -> Json:
        """Press the button with that label, or a unique part of it; by default under the newest message."""
        card = message or await self.card()
        await self.town.people.press(self.id, card["message_id"], label)
        return await self.town.settled(self)

    async def forges(self, data: str) -> Json:
        """Send callback data that no button has, as a hostile client would."""
        card = await self.card()
        self.town.hub.updates.add(
            "callback_query",
            {
                "id": str(self.town.next_forged()),
                "from": {"id": self.id, "is_bot": False, "first_name": "Anon"},
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": card["message_id"],
                    "date": int(START.timestamp()),
                    "chat": {"id": self.id, "type": "private"},
                },
            },
        )
        return await self.town.settled(self)

    async def sends(self, *files: tuple[str, bytes, str], **order: str | int) -> Json:
        await self.town.people.file(self.id, *files, **order)
        return await self.town.settled(self)

    async def sends_other(self, kind: str) -> Json:
        await self.town.people.other(self.id, kind)
        return await self.town.settled(self)

    async def edits(self, message_id: int, text: str) -> Json:
        await self.town.people.edit(self.id, message_id, text)
        return await self.town.settled(self)

    async def opens(self, report: str) -> Json:
        """Go to the first question of a report."""
        await self.says("/lapor")
        return await self.presses(report)

    async def fills_sakip(self, predikat: str = "BB", nilai: str = "75,5") -> Json:
        """Answer SAKIP without evidence, up to the summary."""
        await self.opens("SAKIP")
        await self.says(predikat)
        await self.says(nilai)
        return await self.presses("Belum ada berkas")

    async def reports_sakip(self, predikat: str = "BB", nilai: str = "75,5") -> Json:
        await self.fills_sakip(predikat, nilai)
        return await self.presses("Kirim")

    async def card(self) -> Json:
        """Return the newest message of the bot."""
        message = await self.town.people.last(self.id)
        assert message is not None, "the bot has not said anything"
        return message

    async def chat(self) -> list[Json]:
        return await self.town.people.messages(self.id)

    async def toasts(self) -> list[str]:
        return [answer["text"] for answer in await self.town.people.answers(self.id) if answer["text"]]


class Town(TownHall):
    """One bot, its storage and the people who talk to it."""

    def __init__(self, admins: frozenset[int] = frozenset()) -> None:
        self.now = START
        self._seconds, self._looked_at = 0.0, START
        self.storage = FakeStorage(lambda: self.now)
        self.files = FakeFiles()
        self.hub = Hub(World())
        transport = httpx.ASGITransport(create_app(self.hub))
        self.people = People(URL, transport)
        self.request = OutsideUnits(self.storage, transport)
        self.services = Services(
            storage=self.storage,
            files=self.files,
            clock=lambda: self.now,
            admins=admins,
            pacer=self._pacer(),
        )
        self._transport = transport
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
            updates_request=HTTPXRequest(httpx_kwargs={"transport": self._transport}),
        )

    async def restart(self) -> None:
        """Let another process go on with what is stored."""
        await self.app.shutdown()
        self.services = replace(
            self.services, pacer=self._pacer(), lane=Lane(), turns=Turns(), progress_cards={}
        )
        self.app = self._built(self.services)
        await self.app.initialize()

    async def __aenter__(self) -> Self:
        await self.app.initialize()
        async with self.storage.uow() as uow:
            for opd in (HEALTH, LIBRARY):
                await uow.opds.record(opd, by=None, at=self.now)
            await uow.commit()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.app.shutdown()
        await self.people.close()
        assert self.request.spoke_inside_a_unit == []

    def next_forged(self) -> int:
        self._forged += 1
        return 900_000 + self._forged

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

    async def draft_files(self, talker: Talker) -> tuple[Evidence, ...]:
        draft = await self.held(talker)
        assert draft is not None
        return draft.files

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

    async def deliver(self, update: Update) -> None:
        """Store and process one update as the intake does; a second time is a redelivery."""
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

    async def tick(self) -> None:
        """Run the tick that downloads evidence."""
        context = self.app.context_types.context(self.app)
        await collect(context)

    def pass_time(self, **amount: float) -> None:
        self.now += timedelta(**amount)

    def stopwatch(self) -> float:
        """Return seconds that have passed in town; a clock that is set back takes none of them away."""
        passed, self._looked_at = self.now - self._looked_at, self.now
        self._seconds += max(0.0, passed.total_seconds())
        return self._seconds

    def go_to(self, moment: datetime) -> None:
        self.pass_time(seconds=(moment - self.now).total_seconds())

    async def said_in_group(self, talker: Talker, group: int, text: str) -> list[str]:
        """Let a member write in a group; return the texts of everything the bot has said there."""
        await self.people.text_in_group(group, talker.id, text)
        for update in await self.waiting():
            await self.deliver(update)
        return [shown["text"] for shown in await self.people.group_messages(group) if shown["from"] == "bot"]

    async def reviewer(
        self, unit: str = "kelembagaan", telegram_id: int = 2001, name: str = "Dewi"
    ) -> Talker:
        """Bring a verifikator of that Sub Bagian to town."""
        return await self.talker(telegram_id, name, Grant(Role.VERIFIKATOR, unit))

    async def send_notices(self) -> None:
        """Run the tick that tells people what they did not ask for, a second apart until nothing is due."""
        await self.deliver_once()
        while self._is_held_back() and not self.services.pacer.is_paused:
            self.pass_time(seconds=1)
            await self.deliver_once()

    async def remind(self) -> None:
        """Run the tick that decides who is reminded now, and send what it decided."""
        await remind(self.app.context_types.context(self.app))
        await self.send_notices()

    async def deliver_once(self) -> None:
        """Run that tick in this very second: one message a person, and no more than a second's all in all."""
        await deliver(self.app.context_types.context(self.app))

    async def deliver_elsewhere(self) -> None:
        """Run that tick in another instance of the bot on the same storage."""
        services = replace(self.services, pacer=self._pacer(), lane=Lane(), turns=Turns())
        # Its connections are this one's, which closes them.
        app = self._built(services)
        await app.initialize()
        await deliver(app.context_types.context(app))

    async def claim_and_die(self) -> None:
        """Be a process that is killed while a message is on its way."""
        async with self.storage.uow() as uow:
            await uow.notices.claim(self.now, PACE)
            await uow.commit()

    def take_over(self, line: Notice) -> None:
        """Be an instance that finds a line whose lease is over, and begins to send it."""
        self.storage.tables.notices[line.id] = replace(
            line, attempts=line.attempts + 1, unsure=line.unsure + 1, claimed_at=self.now
        )

    async def block_unheard(self, talker: Talker) -> None:
        """Let somebody block the bot while it is away and will never hear of it."""
        await self.people.block(talker.id)
        await self.waiting()

    async def unblock_unheard(self, talker: Talker) -> None:
        await self.people.unblock(talker.id)
        await self.waiting()

    def _is_held_back(self) -> bool:
        """Return whether something is due and waits only for the next second."""
        paused = {person for person, until in self.storage.tables.paused.items() if until > self.now}
        return any(
            one.state is NoticeState.WAITING
            and all(at is None or at <= self.now for at in (one.next_try, one.leased_until))
            and one.person not in paused
            for one in self.storage.tables.notices.values()
        )

    async def download(self, message: Json) -> bytes:
        """Return the bytes of a document that the bot has sent."""
        file = await self.app.bot.get_file(message["document"]["file_id"])
        return bytes(await file.download_as_bytearray())


def labels(message: Json) -> list[str]:
    """Return the labels of a message's buttons, in reading order."""
    return [button["text"] for row in message.get("keyboard") or [] for button in row]
