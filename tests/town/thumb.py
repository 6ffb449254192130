"""A thumb that counts: what somebody with a phone has to do, and how many cards they look at meanwhile.

Counted as in the issue that asked for fewer: a tap for every key that is pressed and for a command chosen in
Telegram's menu two (the Menu key, and the command); of what is typed its characters; sending what was typed,
and attaching a file, count as a message and as no tap.
"""

from dataclasses import dataclass

from tests.town.talker import Json, Talker

FROM_THE_MENU = 2


@dataclass
class Thumb:
    """One person's way through a conversation, counted."""

    talker: Talker
    taps: int = 0
    messages: int = 0
    characters: int = 0
    most_cards: int = 0
    """The most messages with keys that stood in the chat at one time since counting began."""

    async def chooses(self, command: str) -> Json:
        """Choose a command in the menu."""
        self.taps += FROM_THE_MENU
        return await self._seen(await self.talker.says(command))

    async def taps_on(self, *labels: str) -> Json:
        for label in labels:
            self.taps += 1
            shown = await self._seen(await self.talker.presses(label))
        return shown

    async def types(self, *texts: str) -> Json:
        for text in texts:
            self.messages += 1
            self.characters += len(text)
            shown = await self._seen(await self.talker.says(text))
        return shown

    async def attaches(self, file: tuple[str, bytes, str]) -> Json:
        self.messages += 1
        return await self._seen(await self.talker.sends(file))

    async def _seen(self, shown: Json) -> Json:
        self.most_cards = max(self.most_cards, len(await self.talker.cards()))
        return shown
