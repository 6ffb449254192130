"""Operators who report as people do: they look at the screen, do one thing, and wait for what it brings."""

import asyncio
from collections import defaultdict
from contextlib import aclosing

from handlers.telegram.buttons import BELOW
from simulator.client import Json, People, PeopleClientError
from tests.endurance.city import code

BUTTON_IS_GONE = 409


class Screens:
    """Tells each operator when something on their screen changed."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._changed: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.connected = asyncio.Event()

    async def watch(self) -> None:
        async with aclosing(self._people.events()) as events:
            async for name, happening in events:
                if name == "connected":
                    self.connected.set()
                elif "person_id" in happening:
                    self._changed[happening["person_id"]].set()

    async def change(self, person: int) -> None:
        await self._changed[person].wait()
        self._changed[person].clear()


class Operator:
    """Reports SAKIP, predikat BB, without evidence. `acts` counts the messages and presses so far."""

    def __init__(self, person: int, nilai: str, people: People, screens: Screens) -> None:
        self.person = person
        self.nilai = nilai
        self.acts = 0
        self.confirmed = False
        self.finished = False
        self._people = people
        self._screens = screens
        self._dealt_with: set[tuple[str, ...]] = set()

    async def report(self) -> None:
        """Hold the whole conversation, from /lapor to the receipt."""
        await self._type("/lapor")
        while not self.finished:
            await self._screens.change(self.person)
            for message_id, buttons in await self._news():
                self._dealt_with.add(buttons)
                await self._react(message_id, buttons)

    async def _news(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the newest card whose buttons were not there before, wherever on the screen it is.

        Buttons that were there before are the same question once more: the bot was killed after it had
        answered and before it could note that, so it answered again.
        """
        messages = await self._people.messages(self.person)
        cards = [(message["message_id"], _buttons(message)) for message in messages]
        return [card for card in cards if card[1] and card[1] not in self._dealt_with][-1:]

    async def _react(self, message_id: int, buttons: tuple[str, ...]) -> None:
        # Only a receipt offers to withdraw the report.
        if any(data.removeprefix(BELOW).startswith(("w:", "wq:")) for data in buttons):
            self.finished = True
            return
        wanted = (f"o:{code(self.person)}:sakip:", "s:", "BB", ":belum")
        for part in wanted:
            data = next((one for one in buttons if one.startswith(part) or one.endswith(part)), None)
            if data is not None:
                self.confirmed = self.confirmed or part == "s:"
                await self._press(message_id, data)
                return
        await self._type(self.nilai)

    async def _press(self, message_id: int, data: str) -> None:
        try:
            await self._people.press(self.person, message_id, data=data)
        except PeopleClientError as error:
            # The card changed under the finger; what it shows now is the next thing to look at.
            if error.status != BUTTON_IS_GONE:
                raise
        else:
            self.acts += 1

    async def _type(self, text: str) -> None:
        await self._people.text(self.person, text)
        self.acts += 1


def _buttons(message: Json) -> tuple[str, ...]:
    rows = message.get("keyboard", [])
    return tuple(key["data"] for row in rows for key in row if key["kind"] == "callback")
