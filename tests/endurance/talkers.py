"""People who talk to the bot while it is busy with something else, and how long they wait for it."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from simulator.client import People
from simulator.state import World
from tests.endurance.waiting import eventually

_QUESTIONS = (("/bantuan", "Bantuan"), ("/iku", "IKU "))
_PAUSE = 1.0  # seconds between two questions of one person


@dataclass(frozen=True, slots=True)
class Wait:
    """One question, from its sending to its answer, in seconds of the monotonic clock."""

    asked: float
    answered: float

    @property
    def seconds(self) -> float:
        return self.answered - self.asked

    def overlaps(self, outages: Iterable[tuple[float, float]]) -> bool:
        return any(self.asked < end and begin < self.answered for begin, end in outages)


@dataclass
class Talkers:
    """Ask for help and for figures in turn until they are told to stop; every answer is waited for."""

    people: People
    world: World
    waits: list[Wait] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def talk(self, telegram_id: int) -> None:
        turn = 0
        while not self.done.is_set():
            question, answer = _QUESTIONS[turn % len(_QUESTIONS)]
            asked = time.monotonic()
            sent = await self.people.text(telegram_id, question)
            await eventually(partial(self._said, telegram_id, sent["message_id"], answer))
            self.waits.append(Wait(asked, time.monotonic()))
            turn += 1
            await asyncio.sleep(_PAUSE)

    def _said(self, telegram_id: int, after: int, said: str) -> bool:
        newest = list(self.world.chats[telegram_id].messages.values())[::-1]
        return any(
            one.by_bot and one.content["message_id"] > after and said in one.content.get("text", "")
            for one in newest[:5]
        )
