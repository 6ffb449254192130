"""Any refusal and any rubbish, for any method and for downloads."""

import asyncio
from pathlib import Path

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, NetworkError

from simulator.client import People, PeopleClientError
from simulator.server import Simulator
from simulator.state import World
from simulator.store import StateFile
from tests.simulator.api import SITI, Api, Json

UNAVAILABLE = "Bad Request: wrong file_id or the file is temporarily unavailable"


async def test_any_refusal_of_any_method(api: Api, bot: Bot, people: People) -> None:
    await people.refuse("editMessageText", "Bad Request: MESSAGE_ID_INVALID")
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("x", SITI, await api.sent())
    await people.fault(
        "error",
        error_code=400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": -1001},
    )
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(SITI, "x")
    assert migrated.value.new_chat_id == -1001
    assert await people.messages(SITI) == [await people.last(SITI)]


async def test_a_refusal_meets_the_calls_with_these_parameters(api: Api, people: People) -> None:
    sent = [await api.sent("satu"), await api.sent("dua")]
    await people.refuse("deleteMessage", "Bad Request: message can't be deleted", message_id=sent[1])
    await api.result("deleteMessage", chat_id=SITI, message_id=sent[0])
    answer = await api.form("deleteMessage", {"chat_id": SITI, "message_id": sent[1]})
    assert (answer["error_code"], answer["description"]) == (400, "Bad Request: message can't be deleted")


async def test_a_file_is_temporarily_unavailable(api: Api, people: People) -> None:
    sent = await people.file(SITI, ("a.pdf", b"%PDF-", "application/pdf"), ("b.pdf", b"%PDF-", ""))
    ids = [message["document"]["file_id"] for message in sent]
    await people.refuse("getFile", UNAVAILABLE, file_id=ids[0], times=2)
    assert await api.refusal("getFile", file_id=ids[0]) == UNAVAILABLE
    assert (await api.result("getFile", file_id=ids[1]))["file_id"] == ids[1]
    assert await api.refusal("getFile", file_id=ids[0]) == UNAVAILABLE
    assert (await api.result("getFile", file_id=ids[0]))["file_id"] == ids[0]


@pytest.mark.parametrize(
    ("status", "content_type", "body"),
    [
        (200, "application/json", b'{"ok":true}'),
        (200, "application/json", b'{"ok":true,"res'),
        (200, "text/html", b"<html>Masuk ke Wi-Fi</html>"),
        (200, "application/json", b""),
        (403, "text/html", b"<h1>403 Forbidden</h1>"),
        (404, "text/plain", b"404 page not found"),
        (200, "application/json", b"\xff\xfe\x00"),
    ],
)
async def test_any_rubbish(
    api: Api, http: httpx.AsyncClient, people: People, status: int, content_type: str, body: bytes
) -> None:
    await people.fault("raw", method="sendMessage", status=status, content_type=content_type, body=body)
    base = api.base
    answer = await http.post(f"{base}/sendMessage", json={"chat_id": SITI, "text": "x"})
    assert (answer.status_code, answer.content) == (status, body)
    assert answer.headers["content-type"].startswith(content_type)
    assert await people.messages(SITI) == []
    assert (await people.calls("sendMessage"))[0]["status"] == status
    await api.sent()


async def test_rubbish_may_come_after_the_effect(api: Api, http: httpx.AsyncClient, people: People) -> None:
    await people.fault("raw", method="sendMessage", body="", effect=True)
    await http.post(f"{api.base}/sendMessage", json={"chat_id": SITI, "text": "terkirim"})
    assert [message["text"] for message in await people.messages(SITI)] == ["terkirim"]


async def test_an_answer_that_is_cut_in_the_middle(bot: Bot, people: People) -> None:
    await people.fault("cut", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(SITI, "terkirim")
    assert [message["text"] for message in await people.messages(SITI)] == ["terkirim"]
    (call,) = await people.calls("sendMessage")
    assert call["error"] == "connection dropped"


async def test_a_connection_that_hangs(api: Api, people: People, simulator: Simulator, world: World) -> None:
    await people.fault("hang", method="sendMessage", seconds=0.01)
    with pytest.raises(httpx.RemoteProtocolError):
        await api.sent()
    assert await people.messages(SITI) == []
    await people.fault("hang", method="getMe", seconds=600)
    hanging = asyncio.create_task(api.call("getMe"))
    while world.faults:
        await people.clock()
    await simulator.stop()
    with pytest.raises(httpx.RemoteProtocolError):
        await hanging


async def test_downloads_too(api: Api, people: People) -> None:
    (sent,) = await people.file(SITI, ("a.txt", b"abcdef", "text/plain"))
    path = (await api.result("getFile", file_id=sent["document"]["file_id"]))["file_path"]
    await people.fault("error", method="file", error_code=404, description="Not Found", where={"path": path})
    assert (await api.download(path)).status_code == 404
    await people.fault("raw", method="file", content_type="text/html", body="<html>")
    assert (await api.download(path)).content == b"<html>"
    for kind in ("cut", "hang"):
        await people.fault(kind, method="file", seconds=0.0)
        with pytest.raises(httpx.RemoteProtocolError):
            await api.download(path)
    assert (await api.download(path)).content == b"abcdef"


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        ({"error_code": 403}, {"error_code": 403, "description": "Forbidden"}),
        ({"description": "Bad Request: MESSAGE_ID_INVALID"}, {"error_code": 400}),
        ({"error_code": 599}, {"description": "Error"}),
        ({"error_code": 420, "description": "FLOOD", "retry_after": 9}, {"parameters": {"retry_after": 9}}),
        ({"error_code": 400, "parameters": {"anything": [1]}}, {"parameters": {"anything": [1]}}),
    ],
)
async def test_what_an_order_leaves_out_is_understood(
    api: Api, simulator: Simulator, http: httpx.AsyncClient, order: Json, answer: Json
) -> None:
    await http.post(f"{simulator.url}/sim/faults", json={"method": "getMe", **order})
    assert (await api.call("getMe")).items() >= answer.items()


async def test_flood_control_says_so_in_a_header_too(
    api: Api, http: httpx.AsyncClient, people: People
) -> None:
    await people.fault("429", retry_after=7)
    assert (await http.get(f"{api.base}/getMe")).headers["retry-after"] == "7"


@pytest.mark.parametrize("status", [204, 304])
async def test_an_answer_without_a_body(
    api: Api, http: httpx.AsyncClient, people: People, status: int
) -> None:
    await people.fault("raw", status=status, body="x")
    answer = await http.get(f"{api.base}/getMe")
    assert (answer.status_code, answer.content) == (status, b"")


async def test_an_order_is_kept_with_the_state(people: People, world: World, tmp_path: Path) -> None:
    await people.fault("raw", method="getMe", body=b"\xff")
    file = StateFile(tmp_path / "world.json")
    file.save(world)
    loaded = file.load()
    assert loaded is not None
    assert loaded.faults == world.faults


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ({"kind": "fire", "description": "x"}, "kind must be one of"),
        ({"kind": None, "times": 3}, "kind must be one of"),
        ({"kind": "error", "error_code": 99}, "error_code and status are 200 to 599"),
        ({"kind": "raw", "body": 5}, "body must be a text"),
        ({"kind": "raw", "status": "200"}, "status: Input should be a valid integer"),
        ({"kind": "raw", "id": 5}, "unknown fields: id"),
    ],
)
async def test_orders_that_make_no_sense(people: People, order: dict[str, object], why: str) -> None:
    with pytest.raises(PeopleClientError, match=why):
        await people.fault(**order)  # type: ignore[arg-type]  # wrong on purpose
