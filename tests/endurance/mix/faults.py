"""What goes wrong between two kills, drawn by chance: each lasts for a moment and is then over."""

import asyncio
import random
from collections import Counter

from simulator.client import People
from tests.endurance.mix.places import CUT, Place

KINDS = ("locked", "disk full", "429", "5xx", "half answer", "clock")
_TWO_HOURS = 7200
_CUTS = 8
_TIMES = 3
"""Calls that meet what is ordered of Telegram."""


class Faults:
    def __init__(self, place: Place, people: People, dice: random.Random) -> None:
        self._place = place
        self._people = people
        self._dice = dice
        self.met = Counter[str]()

    async def one(self) -> None:
        """Let one of them happen, drawn by chance, and return when it is over or ordered."""
        kind = self._dice.choice(KINDS + self._place.faults)
        self.met[kind] += 1
        seconds = self._dice.uniform(0.5, 2.5)
        if kind == "locked":
            await self._place.lock(seconds)
        elif kind == "disk full":
            await self._place.fill()
            try:
                await asyncio.sleep(seconds)
            finally:
                await self._place.free()
        elif kind == CUT:
            for _ in range(self._dice.randint(1, _CUTS)):
                await asyncio.sleep(seconds / _CUTS)
                await self._place.cut()
        elif kind == "clock":
            # Never further away than two hours, so that each jump is of two or of four.
            jumped = self._dice.choice((-_TWO_HOURS, 0, _TWO_HOURS))
            self._place.offset.write_text(str(jumped))
        else:
            await self._of_telegram(kind)

    async def _of_telegram(self, kind: str) -> None:
        if kind == "429":
            await self._people.fault("429", retry_after=1, times=_TIMES)
        elif kind == "5xx":
            await self._people.fault(self._dice.choice(("500", "502")), times=_TIMES)
        elif self._dice.random() < 0.5:
            await self._people.fault("cut", times=_TIMES)
        else:
            await self._people.fault("raw", body='{"ok": true, "result": [{"upda', times=_TIMES)

    async def end(self) -> None:
        """Let nothing be wrong any more but the clock."""
        await self._people.no_faults()
        await self._place.free()
