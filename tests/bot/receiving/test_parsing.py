"""The short way from JSON to the library's objects ends where the library's own does."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.ext import Defaults, ExtBot

from bot.receiving.incoming import WHERE, Json, received, update_in
from bot.receiving.parsing import update_of
from domain.language.dates import WIB
from tests.bot.receiving.mutants import WEIRD
from tests.bot.support import NOW, TOKEN, message

BOT: Any = ExtBot(TOKEN, defaults=Defaults(tzinfo=WIB))
SITI = {"id": 7, "is_bot": False, "first_name": "Siti", "language_code": "id"}
ENTITY = {"type": "bot_command", "offset": 0, "length": 6}
SAID: Json = {**message(1, 7)["message"], "text": "/lapor", "entities": [ENTITY]}
CARD: Json = message(1, 7)["message"]
PRESS: Json = {"id": "1", "from": SITI, "chat_instance": "2", "data": "x", "message": CARD}
SIMPLE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    2**40,
    "",
    "x",
    "7",
    [],
    [None],
    {},
    {"id": 1},
    [ENTITY],
    SITI,
    17e8,
    17,
)
HIDDEN: tuple[Json, ...] = ({"text": "x" * 40_000}, {"reply_markup": WEIRD[-1]}, {"caption": "\ud83d"})
MEMBERS = st.sampled_from([*SAID, *WHERE, "caption", "reply_to_message", "sticker", "edit_date", "x"])


def outcome(read: Callable[[Json, Any], Update], payload: Json) -> tuple[str, Any]:
    """Return what comes of reading: all that the objects hold, or that it cannot be read."""
    try:
        update = read(payload, BOT)
    except Exception:  # noqa: BLE001 - the library raises whatever it stumbles over
        return "unreadable", None
    return "read", (update.to_dict(), update.effective_chat, update.effective_user, update.effective_message)


def alike(payload: Json) -> None:
    assert outcome(update_of, payload) == outcome(Update.de_json, payload)


def changed(whole: Json, changes: dict[str, Any], gone: set[str]) -> Json:
    return {name: one for name, one in (whole | changes).items() if name not in gone}


@given(st.dictionaries(MEMBERS, st.sampled_from(SIMPLE), max_size=3), st.sets(MEMBERS, max_size=2))
def test_a_message_is_read_as_the_library_reads_it(changes: dict[str, Any], gone: set[str]) -> None:
    alike({"update_id": 1, "message": changed(SAID, changes, gone)})


@given(st.dictionaries(MEMBERS, st.sampled_from(SIMPLE), max_size=3), st.sets(MEMBERS, max_size=2))
def test_a_press_is_read_as_the_library_reads_it(changes: dict[str, Any], gone: set[str]) -> None:
    pressed = changed({name: SAID[name] for name in WHERE & SAID.keys()}, changes, gone)
    alike({"update_id": 1, "callback_query": PRESS | {"message": pressed}})


@given(st.sampled_from([*PRESS, "game_short_name", "inline_message_id"]), st.sampled_from(SIMPLE))
def test_so_is_a_press_that_is_not_whole(name: str, value: object) -> None:
    alike({"update_id": 1, "callback_query": PRESS | {name: value}})
    alike({"update_id": 1, "callback_query": {one: PRESS[one] for one in PRESS if one != name}})


def test_an_update_of_another_kind_is_left_to_the_library() -> None:
    alike({"update_id": 1, "edited_message": SAID})
    alike({"update_id": 1, "message": SAID, "callback_query": PRESS})
    alike({"update_id": 1})


def test_every_object_knows_its_bot() -> None:
    update = update_of({"update_id": 1, "message": SAID}, BOT)
    assert update.message is not None
    assert update.message.chat.get_bot() is update.message.get_bot() is BOT


@pytest.mark.parametrize("shown", HIDDEN)
def test_what_a_pressed_message_shows_is_never_looked_at(shown: Json) -> None:
    pressed = {**CARD, **shown}
    row = received({"update_id": 1, "callback_query": PRESS | {"message": pressed}}, NOW)
    assert update_in(row)["callback_query"]["message"].keys() <= WHERE
