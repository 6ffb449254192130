"""Who takes an update: the same that the library's own handlers would find, asked one after the other."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers import CHAIN, COMMANDS
from handlers.telegram.command import command_in, is_marked
from tests.bot.support import NOW
from tests.town.dialogue import Talker, Town

PERSON = {"id": 1001, "is_bot": False, "first_name": "Siti"}
NAMES = st.sampled_from([*(command.name for command in COMMANDS), "laporan", "IKU", "x", ""])


class Me:
    """A bot of which only the name is known."""

    username = "Iku_Bot"
    defaults = None


def message(**content: object) -> dict[str, Any]:
    chat = {"id": 1001, "type": "private", "first_name": "Siti"}
    return {"message_id": 7, "date": int(NOW.timestamp()), "chat": chat, "from": PERSON, **content}


def command(name: str, addressee: str, words: str, offset: int) -> dict[str, Any]:
    said = f"/{name}{addressee}"
    entity = {"type": "bot_command", "offset": offset, "length": len(said)}
    return message(text=f"{' ' * offset}{said}{words}", entities=[entity])


COMMANDS_SAID = st.builds(
    command, NAMES, st.sampled_from(["", "@iku_bot", "@IKU_BOT", "@other_bot"]),
    st.sampled_from(["", " 2026", "\n2026  SAKIP"]), st.sampled_from([0, 0, 1]),
)  # fmt: skip
FILE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
OTHERS = st.sampled_from(
    [
        message(text="75,5"),
        message(text="\u200b/lapor"),
        message(text="/lapor"),
        message(photo=[FILE]),
        message(photo=[FILE], caption="/rekap"),
        message(document=FILE, caption="lampiran"),
        message(sticker={**FILE, "type": "regular", "is_animated": False, "is_video": False}),
        message(),
    ]
)
UPDATES = st.one_of(
    st.builds(lambda said: {"update_id": 1, "message": said}, COMMANDS_SAID | OTHERS),
    st.builds(lambda said: {"update_id": 1, "edited_message": said}, COMMANDS_SAID | OTHERS),
    st.builds(
        lambda said: {
            "update_id": 1,
            "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x", "message": said},
        },
        COMMANDS_SAID | OTHERS,
    ),
)


async def _nobody(*_: object) -> None: ...


LIBRARY: Mapping[str, Any] = {
    "edited": MessageHandler(filters.UpdateType.EDITED_MESSAGE, _nobody),
    **{f"/{one.name}": CommandHandler(one.name, _nobody) for one in COMMANDS},
    "pressed": CallbackQueryHandler(_nobody),
    "unknown": MessageHandler(filters.COMMAND, _nobody),
    "file": MessageHandler(filters.PHOTO | filters.Document.ALL, _nobody),
    "text": MessageHandler(filters.TEXT, _nobody),
    "other": MessageHandler(filters.ALL, _nobody),
}
"""The library's handlers, in the order in which it would ask them; what no mark shows is not among them."""


def by_the_library(update: Update) -> tuple[str, Any]:
    """Return which handler takes it, and the words after a command."""
    for name, handler in LIBRARY.items():
        taken = handler.check_update(update)
        if taken not in (None, False):
            return name, taken[0] if name.startswith("/") else None
    raise AssertionError("nobody takes it")


def by_us(update: Update) -> str:
    names = ["marked", "unmarked", "captioned", "file", "text", "other"]
    takers = {run: name for (_, run), name in zip(CHAIN.messages, names, strict=True)}
    run = CHAIN.taker(update)
    assert run is not None
    return {CHAIN.edited: "edited", CHAIN.pressed: "pressed", **takers}[run]


@given(UPDATES)
def test_whoever_the_library_would_find_takes_it(payload: dict[str, Any]) -> None:
    update = Update.de_json(payload, Me())  # type: ignore[arg-type]
    library, _ = by_the_library(update)
    ours = by_us(update)
    if ours == "marked":
        assert update.message is not None
        name = command_in(update.message, Me.username)
        is_known = name in {one.name for one in COMMANDS}
        assert library == (f"/{name}" if is_known else "unknown")
    elif ours in {"unmarked", "captioned"}:  # what no handler of the library's knows
        assert library in {"text", "file"}
        assert update.message is not None
        assert not is_marked(update.message)
    else:
        assert ours == library


def test_what_is_neither_said_nor_pressed_is_for_nobody() -> None:
    assert CHAIN.taker(Update(update_id=1)) is None


@pytest.mark.parametrize("said", ["/iku 2025", "/IKU 2025", "/iku@{bot} 2025", "/iku  \n2025"])
async def test_the_words_after_a_command_are_read(town: Town, dewi: Talker, said: str) -> None:
    shown = await dewi.says(said.format(bot=town.app.bot.username))
    assert "IKU 2025" in shown["text"]


async def test_what_is_for_another_bot_is_no_command_of_ours(dewi: Talker) -> None:
    assert "Perintah itu tidak ada" in (await dewi.says("/iku@other_bot"))["text"]
