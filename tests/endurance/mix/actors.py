"""People of the sample city who use the bot as chance has it: press what is offered, and type if asked."""

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulator.client import Json, People, PeopleClientError
from simulator.state import World
from tests.endurance.mix.heard import Heard
from tests.endurance.operators import BUTTON_IS_GONE
from tests.endurance.waiting import eventually

Habits = Mapping[str, float]
"""How gladly which button is pressed: the beginning of its data, as a pattern, and a weight."""

TYPE = "type"
"""The habit of typing where the card says that one may."""
_ASKS_FOR_WORDS = re.compile(r"Mengapa|alasan|Catatan|Tulis")
_MAY_BE_TYPED = re.compile(r"[Kk]etik|Mengapa|Tulis pengumuman")
_VALUE = re.compile(r"^Nilai(?: IKM)?: (\d\d,\d\d)", re.MULTILINE)
_LONGEST = 14
"""Acts after which somebody begins anew, wherever they are."""

REPORTS: Habits = {
    "s:": 20,
    r"a:.*:(BB|terbit)$": 20,
    "a:": 3,
    r"m:.*:skip": 5,
    r"e:.*:nilai": 1,
    r"o:.*:(correct|repair)": 10,
    "rw:": 10,
    "o:": 3,
    "wq:": 0.3,
    "w:": 4,
    "r:": 5,
    "x:": 0.2,
    TYPE: 4,
}
REVIEWS: Habits = {
    "s:": 20,
    "rr:": 20,
    "ra:": 5,
    "rp:": 4,
    "rn:": 2,
    "rs": 3,
    "ru:": 0.5,
    "a:": 1,
    r"m:.*:skip": 5,
    "zo:": 4,
    "zj:": 4,
    r"zt:.*:(wajib|belum)$": 5,
    r"zt:.*:simpan$": 2,
    "zt:": 1,
    "zd:": 2,
    "zl:": 1,
    "zu:": 0.5,
    "x:": 0.2,
    TYPE: 4,
}
GOVERNS: Habits = {
    "s:": 20,
    r"a:.*:(pimpinan|admin|verifikator)$": 5,
    "bk:": 20,
    r"jy:2025": 5,
    "jk:": 5,
    "jx:": 20,
    "jr:": 5,
    "x:": 0.2,
    TYPE: 4,
}


@dataclass
class Done:
    """What everybody has done so far, to be held beside what is stored."""

    acts: Counter[int] = field(default_factory=Counter)
    """How many acts of whom, by Telegram id, were answered."""
    values: Counter[tuple[int, str]] = field(default_factory=Counter)
    """The value that stood on the card on which somebody (a Telegram id) pressed *Kirim*."""
    presses: Counter[str] = field(default_factory=Counter)
    """How often which button was pressed."""


class Actor:
    def __init__(
        self,
        person: int,
        habits: Habits,
        commands: tuple[str, ...],
        dice: random.Random,
        done: Done,
        patience: float,
    ) -> None:
        """`patience` are the seconds for which this person waits for an answer."""
        self.person = person
        self._habits = habits
        self._commands = commands
        self._dice = dice
        self._done = done
        self._patience = patience
        self._numbers = itertools.count(1)

    async def live(self, people: People, world: World, heard: Heard, over: Callable[[], bool]) -> None:
        """Do one thing after the other, each when the one before was answered. Raises TimeoutError."""
        steps = _LONGEST
        while not over():
            card = self._card(world)
            keys = _keys(card) if card else []
            choice = self._choice(card, keys)
            if steps >= _LONGEST or choice is None:
                steps, choice = 0, self._dice.choice(self._commands)
            steps += 1
            before = _shown(world, self.person)
            if card is not None and choice in keys:
                try:
                    query = await people.press(self.person, card["message_id"], data=choice)
                except PeopleClientError as error:
                    # The card changed under the finger.
                    if error.status != BUTTON_IS_GONE:
                        raise
                    continue
                self._note(card, choice)
                await self._answered(lambda query=query: heard.answered(query), choice)  # type: ignore[misc]
            else:
                said = self._typed(card) if choice == TYPE and card is not None else choice
                await people.text(self.person, said)
                changed = lambda before=before: _shown(world, self.person) != before  # noqa: E731
                await self._answered(changed, said)
            self._done.acts[self.person] += 1

    async def _answered(self, check: Callable[[], bool], act: str) -> None:
        try:
            await eventually(check, self._patience)
        except TimeoutError as error:
            error.add_note(f"{self.person} was not answered: {act}")
            raise

    def _card(self, world: World) -> Json | None:
        """Return the newest message of the bot with buttons."""
        for one in reversed(world.chats[self.person].messages.values()):
            if one.by_bot and not one.deleted and _keys(one.content):
                return one.content
        return None

    def _choice(self, card: Json | None, keys: list[str]) -> str | None:
        """Return a button's data or TYPE, None where nothing is offered that this person ever does."""
        if card is None:
            return None
        weights = {key: self._weight(key) for key in keys}
        text = card.get("text", "")
        if _MAY_BE_TYPED.search(text) and any(key.startswith(("m:", "x:")) for key in keys):
            weights[TYPE] = self._habits[TYPE]
        if "Belum ada yang berbeda" in text:
            weights = {key: 1 if re.match(r"e:.*:nilai", key) else 0 for key in keys}
        if not any(weights.values()):
            return None
        return self._dice.choices(list(weights), list(weights.values()))[0]

    def _weight(self, key: str) -> float:
        plain = key.removeprefix("+")
        return next((weight for habit, weight in self._habits.items() if re.match(habit, plain)), 0)

    def _typed(self, card: Json) -> str:
        number = next(self._numbers)
        if _ASKS_FOR_WORDS.search(card.get("text", "")):
            return f"Catatan {self.person}-{number}"
        return f"7{number // 100 % 10},{number % 100:02}"

    def _note(self, card: Json, pressed: str) -> None:
        self._done.presses[pressed] += 1
        text = card.get("text", "")
        found = _VALUE.search(text)
        if pressed.startswith("s:") and found and "Periksa sebelum dikirim" in text:
            self._done.values[self.person, found[1]] += 1


def _keys(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [key["callback_data"] for row in rows for key in row if "callback_data" in key]


def _shown(world: World, person: int) -> str:
    """Return all that the bot shows now in that chat."""
    chat = world.chats[person].messages
    return repr([chat[number].content for number in list(chat)[-8:] if chat[number].by_bot])
