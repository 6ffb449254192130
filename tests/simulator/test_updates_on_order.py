"""Updates that Telegram would never send, by polling and by webhook; files announced as no app does."""

from pathlib import Path

import httpx
import pytest

from simulator.client import People, PeopleClientError
from simulator.server import Simulator
from simulator.state import World
from simulator.store import StateFile
from tests.simulator.api import SITI, Api
from tests.simulator.hook import hook


async def _raw_poll(api: Api, http: httpx.AsyncClient) -> bytes:
    return (await http.post(f"{api.base}/getUpdates", json={})).content


async def test_an_object_is_given_the_next_id(api: Api, people: People) -> None:
    await people.text(SITI, "halo")
    assert await people.update({"message": None}) == 2
    assert (await api.updates())[1] == {"update_id": 2, "message": None}
    await people.text(SITI, "berikut")
    assert [update["update_id"] for update in await api.updates(offset=3)] == [3]


async def test_bytes_are_sent_as_they_are(
    api: Api, people: People, http: httpx.AsyncClient, world: World, tmp_path: Path
) -> None:
    await people.update(b'{"update_id":7,"message":"\xff\xed\xa0\x80"}')
    assert (
        await _raw_poll(api, http) == b'{"ok":true,"result":[{"update_id":7,"message":"\xff\xed\xa0\x80"}]}'
    )
    file = StateFile(tmp_path / "world.json")
    file.save(world)
    assert (loaded := file.load()) is not None
    assert loaded.updates == world.updates


async def test_an_own_id_counts_on_from_there(api: Api, people: People) -> None:
    assert await people.update({"update_id": 50, "edited_message": []}) == 50
    await people.text(SITI, "halo")
    assert [update["update_id"] for update in await api.updates()] == [50, 51]
    assert await api.updates(offset=52) == []


@pytest.mark.parametrize("odd", [2**70, -5, "7", None])
async def test_an_odd_id_is_sent_and_waits_under_another(api: Api, people: People, odd: object) -> None:
    assert await people.update({"update_id": odd, "message": {}}) == 1
    assert (await api.updates())[0]["update_id"] == odd


@pytest.mark.parametrize("update", [[], "teks", 5, {"message": {"text": "\ud800"}}])
async def test_any_json(api: Api, people: People, update: object) -> None:
    await people.update(update)
    (came,) = await api.updates()
    assert came == (update if not isinstance(update, dict) else {"update_id": 1, **update})


async def test_json_of_any_depth(api: Api, people: People, http: httpx.AsyncClient) -> None:
    deep = b'{"update_id":1,"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert await people.update(deep) == 1
    assert deep in await _raw_poll(api, http)


async def test_an_offset_far_ahead_says_nothing(api: Api, people: People) -> None:
    """As Telegram's queue: what is more than ten ahead of the newest is taken for no offset."""
    await people.text(SITI, "halo")
    assert len(await api.updates(offset=2**40)) == 1
    assert await api.updates(offset=11) == []


async def test_the_webhook_is_told_the_same_bytes(api: Api, people: People) -> None:
    async with hook() as told:
        await people.update(b"\xffbukan json")
        await people.update({"message": {"chat": None}})
        await people.update({"message": {"chat": {"id": SITI}}})
        await api.result("setWebhook", url=told.url)
        await told.count(3)
        assert told.bodies.count(b"\xffbukan json") == 1
        messages = [update.get("message") for _, update in told.deliveries]
    assert {"chat": None} in messages
    assert {"chat": {"id": SITI}} in messages


@pytest.mark.parametrize("order", [{}, {"base64": "###"}])
async def test_no_order(simulator: Simulator, http: httpx.AsyncClient, order: dict[str, str]) -> None:
    assert (await http.post(f"{simulator.url}/sim/updates", json=order)).status_code == 400


async def test_an_order_that_is_too_deep(simulator: Simulator, http: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    deep = await http.post(f"{simulator.url}/sim/updates", content="[" * 100_000, headers=headers)
    assert (deep.status_code, deep.json()) == (400, {"error": "this is not JSON"})


async def test_files_announced_with_anything(api: Api, people: People) -> None:
    (sent,) = await people.file(
        SITI,
        ("a.pdf", b"%PDF-", "application/pdf"),
        claim_name="\u202efdp.exe",
        claim_mime="application/x-msdownload",
        claim_size=123,
    )
    told = (await api.updates())[0]["message"]["document"]
    assert (told["file_name"], told["mime_type"], told["file_size"]) == (
        "\u202efdp.exe",
        "application/x-msdownload",
        123,
    )
    assert sent["document"]["file_name"] == "\u202efdp.exe"


async def test_files_announced_without_name_kind_and_size(api: Api, people: People) -> None:
    (sent,) = await people.file(
        SITI, ("a.pdf", b"%PDF-", ""), without="file_name,mime_type,file_size", as_="document"
    )
    told = (await api.updates())[0]["message"]["document"]
    assert set(told) == {"file_id", "file_unique_id"}
    assert set(sent["document"]) == {"file_id"}


async def test_people_errors_are_the_client_errors(people: People) -> None:
    with pytest.raises(PeopleClientError, match="there is no person"):
        await people.file(999, ("a.pdf", b"%PDF-", ""))
