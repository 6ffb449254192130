"""What people do in a measurement, and which call of the bot's is the answer to it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from benchmarks.emulator import Call, Emulator, Json
from benchmarks.peers.city import code
from handlers.telegram.buttons import BELOW


class Talk(Protocol):
    """One person: the update that comes next, and whether a call answers it."""

    many: bool
    """Whether this person asks again before the answer is there."""

    def next(self) -> Json: ...

    def is_answer(self, call: Call) -> bool: ...


class Asking:
    """Says the same again and again; an answer is a new message that begins as it should."""

    many = True

    def __init__(self, emulator: Emulator, chat: int, text: str, begins: str = "") -> None:
        self._emulator, self._chat, self._text, self._begins = emulator, chat, text, begins

    def next(self) -> Json:
        return self._emulator.message(self._chat, self._text)

    def is_answer(self, call: Call) -> bool:
        return call.method == "sendMessage" and call.text.startswith(self._begins)


LIST, PREDIKAT, NILAI, EVIDENCE, CONFIRM, RECEIPT = (
    "list",
    "predikat",
    "nilai",
    "evidence",
    "confirm",
    "receipt",
)


def _stage(keys: Sequence[str]) -> str:
    """Return what a card asks, by its keys; "" for one that asks nothing."""
    found = [key.removeprefix(BELOW) for key in keys]
    marks: Sequence[tuple[str, Callable[[str], bool]]] = (
        (PREDIKAT, lambda key: key.startswith("a:") and key.endswith(":BB")),
        (EVIDENCE, lambda key: key.startswith("a:") and key.endswith(":belum")),
        (CONFIRM, lambda key: key.startswith("s:")),
        (RECEIPT, lambda key: key.startswith(("w:", "wq:"))),
        (LIST, lambda key: key.startswith("o:") and ":sakip:" in key),
        (NILAI, lambda key: key.startswith("m:") and key.endswith(":back")),
    )
    return next((stage for stage, is_key in marks if any(map(is_key, found))), "")


class Reporting:
    """Reports SAKIP as an operator does, each step on the card that the step before has brought.

    `over` answers the two questions over and over, by going back; without it the report is sent, once.
    """

    many = False

    def __init__(self, emulator: Emulator, chat: int, *, over: bool) -> None:
        self._emulator, self._chat, self._over = emulator, chat, over
        self._stage, self._card = "", 0
        self._keys: Sequence[str] = ()
        self._back = False

    @property
    def finished(self) -> bool:
        return self._stage == RECEIPT

    @property
    def begun(self) -> bool:
        return self._stage == PREDIKAT

    def go_to_the_end(self) -> None:
        self._over = False

    def next(self) -> Json:
        if not self._stage or self.finished:
            return self._emulator.message(self._chat, "/lapor")
        if self._stage == LIST:
            return self._press(f"o:{code(self._chat)}:sakip:")
        self._back = self._over and (self._stage == EVIDENCE or (self._back and self._stage != PREDIKAT))
        if self._back:
            return self._press("m:", ":back")
        if self._stage == NILAI:
            return self._emulator.message(self._chat, "75,5")
        return self._press(
            *{PREDIKAT: ("a:", ":BB"), EVIDENCE: ("a:", ":belum"), CONFIRM: ("s:",)}[self._stage]
        )

    def is_answer(self, call: Call) -> bool:
        stage = _stage(call.keys)
        if not stage or call.keys == self._keys:
            return False
        self._stage, self._keys, self._card = stage, call.keys, call.message
        return True

    def _press(self, begins: str, ends: str = "") -> Json:
        data = next(
            key for key in self._keys if key.removeprefix(BELOW).startswith(begins) and key.endswith(ends)
        )
        return self._emulator.press(self._chat, self._card, data)
