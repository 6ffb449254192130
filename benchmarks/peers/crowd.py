"""Many people at once: who waits for an answer since when, and how they are let ask."""

import asyncio
import time
from collections import deque
from collections.abc import Mapping

from benchmarks.emulator import Call, Emulator
from benchmarks.peers.talk import Talk

PATIENCE = 120.0
"""Seconds after which a bot that answers nobody any more is given up."""
_QUIET = 0.4
"""Seconds without a call after which a bot has nothing left to do."""


class Silent(Exception):
    """The bot does not answer."""


class Crowd:
    """Feeds the emulator with what people do; `waits` are the seconds of each answer so far."""

    def __init__(self, emulator: Emulator, talks: Mapping[int, Talk]) -> None:
        self._emulator, self._talks = emulator, talks
        self._asked: dict[int, deque[float]] = {chat: deque() for chat in talks}
        self._changed = asyncio.Event()
        self.waits: list[float] = []
        self.others = 0
        """Calls that were no answer to anybody."""
        emulator.meet(talks)
        emulator.heard = self._hear

    def _hear(self, call: Call) -> None:
        asked = self._asked.get(call.chat)
        if not asked or not self._talks[call.chat].is_answer(call):
            self.others += 1
            return
        self.waits.append(call.at - asked.popleft())
        self._changed.set()

    def _ask(self, chat: int) -> None:
        update = self._talks[chat].next()
        self._asked[chat].append(time.perf_counter())
        self._emulator.feed(update)

    def _is_free(self, chat: int) -> bool:
        return self._talks[chat].many or not self._asked[chat]

    async def at_once(self, many: int) -> float:
        """Let so many things be done as soon as they can be; return the seconds until all were answered."""
        begun, left = time.perf_counter(), many
        first = len(self.waits)
        while len(self.waits) - first < many:
            for chat in self._talks:
                if left and self._is_free(chat):
                    self._ask(chat)
                    left -= 1
            if not left or not any(map(self._is_free, self._talks)):
                await self._next_answer()
            elif not all(talk.many for talk in self._talks.values()):
                await asyncio.sleep(0)
        return time.perf_counter() - begun

    async def steadily(self, rate: float, seconds: float) -> list[float]:
        """Let so many things a second be done; return the seconds that each was waited for.

        Who still waits for a card cannot act on it: a conversation that is behind is asked less.
        """
        first, chats, begun = len(self.waits), deque(self._talks), time.perf_counter()
        asked = 0
        for number in range(round(rate * seconds)):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            chat = next((one for one in chats if self._is_free(one)), None)
            if chat is not None:
                chats.remove(chat)
                chats.append(chat)
                self._ask(chat)
                asked += 1
        while len(self.waits) - first < asked:
            await self._next_answer()
        return self.waits[first:]

    async def until(self, stage: str) -> None:
        """Let everybody go on until what they did has brought them there."""
        while left := [chat for chat, talk in self._talks.items() if not getattr(talk, stage)]:
            for chat in left:
                if self._is_free(chat):
                    self._ask(chat)
            await self._next_answer()

    async def quiet(self) -> None:
        """Wait until the bot has nothing left to do."""
        await self._emulator.quiet(_QUIET)

    async def _next_answer(self) -> None:
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), PATIENCE)
        except TimeoutError:
            waiting = sum(map(len, self._asked.values()))
            raise Silent(
                f"{waiting} questions wait; refused so far: {dict(self._emulator.refusals)}"
            ) from None
