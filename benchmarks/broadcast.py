"""What one flooded and one slow chat, and a kill, do to a broadcast: the lane beside the usual loop.

Run it with `python -m benchmarks.broadcast` (about a minute and a half). The usual loop is that of popular
bot templates: `for … await send; sleep(1/25)`; on a 429 it sleeps for as long as Telegram asks and
tries again.
"""

import asyncio
import itertools
import logging
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram.error import RetryAfter

from bot.app import BotApplication, build
from bot.line.seconds import seconds_of
from bot.receiving.intake import Intake
from bot.receiving.polling import GetUpdates, Polling
from bot.receiving.stop import Stop
from domain.language.dates import WIB
from domain.people.person import Grant, Role
from handlers.delivery.in_hand import Lane
from handlers.delivery.lane import deliver
from handlers.delivery.notices import KINDS, NoticeKind
from handlers.delivery.pace import PACE
from handlers.telegram.context import Services
from handlers.telegram.screen import Screen, say
from simulator.client import People
from simulator.server import Simulator
from simulator.state import Person
from storage.evidence import EvidenceFolder
from storage.migrate import migrate
from storage.ports import NoticeState, Urgency
from storage.sql.unit_of_work import Database, open_storage
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer

READERS = range(1001, 1251)
FLOODED, SLOW, ASKING = READERS[50], READERS[120], READERS[-1]
FLOODED_SECONDS, SLOW_SECONDS = 8, 8
KIND, TEXT = "benchmark", Screen("Rapat besok pukul 09.00.")
Drive = Callable[[BotApplication], Coroutine[Any, Any, None]]


async def _said(*_: object) -> Screen:
    return TEXT


KINDS.learn([(KIND, NoticeKind(KIND, _said))])


async def by_lane(app: BotApplication) -> None:
    """Run the delivery tick until the ledger has nothing left to send."""
    while await _waiting(app):
        await deliver(app.context_types.context(app))
        await asyncio.sleep(0.2)


async def _waiting(app: BotApplication) -> int:
    async with app.bot_data.storage.uow() as uow:
        return len(await uow.notices.about(KIND, 1, states=[NoticeState.WAITING]))


async def by_loop(app: BotApplication) -> None:
    context = app.context_types.context(app)
    for reader in READERS:
        while True:
            try:
                await say(context, reader, TEXT)
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            else:
                break
        await asyncio.sleep(1 / PACE.in_all)


@dataclass
class Result:
    """What readers and one person with questions noticed; times in seconds."""

    rate: float
    silence: float
    """The longest time for which nobody at all was sent anything."""
    slowest_reply: float


@asynccontextmanager
async def city(simulator: Simulator) -> AsyncIterator[Database]:
    """Give a storage in which a message is queued for every reader, all of whom have pressed Start."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        await migrate(url)
        storage = open_storage(url, lambda: datetime.now(UTC))
        async with storage.uow() as uow:
            people = [await uow.people.add(one, f"Orang {one}", datetime.now(UTC)) for one in READERS]
            for person in people:
                grant = Grant(Role.PIMPINAN)
                await uow.people.grant(person.id, grant, by=None, at=datetime.now(UTC))
                simulator.world.add_person(Person(person.telegram_id, person.name))
                simulator.world.chats[person.telegram_id].started = True
            ids = [person.id for person in people]
            await uow.notices.add_all(ids, KIND, 1, datetime.now(UTC), urgency=Urgency.BULK)
            await uow.commit()
        yield storage
        await storage.close()


@asynccontextmanager
async def running(simulator: Simulator, storage: Database) -> AsyncIterator[BotApplication]:
    """Run a new process's worth of the bot, which answers people meanwhile; its end is a kill."""
    services = Services(
        storage=storage,
        files=EvidenceFolder(Path(tempfile.gettempdir())),
        foreign=InThisProcess(),
        renderer=FakeRenderer(),
        papers=TemporaryPapers(),
        clock=lambda: datetime.now(UTC),
    )
    app, stop = build(token=simulator.token, services=services, zone=WIB, api_url=simulator.url), Stop()
    intake = Intake(app, storage, services.clock, stop)
    polling = Polling(GetUpdates(app.updates_request, app.bot.base_url), intake.accept, stop)
    async with app:
        answering = asyncio.ensure_future(polling.run())
        yield app
        stop.request()
        await answering
        await intake.close(within=5)
        await services.kept(Lane).close(within=0)


async def disturbed(drive: Drive) -> Result:
    """Let one chat be flooded and one be slow in the middle of it."""
    async with Simulator() as simulator, People(simulator.url) as people, city(simulator) as storage:
        await people.fault("429", chat_id=FLOODED, retry_after=FLOODED_SECONDS)
        await people.fault("slow", chat_id=SLOW, seconds=SLOW_SECONDS)
        async with running(simulator, storage) as app:
            waits: list[float] = []
            asking = asyncio.create_task(ask(simulator, people, waits))
            await drive(app)
            asking.cancel()
        moments = arrivals(simulator)
        most = moments[: -len(moments) // 20]
        gaps = [after - before for before, after in itertools.pairwise(most)]
        return Result(len(gaps) / (most[-1] - most[0]), max(gaps), max(waits))


async def ask(simulator: Simulator, people: People, waits: list[float]) -> None:
    """Ask for help every half second, and note how long the answer took."""
    chat = simulator.world.chats[ASKING]
    while True:
        begun, asked = time.perf_counter(), (await people.text(ASKING, "/bantuan"))["message_id"]
        while not any(  # noqa: ASYNC110 - as a person looks at the screen
            one > asked and "Bantuan" in shown.content["text"] for one, shown in chat.messages.items()
        ):
            await asyncio.sleep(0.01)
        waits.append(time.perf_counter() - begun)
        await asyncio.sleep(0.5)


def arrivals(simulator: Simulator) -> list[float]:
    sent = [call for call in simulator.world.calls if call.method == "sendMessage" and call.status == 200]  # noqa: PLR2004 - HTTP
    return [datetime.fromisoformat(one.at).timestamp() for one in sent if one.params["text"] == TEXT.text]


async def killed(drive: Drive) -> tuple[int, int]:
    """Kill half-way and start again; return how many got it twice, and how many not at all."""
    async with Simulator() as simulator, city(simulator) as storage:
        async with running(simulator, storage) as app:
            driving = asyncio.create_task(drive(app))
            while len(arrivals(simulator)) < len(READERS) // 2:  # noqa: ASYNC110 - until the middle
                await asyncio.sleep(0.01)
            driving.cancel()
            with suppress(asyncio.CancelledError):
                await driving
        async with running(simulator, storage) as app:
            await drive(app)
        copies = Counter(
            call.params["chat_id"] for call in simulator.world.calls if call.method == "sendMessage"
        )
        return sum(many > 1 for many in copies.values()), len(READERS) - len(copies)


async def main() -> None:
    logging.disable()
    print(  # noqa: T201 - a benchmark prints
        f"{len(READERS)} people; one chat is flooded ({FLOODED_SECONDS} s), one is slow ({SLOW_SECONDS} s)."
        f" At most {PACE.in_all} messages a second."
    )
    for name, drive in (
        ("the lane (handlers/delivery/lane.py)", by_lane),
        ("for … send; sleep(1/25)", by_loop),
    ):
        result, (twice, never) = await disturbed(drive), await killed(drive)
        print(  # noqa: T201 - as above
            f"  {name:<32} {result.rate:4.1f}/s   longest silence for all {result.silence:4.1f} s"
            f"   slowest reply {result.slowest_reply:4.2f} s   after a kill: twice {twice}, never {never}"
        )


if __name__ == "__main__":
    asyncio.run(main())
