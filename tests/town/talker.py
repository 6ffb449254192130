"""Somebody with a phone: what they do in the chat, and what they see there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Update

from simulator.state import CallbackQuery
from tests.town.hall import START

if TYPE_CHECKING:
    from tests.town.dialogue import Town

Json = dict[str, Any]


@dataclass(frozen=True)
class Press:
    """Buttons to press, one after the other, each under what was then the newest message."""

    labels: tuple[str, ...]


def press(*labels: str) -> Press:
    """Return the step of a walk that presses these buttons."""
    return Press(labels)


@dataclass
class Talker:
    """Someone with a phone."""

    town: "Town"
    id: int

    async def says(self, text: str, entities: Sequence[Json] = ()) -> Json:
        """Type a message, formatted by these entities; return the newest message of the bot."""
        await self.town.people.text(self.id, text, entities=entities)
        return await self.town.settled(self)

    async def presses(self, label: str, message: Json | None = None) -> Json:
        """Press the button with that label, or a unique part of it; by default under the newest message."""
        await self.taps(label, message)
        return await self.town.settled(self)

    async def taps(self, label: str, message: Json | None = None) -> None:
        """Press a button of which the bot hears only later."""
        card = message or await self.card()
        await self.town.people.press(self.id, card["message_id"], label)

    async def pressed(self, label: str, message: Json | None = None) -> Update:
        """Press a button; return what is on its way to the bot, to be delivered once or twice."""
        await self.taps(label, message)
        (update,) = await self.town.waiting()
        return update

    async def typed(self, text: str) -> Update:
        """Type a message; return what is on its way to the bot."""
        await self.town.people.text(self.id, text)
        (update,) = await self.town.waiting()
        return update

    async def walks(self, *steps: str | Press) -> Json:
        """Go on step by step, a text typed and `press(...)` pressed; return the newest message of the bot."""
        for step in steps:
            if isinstance(step, Press):
                for label in step.labels:
                    await self.presses(label)
            else:
                await self.says(step)
        return await self.card()

    async def presses_late(self, card: Json, label: str) -> Json:
        """Press a button that a card had when it was seen, whatever stands there now."""
        world = self.town.hub.world
        query = CallbackQuery(
            str(self.town.next_forged()), self.id, card["message_id"], world.clock.now().timestamp()
        )
        world.callback_queries[query.id] = query
        self._presses(query.id, card["message_id"], data_of(card)[label])
        return await self.town.settled(self)

    async def forges(self, data: str) -> Json:
        """Send callback data that no button has, as a hostile client would."""
        self._presses(str(self.town.next_forged()), (await self.card())["message_id"], data)
        return await self.town.settled(self)

    def _presses(self, query: str, message_id: int, data: str) -> None:
        self.town.hub.updates.add(
            "callback_query",
            {
                "id": query,
                "from": {"id": self.id, "is_bot": False, "first_name": "Anon"},
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": message_id,
                    "date": int(START.timestamp()),
                    "chat": {"id": self.id, "type": "private"},
                },
            },
        )

    async def message(self, number: int) -> Json:
        """Return that message of the chat as it stands now."""
        return next(shown for shown in await self.chat() if shown["message_id"] == number)

    async def sends(self, *files: tuple[str, bytes, str], **order: str | int) -> Json:
        await self.town.people.file(self.id, *files, **order)
        return await self.town.settled(self)

    async def sends_other(self, kind: str) -> Json:
        await self.town.people.other(self.id, kind)
        return await self.town.settled(self)

    async def edits(self, message_id: int, text: str) -> Json:
        await self.town.people.edit(self.id, message_id, text)
        return await self.town.settled(self)

    async def opens(self, report: str, *steps: str | Press) -> Json:
        """Go to the first question of a report, and on by these steps."""
        return await self.walks("/lapor", press(report), *steps)

    async def fills_sakip(self, predikat: str = "BB", nilai: str = "75,5") -> Json:
        """Answer SAKIP without evidence, up to the summary."""
        return await self.opens("SAKIP", predikat, nilai, press("Belum ada berkas"))

    async def reports_sakip(self, predikat: str = "BB", nilai: str = "75,5") -> Json:
        await self.fills_sakip(predikat, nilai)
        return await self.presses("Kirim")

    async def corrects_sakip(self, nilai: str) -> Json:
        """Send a correction of the verified SAKIP."""
        return await self.opens(
            "SAKIP", press("Ajukan koreksi"), "Nilai salah ketik", press("Ubah nilai"), nilai, press("Kirim")
        )

    async def withdraws(self, message: Json | None = None) -> Json:
        """Take a report back: by default the one whose receipt is the newest message."""
        await self.presses("Tarik kembali", message)
        return await self.presses("Ya, tarik")

    async def card(self) -> Json:
        """Return the newest message of the bot."""
        message = await self.town.people.last(self.id)
        assert message is not None, "the bot has not said anything"
        return message

    async def chat(self) -> list[Json]:
        return await self.town.people.messages(self.id)

    async def cards(self) -> list[Json]:
        """Return the bot's messages that stand in the chat with buttons below them."""
        return [shown for shown in await self.chat() if shown["from"] == "bot" and labels(shown)]

    async def toasts(self) -> list[str]:
        return [answer["text"] for answer in await self.town.people.answers(self.id) if answer["text"]]


def data_of(message: Json) -> dict[str, str]:
    """Return what each button of a message sends, by its label."""
    keys = [button for row in message.get("keyboard") or [] for button in row]
    return {button["text"]: button["data"] for button in keys if "data" in button}


def labels(message: Json) -> list[str]:
    """Return the labels of a message's buttons, in reading order."""
    return [button["text"] for row in message.get("keyboard") or [] for button in row]
