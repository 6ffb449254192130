"""Updates that once ended the process, or were brought again for ever: each is met by the real application.

What other bots were stopped by is here too, with where it was reported.
"""

import json
from collections.abc import Awaitable, Callable

import httpx
import pytest

from bot.receiving.batch import batch_of
from bot.receiving.incoming import Json, decoded
from bot.receiving.webhook import create_app
from handlers.joining import texts
from handlers.words import problems
from tests.bot.office import Office
from tests.bot.support import message
from tests.places import CASES

SIGN = "X-Telegram-Bot-Api-Secret-Token"
SITI = 44
"""Known to nobody: whoever writes gets one line."""


def spoilt(**changes: object) -> bytes:
    """Return Siti's message with some fields of it changed."""
    update = message(5, chat=SITI)
    update["message"] |= changes
    return json.dumps(update).encode()


def numbered(update_id: object) -> bytes:
    return json.dumps(message(5, chat=SITI) | {"update_id": update_id}).encode()


def pressed(said: bytes, **changes: object) -> bytes:
    query: Json = {
        "id": "7",
        "from": {"id": SITI, "is_bot": False, "first_name": "Siti"},
        "chat_instance": "1",
    }
    query["message"] = message(5, chat=SITI)["message"]
    update = json.dumps({"update_id": 5, "callback_query": query | {"data": "DATA"} | changes})
    return update.encode().replace(b"DATA", said)


DEEP = b'{"update_id":5,"message":{"chat":{"id":44,"type":"private"},"x":' + b"[" * 3000 + b"]" * 3000 + b"}}"
# What is set aside, with one line to whoever can be told.
BROKEN: dict[str, bytes] = {
    "a null chat": spoilt(chat=None),
    "a chat that is a list": spoilt(chat=[]),
    "a sender that is a list": spoilt(**{"from": [1]}),
    "no sender": spoilt(**{"from": None}),
    "a sender of 64 bits": spoilt(**{"from": {"id": 2**63, "is_bot": False, "first_name": "S"}}),
    "a chat of 64 bits": spoilt(chat={"id": 2**63, "type": "private"}),
    "a chat of no type": spoilt(chat={"id": SITI, "type": "secret"}),
    "a sender that is false": spoilt(**{"from": {"id": False, "is_bot": False, "first_name": "S"}}),
    "a message id of 70 bits": spoilt(message_id=2**70),
    "an update id of 70 bits": numbered(2**70),
    "an update id in quotes": numbered("5"),
    "an update id that is a fraction": numbered(5.5),
    "an update id that is true": numbered(True),
    "an update id below zero": numbered(-5),
    "a date of another age": spoilt(date=10**15),
    "a date that is no number": spoilt(date="kemarin"),
    "an infinite number": spoilt(location={"latitude": float("inf"), "longitude": 1}),
    "entities that are a word": spoilt(entities="bold"),
    "JSON without end": DEEP,
    "a number of 5000 digits": spoilt(x="X").replace(b'"X"', b"9" * 5000),
}
# What a person has typed is read, or at least refused in the usual words.
UNDERSTOOD: dict[str, bytes] = {
    "half a character": spoilt(text="catatan \ud83d"),
    "a NUL": spoilt(text="halo\0"),
    "4096 emoji": spoilt(text="🙂" * 4096),
    "entities beyond the end": spoilt(
        text="/lapor", entities=[{"type": "bot_command", "offset": 900, "length": 2**31}]
    ),
    "callback data that is no UTF-8": pressed(b"a:1:\xff\xfe"),
    "a press of nothing": pressed(b"", data=None),
    "a press on a message that is gone": pressed(b"s:1:1", message=None),
    "bytes that are no UTF-8": spoilt(text="X").replace(b'"X"', b'"\xc3\x28\xff"'),
}


Way = Callable[[Office, bytes], Awaitable[None]]


async def polled(office: Office, raw: bytes) -> None:
    """Let it come among others in one answer of getUpdates."""
    good = json.dumps(message(900, chat=900)).encode()
    await office.intake.accept(batch_of(b'{"ok":true,"result":[%s,%s]}' % (raw, good)))
    await office.intake.idle()
    assert office.phones.told[900] == 1


async def hooked(office: Office, raw: bytes) -> None:
    app = create_app("https://bot.example.go.id/t", "s", office.intake.accept)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="https://bot.example.go.id"
    ) as http:
        for body in (raw, json.dumps(message(900, chat=900)).encode(), raw):
            assert (await http.post("/t", content=body, headers={SIGN: "s"})).status_code == 200
    await office.intake.idle()
    assert office.phones.told[900] == 1


@pytest.mark.parametrize("way", [polled, hooked])
@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
async def test_what_is_broken_is_set_aside_and_its_sender_told_once(
    office: Office, raw: bytes, way: Way
) -> None:
    await way(office, raw)
    assert office.phones.told[SITI] == 1
    assert problems.UNREADABLE in office.phones.texts
    (aside,) = await office.set_aside()
    assert aside.raw
    await office.tidy()


@pytest.mark.parametrize("way", [polled, hooked])
@pytest.mark.parametrize("raw", UNDERSTOOD.values(), ids=UNDERSTOOD)
async def test_what_is_only_odd_is_answered_as_ever(office: Office, raw: bytes, way: Way) -> None:
    await way(office, raw)
    assert await office.set_aside() == []
    assert problems.UNREADABLE not in office.phones.texts
    await office.tidy()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"7",
        b"[]",
        b"[[]]",
        b'"x"',
        b"{",
        b"\xff\xfe",
        b'{"update_id":5,"message":null}',
        b"[" * 100_000,
    ],
)
async def test_what_names_nobody_is_set_aside_and_nobody_is_told(office: Office, raw: bytes) -> None:
    await hooked(office, raw)
    assert len(office.phones.texts) == 1
    (aside,) = await office.set_aside()
    assert aside.item.startswith("update ")


async def test_the_case_of_the_lone_surrogate(office: Office) -> None:
    await polled(office, (CASES / "update-lone-surrogate.json").read_bytes())
    assert office.phones.told[11] == 1
    assert texts.stranger("Kota Probolinggo") in office.phones.texts
    assert await office.set_aside() == []


# Kinds that were not asked for, or are new to the library, have stopped bots of others for good.
REPORTED = {
    "pyTelegramBotAPI #2173": {
        "chat_boost": {"chat": {"id": SITI}, "boost": {"source": {"source": "giveaway"}}}
    },
    "grouphelperbot #5": {"poll": {"id": "5298988606646386709", "is_closed": True, "options": []}},
    "telepot #194": {"inline_query_of_2031": {"from": {"id": SITI}}},
}


@pytest.mark.parametrize("kind", REPORTED.values(), ids=REPORTED)
async def test_kinds_that_nobody_asked_for_are_passed_over(office: Office, kind: Json) -> None:
    await polled(office, json.dumps({"update_id": 5, **kind}).encode())
    assert office.phones.told[SITI] == 0
    assert await office.set_aside() == []


async def test_callback_data_that_is_no_utf8_stops_no_poll(office: Office) -> None:
    """python-telegram-bot #1609 and #1072, aiogram #313: the whole answer could not be decoded, for ever."""
    raw = pressed(b"\xc3\x28 \xf0\x9f")
    (came,) = batch_of(b'{"ok":true,"result":[%s]}' % raw)
    assert came == decoded(raw)
    await polled(office, raw)
    assert office.phones.told[SITI] == 1
