"""The real application over a storage in memory, and phones that take everything: for what comes broken."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.app import BotApplication, build
from bot.receiving.intake import Intake
from domain.language.dates import WIB
from domain.people.person import Grant, Role
from handlers.telegram.context import Services
from storage.ports import Trouble
from tests.bot.receiving.mutants import owed, sound
from tests.bot.support import NOW, TOKEN, QuickStop, clock, message
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.fakes.storage import FakeStorage
from tests.yes import YesRequest

BATCH, SEED = 10, 20261129
FIRST_GOOD = 7_000_000
ROLES = (Grant(Role.OPERATOR, "DINKES"), Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.ADMIN), None)


class Phones(YesRequest):
    """A Telegram that takes everything, and remembers to whom something was said."""

    def __init__(self) -> None:
        self.told = Counter[int]()
        self.texts: list[str] = []

    def result(self, name: str, said: dict[str, Any]) -> object:
        if not name.startswith(("send", "editMessageText")):
            return True
        chat = int(str(said["chat_id"]))
        self.told[chat] += 1
        self.texts.append(str(said.get("text", "")))
        return message(1, chat=chat)["message"]


class Office:
    """The real application over a storage in memory, with people of every role and none."""

    def __init__(self) -> None:
        self.storage, self.phones, self.stop = FakeStorage(clock), Phones(), QuickStop()
        services = Services(
            storage=self.storage,
            files=FakeEvidenceStore(),
            foreign=InThisProcess(),
            renderer=FakeRenderer(),
            papers=TemporaryPapers(),
            clock=clock,
        )
        self.app: BotApplication = build(
            token=TOKEN, services=services, zone=WIB, request=self.phones, updates_request=self.phones
        )
        self.intake = Intake(self.app, self.storage, clock, self.stop)
        self.chance = random.Random(SEED)  # noqa: S311 - draws test cases, guards nothing
        self.numbers = iter(range(1000, 10**9))
        self.seen = set[int]()
        self.counts = Counter[str]()

    async def open(self) -> None:
        await self.app.initialize()
        async with self.storage.uow() as uow:
            for place in range(BATCH * len(ROLES)):
                person = await uow.people.add(place + 1, "Siti", NOW)
                grant = ROLES[place % len(ROLES)]
                if grant is not None:
                    await uow.people.grant(person.id, grant, by=None, at=NOW)
            await uow.commit()

    def drawn(self) -> list[Any]:
        """Return some updates of different people, not mutated yet."""
        people = self.chance.sample(range(1, BATCH * len(ROLES) + 1), BATCH)
        return [sound(self.chance, next(self.numbers), number) for number in people]

    async def meets(self, came: Sequence[Any]) -> None:
        """Let the intake take this batch, with a good update behind it; check who was answered."""
        good = next(self.numbers) + FIRST_GOOD
        expected = [chat for chat in map(self._owed, came) if chat is not None]
        self.phones.told.clear()
        await self.intake.accept([*came, message(good, chat=good)])
        await self.intake.idle()
        assert self.phones.told[good], "a good update was kept away"
        for chat in expected:
            assert self.phones.told[chat], f"{chat} was left without an answer: {came!r:.4000}"
        self.counts += Counter(drawn=len(came), owed=len(expected), told=sum(self.phones.told.values()) - 1)

    def _owed(self, came: Any) -> int | None:  # noqa: ANN401 - JSON of any shape
        number = came.get("update_id") if isinstance(came, dict) else None
        if isinstance(number, int) and number in self.seen:
            return None  # it was delivered before, as far as anybody can tell
        self.seen.update([number] if isinstance(number, int) else [])
        return owed(came)

    async def set_aside(self) -> list[Trouble]:
        async with self.storage.uow() as uow:
            return await uow.troubles.of("updates")

    async def tidy(self) -> int:
        """Return how many updates were set aside, and forget what is finished."""
        async with self.storage.uow() as uow:
            assert await uow.inbox.unfinished() == []
            await uow.inbox.forget(NOW.replace(year=2099))
            aside = await uow.troubles.of("updates")
            await uow.commit()
        self.storage.tables.troubles.clear()
        self.counts["set aside"] += len(aside)
        return len(aside)
