"""Where there would be nothing to press, as a rule over every message that a test makes the bot send.

The newest message of somebody who was let in always has a way on: at least the one home.
"""

from collections.abc import Mapping
from typing import Any

from handlers.telegram.buttons import Noop
from simulator.state import World
from tests.fakes.tables import Tables
from tests.town.colours import keyboards_in

_SAYS = frozenset({"sendMessage", "editMessageText"})


def dead_end(method: str, parameters: Mapping[str, Any], tables: Tables, world: World) -> str | None:
    """Return what a message says that leads nowhere; None for one that leads on, or need not."""
    if method not in _SAYS or not _is_let_in(tables, parameters["chat_id"]):
        return None
    if any(_leads_on(key) for keyboard in keyboards_in(parameters) for row in keyboard for key in row):
        return None
    if method == "editMessageText" and _is_left_behind(world, parameters):
        return None
    return str(parameters["text"])


def _is_let_in(tables: Tables, chat_id: int | str) -> bool:
    known = {person.telegram_id: person.id for person in tables.people.values()}
    last = {event.grant: event.given for event in tables.roles if event.person == known.get(int(chat_id))}
    return any(last.values())


def _leads_on(key: Mapping[str, Any]) -> bool:
    """Return whether a key does something here: the page's number and what only copies do not."""
    return key.get("callback_data") not in (None, Noop().pack())


def _is_left_behind(world: World, parameters: Mapping[str, Any]) -> bool:
    """Return whether a newer message stands below the one that is changed."""
    return max(world.chats[int(parameters["chat_id"])].messages, default=0) > int(parameters["message_id"])
