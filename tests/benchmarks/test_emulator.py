"""The benchmarks' Bot API server refuses what Telegram refuses, or the wrong thing would be measured."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from benchmarks.emulator import TOKEN, Call, Emulator

CHAT = 1
Json = dict[str, Any]


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator() as emulator:
        emulator.meet([CHAT])
        yield emulator


@pytest.fixture
async def client(emulator: Emulator) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{emulator.url}/bot{TOKEN}/") as client:
        yield client


async def call(client: httpx.AsyncClient, method: str, **params: object) -> Json:
    answer: Json = (await client.post(method, json=params)).json()
    return answer


async def say(client: httpx.AsyncClient, text: str = "halo", **params: object) -> Json:
    return await call(client, "sendMessage", chat_id=CHAT, text=text, **params)


def keys(data: str) -> Json:
    return {"inline_keyboard": [[{"text": "Ya", "callback_data": data}]]}


async def test_updates_come_until_they_are_acknowledged(
    emulator: Emulator, client: httpx.AsyncClient
) -> None:
    emulator.feed(emulator.message(CHAT, "satu"), emulator.message(CHAT, "dua"))
    first = await call(client, "getUpdates", limit=1)
    again = await call(client, "getUpdates")
    rest = await call(client, "getUpdates", offset=again["result"][0]["update_id"] + 1)
    texts = [[one["message"]["text"] for one in batch["result"]] for batch in (first, again, rest)]
    assert texts == [["satu"], ["satu", "dua"], ["dua"]]


async def test_a_batch_has_at_most_a_hundred(emulator: Emulator, client: httpx.AsyncClient) -> None:
    emulator.feed(*(emulator.message(CHAT, str(number)) for number in range(150)))
    assert len((await call(client, "getUpdates", limit=500))["result"]) == 100


async def test_each_call_is_told_of_with_its_keys(emulator: Emulator, client: httpx.AsyncClient) -> None:
    heard = list[Call]()
    emulator.heard = heard.append
    sent = await say(client, "<b>IKU</b> & lain", parse_mode="HTML", reply_markup=keys("a:1"))
    assert [(one.method, one.chat, one.text, one.keys) for one in heard] == [
        ("sendMessage", CHAT, "<b>IKU</b> & lain", ("a:1",))
    ]
    assert sent["result"]["text"] == "IKU & lain"
    assert sent["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


@pytest.mark.parametrize("send", ["form", "json", "parts"])
async def test_parameters_come_in_any_of_the_three_ways(
    emulator: Emulator, client: httpx.AsyncClient, send: str
) -> None:
    params = {"chat_id": str(CHAT), "text": "Kota & Kabupaten", "reply_markup": json.dumps(keys("a"))}
    if send == "json":
        answer = await client.post("sendMessage", json=params)
    elif send == "form":
        answer = await client.post("sendMessage", data=params)
    else:
        answer = await client.post(
            "sendMessage", files={name: (None, value) for name, value in params.items()}
        )
    assert answer.json()["result"]["text"] == "Kota & Kabupaten"
    assert not emulator.refusals


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"chat_id": 2, "text": "halo"}, "chat not found"),
        ({"chat_id": CHAT, "text": " "}, "message text is empty"),
        ({"chat_id": CHAT, "text": "a" * 4097}, "message is too long"),
        ({"chat_id": CHAT, "text": "<b>a", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        (
            {"chat_id": CHAT, "text": "a < b", "parse_mode": "HTML"},
            "can't parse entities: Unsupported start tag",
        ),
        (
            {"chat_id": CHAT, "text": "<b>a</i>", "parse_mode": "HTML"},
            "can't parse entities: Unmatched end tag",
        ),
        ({"chat_id": CHAT, "text": "a", "reply_markup": keys("x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"chat_id": CHAT, "text": "a", "reply_markup": keys("")}, "BUTTON_DATA_INVALID"),
    ],
)
async def test_what_telegram_refuses_is_refused(client: httpx.AsyncClient, params: Json, why: str) -> None:
    answer = await call(client, "sendMessage", **params)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith(f"Bad Request: {why}")


async def test_a_message_is_changed_to_something_else_or_not_at_all(client: httpx.AsyncClient) -> None:
    number = (await say(client))["result"]["message_id"]
    where = {"chat_id": CHAT, "message_id": number}
    assert "not modified" in (await call(client, "editMessageText", text="halo", **where))["description"]
    assert (await call(client, "editMessageText", text="hai", **where))["ok"]
    assert (await call(client, "deleteMessage", **where))["result"] is True
    assert "not found" in (await call(client, "editMessageText", text="ho", **where))["description"]
    assert "not found" in (await call(client, "deleteMessage", **where))["description"]


async def test_a_press_is_answered_once(emulator: Emulator, client: httpx.AsyncClient) -> None:
    number = (await say(client, reply_markup=keys("a:1")))["result"]["message_id"]
    press = emulator.press(CHAT, number, "a:1")["callback_query"]
    assert press["message"]["reply_markup"] == keys("a:1")
    assert (await call(client, "answerCallbackQuery", callback_query_id=press["id"]))["ok"]
    assert not (await call(client, "answerCallbackQuery", callback_query_id=press["id"]))["ok"]


async def test_another_token_or_method_is_not_known(emulator: Emulator) -> None:
    async with httpx.AsyncClient(base_url=emulator.url) as client:
        assert (await client.post("/bot1:wrong/getMe")).status_code == 401
        assert (await client.post(f"/bot{TOKEN}/sendDice")).status_code == 404
