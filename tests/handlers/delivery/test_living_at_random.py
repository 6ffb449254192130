"""Whatever people do and in whatever order, a living card keeps its promises."""

from datetime import datetime, timedelta
from random import Random

import pytest

from handlers.delivery.refresh import look_at_cards
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town

MINUTE = timedelta(minutes=1)
STEPS = 60


class Walk:
    """One reader of `/iku`, two operators, and what the reader's messages must show."""

    def __init__(self, town: Town, reader: Talker, operators: dict[str, Talker], random: Random) -> None:
        self.town, self.reader, self.operators, self.random = town, reader, operators, random
        self.newest: Json | None = None
        self.still: dict[int, str] = {}
        """Messages that must not change by themselves, and what they say."""
        self.changed_at: dict[int, datetime] = {}
        self.seen: dict[int, str] = {}

    async def step(self) -> None:
        await self.random.choice([
            self.asks, self.opens, self.goes_back, self.reports, self.reports, self.decides, self.decides,
            self.looks, self.looks, self.looks, self.looks, self.restarts, self.waits, self.waits,
        ])()  # fmt: skip

    async def asks(self) -> None:
        if self.newest is not None:
            number = self.newest["message_id"]
            self.still[number] = (await self.reader.message(number))["text"]
        self.newest = await self.reader.says("/iku")
        self.seen[self.newest["message_id"]] = self.newest["text"]

    async def opens(self) -> None:
        if self.newest is not None and self.newest["message_id"] not in self.still:
            shown = await self.reader.presses("1", await self.reader.message(self.newest["message_id"]))
            self.still[shown["message_id"]] = shown["text"]

    async def goes_back(self) -> None:
        number = self.newest["message_id"] if self.newest is not None else 0
        if number in self.still:
            shown = await self.reader.presses("‹ Semua indikator", await self.reader.message(number))
            del self.still[number]
            self.seen[number] = shown["text"]

    async def reports(self) -> None:
        code = self.random.choice(sorted(self.operators))
        events = await self.town.events(code)
        if not events or events[-1].kind == "withdrawn":
            await self.operators[code].reports_sakip()

    async def decides(self) -> None:
        code = self.random.choice(sorted(self.operators))
        events = await self.town.events(code)
        if events and events[-1].kind == "submitted":
            if self.random.random() < 0.5:
                await self.town.verify(code)
            else:
                await self.town.withdraws(code, events[-1].by)

    async def looks(self) -> None:
        if self.random.random() < 0.3:
            # The tick, then something else, then the lane.
            await look_at_cards(self.town.app.context_types.context(self.town.app))
            await self.random.choice([self.opens, self.goes_back, self.decides])()
            await self.town.send_notices()
        else:
            await self.town.look()
        await self.check()

    async def restarts(self) -> None:
        await self.town.restart()

    async def waits(self) -> None:
        self.town.pass_time(seconds=self.random.choice([5, 5, 20, 61, 900]))

    async def check(self) -> None:
        """Nothing changed that must not, and what may did so at most once a minute."""
        for number, text in self.still.items():
            assert (await self.reader.message(number))["text"] == text
        for number, text in self.seen.items():
            now = (await self.reader.message(number))["text"]
            if now != text and number not in self.still:
                last = self.changed_at.get(number)
                assert last is None or self.town.now - last >= MINUTE - timedelta(seconds=3)
                self.changed_at[number], self.seen[number] = self.town.now, now


def below_head(message: Json) -> str:
    return str(message["text"]).partition("\n")[2]


@pytest.mark.parametrize("seed", range(8))
async def test_a_living_card_is_true_in_the_end_and_never_in_the_way(
    town: Town, siti: Talker, eka: Talker, dewi: Talker, seed: int
) -> None:
    walk = Walk(town, dewi, {HEALTH.code: siti, LIBRARY.code: eka}, Random(seed))  # noqa: S311 - it chooses what a test does
    for _ in range(STEPS):
        await walk.step()
    if walk.newest is None or walk.newest["message_id"] in walk.still:
        await walk.asks()
    town.pass_time(seconds=61)
    await town.look()
    await walk.check()
    assert walk.newest is not None
    lives = await dewi.message(walk.newest["message_id"])
    assert below_head(lives) == below_head(await dewi.says("/iku"))
