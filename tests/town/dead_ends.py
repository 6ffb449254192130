"""Where there would be nothing to press, as a rule over every message that a test makes the bot send.

What somebody who was let in has at the bottom of the screen always has a way on: at least the one home.
"""

from collections.abc import Mapping
from typing import Any

from handlers.telegram.buttons import Noop
from simulator.state import World
from tests.fakes.storage import FakeStorage
from tests.town.colours import keyboards_in

_SAYS, _CHANGES, _LOOKS = "sendMessage", "editMessageText", "getUpdates"
_INVITES = "?start="
"""In a message with a link that lets somebody in: a key below it would bring the link back to the bot."""


class DeadEnds:
    """The messages that lead nowhere, as they are found call by call."""

    def __init__(self, storage: FakeStorage, world: World) -> None:
        self._storage = storage
        self._world = world
        self._found: list[str] = []
        self._below: dict[int, str] = {}
        """What a chat ends with for now, where that leads nowhere: something may follow it yet."""

    def note(self, method: str, parameters: Mapping[str, Any]) -> None:
        """Take note of a call to Telegram; at the next look for updates, what was said until then stands."""
        if method == _LOOKS:
            self._found += self._below.values()
            self._below.clear()
        elif method in (_SAYS, _CHANGES) and self._is_at_the_bottom(method, parameters):
            chat = int(parameters["chat_id"])
            self._below.pop(chat, None)
            if not _leads_on(parameters) and self._is_let_in(chat):
                self._below[chat] = str(parameters["text"])

    def all(self) -> list[str]:
        return [*self._found, *self._below.values()]

    def _is_at_the_bottom(self, method: str, parameters: Mapping[str, Any]) -> bool:
        shown = self._world.chats[int(parameters["chat_id"])].messages
        return method == _SAYS or max(shown, default=0) <= int(parameters["message_id"])

    def _is_let_in(self, chat: int) -> bool:
        tables = self._storage.tables
        known = {person.telegram_id: person.id for person in tables.people.values()}
        last = {event.grant: event.given for event in tables.roles if event.person == known.get(chat)}
        return any(last.values())


def _leads_on(parameters: Mapping[str, Any]) -> bool:
    """Return whether a message has a key that does something here, or must not have one.

    The number of a page and what only copies do nothing. An announcement is somebody else's word, without
    our markup.
    """
    if "parse_mode" not in parameters or _INVITES in str(parameters["text"]):
        return True
    keys = [key for keyboard in keyboards_in(parameters) for row in keyboard for key in row]
    return any(key.get("callback_data") not in (None, Noop().pack()) for key in keys)
