import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from simulator.client import People, PeopleClientError
from simulator.server import Simulator
from simulator.state import Fault, World
from tests.simulator.api import BUDI, SITI, Api


async def test_flood_control_names_its_seconds(
    api: Api, bot: Bot, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise python-telegram-bot warns that retry_after will change its type.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await people.fault("429", method="sendMessage", retry_after=7, times=2)
    answer = await api.call("sendMessage", chat_id=SITI, text="x")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    with pytest.raises(RetryAfter):
        await bot.send_message(SITI, "x")
    assert (await bot.send_message(SITI, "x")).text == "x"


@pytest.mark.parametrize(
    ("kind", "code", "description"), [("500", 500, "Internal Server Error"), ("502", 502, "Bad Gateway")]
)
async def test_server_errors(api: Api, people: People, kind: str, code: int, description: str) -> None:
    await people.fault(kind)
    assert await api.call("getMe") == {"ok": False, "error_code": code, "description": description}
    assert (await api.call("getMe"))["ok"]


async def test_a_connection_dropped_before_leaves_no_effect(bot: Bot, people: People) -> None:
    await people.fault("drop", method="sendmessage")
    with pytest.raises(NetworkError):
        await bot.send_message(SITI, "x")
    assert await people.last(SITI) is None


async def test_a_connection_dropped_after_leaves_the_effect(bot: Bot, people: People) -> None:
    await people.fault("drop_after")
    with pytest.raises(NetworkError):
        await bot.send_message(SITI, "terkirim")
    shown = await people.last(SITI)
    assert shown is not None
    assert shown["text"] == "terkirim"
    (call,) = await people.calls("sendMessage")
    assert (call["status"], call["error"]) == (200, "connection dropped")


async def test_a_refused_call_can_be_lost_too(api: Api, people: People) -> None:
    await people.fault("drop_after")
    with pytest.raises(httpx.RemoteProtocolError):
        await api.call("sendMessage", chat_id=SITI, text="")


async def test_a_slow_answer_is_an_answer(api: Api, people: People, world: World) -> None:
    await people.fault("slow", seconds=0.01)
    await api.sent()
    assert world.faults == []


async def test_a_slow_answer_does_not_hold_up_the_end(
    api: Api, people: People, simulator: Simulator, world: World
) -> None:
    await people.fault("slow", seconds=600, method="getMe")
    slow = asyncio.create_task(api.result("getMe"))
    while world.faults:
        await people.clock()
    await simulator.stop()
    assert (await slow)["is_bot"] is True


async def test_a_fault_meets_only_its_chat_and_method(api: Api, people: People) -> None:
    await people.text(BUDI, "halo")
    await people.fault("500", method="sendMessage", chat_id=BUDI)
    await api.sent()
    await api.result("getChat", chat_id=BUDI)
    assert await api.refusal("sendMessage", chat_id=BUDI, text="x") == "Internal Server Error"


async def test_an_improbable_fault_lets_calls_through(api: Api, world: World) -> None:
    world.faults.append(Fault(1, "500", probability=0.0))
    await api.sent()
    assert len(world.faults) == 1


async def test_faults_end_when_told(api: Api, people: People) -> None:
    await people.fault("500", times=1000)
    await people.no_faults()
    await api.sent()


@pytest.mark.parametrize("kind", ["502", "drop", "slow"])
async def test_downloads_fail_too(api: Api, people: People, kind: str) -> None:
    await people.file(SITI, ("a.txt", b"abc", "text/plain"))
    (update,) = await api.updates()
    path = (await api.result("getFile", file_id=update["message"]["document"]["file_id"]))["file_path"]
    await people.fault(kind, method="file", seconds=0.0)
    if kind == "drop":
        with pytest.raises(httpx.RemoteProtocolError):
            await api.download(path)
    else:
        assert (await api.download(path)).status_code == (502 if kind == "502" else 200)
    assert (await api.download(path)).content == b"abc"


@pytest.mark.parametrize("order", [{"kind": "fire"}, {"kind": "500", "when": 3}])
async def test_orders_that_are_not_understood(
    simulator: Simulator, http: httpx.AsyncClient, order: dict[str, object]
) -> None:
    response = await http.post(f"{simulator.url}/sim/faults", json=order)
    assert response.status_code == 400
    assert response.json()["error"].startswith(("kind must be one of", "unknown fields: when"))


async def test_a_refused_order_is_told_to_the_client(people: People) -> None:
    with pytest.raises(PeopleClientError) as refused:
        await people.fault("fire")
    assert refused.value.status == 400


async def test_calls_are_remembered_without_the_token(api: Api, people: People, world: World) -> None:
    await api.sent("satu")
    await api.refusal("sendMessage", chat_id=SITI, text="")
    await api.form("sendDocument", {"chat_id": SITI}, {"document": ("a.txt", b"abc")})
    first, second, third = await people.calls()
    assert (first["method"], first["params"], first["status"]) == (
        "sendMessage",
        {"chat_id": SITI, "text": "satu"},
        200,
    )
    assert (second["status"], second["error"]) == (400, "Bad Request: message text is empty")
    assert third["params"]["document"] == {"file": "a.txt", "size": 3}
    assert [call["n"] for call in await people.calls("senddocument", after=first["n"])] == [third["n"]]
    assert world.bot.token not in str(await people.calls())
