from collections.abc import AsyncIterator

import httpx
import pytest

from simulator.client import People
from simulator.server import Simulator
from simulator.state import World
from simulator.webhook import RetryDelays
from tests.simulator.api import BUDI, SITI, Api
from tests.simulator.hook import Hook, hook

SECRET = "x-telegram-bot-api-secret-token"


@pytest.fixture
async def simulator(world: World) -> AsyncIterator[Simulator]:
    async with Simulator(world, webhook_delays=RetryDelays(0.01, 0.02)) as running:
        yield running


@pytest.fixture
async def target() -> AsyncIterator[Hook]:
    async with hook() as listening:
        yield listening


async def test_updates_are_delivered_in_order_with_the_secret(api: Api, people: People, target: Hook) -> None:
    await people.text(SITI, "sebelum")
    await api.result("setWebhook", url=target.url, secret_token="s3cret_-")
    await people.text(SITI, "sesudah")
    await target.count(2)
    assert target.texts() == ["sebelum", "sesudah"]
    assert [headers[SECRET] for headers, _ in target.deliveries] == ["s3cret_-"] * 2


async def test_without_a_secret_there_is_no_header(api: Api, people: People, target: Hook) -> None:
    await api.result("setWebhook", url=target.url)
    await people.text(SITI, "halo")
    await target.count(1)
    assert SECRET not in target.deliveries[0][0]


async def test_a_refused_delivery_is_repeated_and_nothing_overtakes_it(
    api: Api, people: People, target: Hook
) -> None:
    target.answers = [500, 599]
    await people.text(SITI, "satu")
    await people.text(SITI, "dua")
    await api.result("setWebhook", url=target.url)
    await target.count(4)
    assert target.texts() == ["satu", "satu", "satu", "dua"]
    info = await api.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 599 X"
    assert info["last_error_date"] > 0


async def test_a_slow_chat_does_not_delay_another(api: Api, people: People, target: Hook) -> None:
    target.held_chats = {SITI}
    await api.result("setWebhook", url=target.url)
    await people.text(SITI, "lama sekali")
    await target.count(1)
    await people.text(BUDI, "cepat")
    await target.count(2)
    assert target.texts() == ["lama sekali", "cepat"]


async def test_at_most_the_allowed_connections_at_once(api: Api, people: People, target: Hook) -> None:
    target.held_chats = {SITI}
    await api.result("setWebhook", url=target.url, max_connections=1)
    await people.text(SITI, "lama sekali")
    await target.count(1)
    await people.text(BUDI, "menunggu")
    assert (await api.result("getWebhookInfo"))["pending_update_count"] == 2
    assert target.texts() == ["lama sekali"]


async def test_an_address_where_nobody_listens_is_reported(api: Api, people: People, target: Hook) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:1/hook")
    await people.text(SITI, "halo")
    info = {"last_error_message": ""}
    while not info.get("last_error_message"):
        info = await api.result("getWebhookInfo")
    assert info["last_error_message"] == "Connection failed: ConnectError"
    await api.result("setWebhook", url=target.url)
    await target.count(1)
    assert target.texts() == ["halo"]


async def test_what_the_webhook_is_told_about_itself(api: Api, people: People) -> None:
    empty = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    assert await api.result("getWebhookInfo") == empty
    await people.text(SITI, "halo")
    await api.result(
        "setWebhook",
        url="https://localhost/hook",
        max_connections=500,
        allowed_updates=["message"],
        drop_pending_updates=True,
    )
    assert await api.result("getWebhookInfo") == empty | {
        "url": "https://localhost/hook",
        "max_connections": 100,
        "allowed_updates": ["message"],
    }
    await api.result("setWebhook", url="")
    assert (await api.result("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "ftp://127.0.0.1/"}, "invalid webhook URL specified"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://example.org/"}, "bad webhook: the simulator delivers to this computer only"),
        ({"url": "https://localhost/", "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "https://localhost/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_webhooks_that_are_refused(api: Api, params: dict[str, str], reason: str) -> None:
    assert await api.refusal("setWebhook", **params) == f"Bad Request: {reason}"


def test_delays_grow_up_to_the_longest() -> None:
    delays = RetryDelays(1, 60)
    assert [delays.after(failures) for failures in (1, 2, 3, 7, 100)] == [1, 2, 4, 60, 60]


async def kept_waiting(api: Api, people: People, target: Hook, text: str) -> None:
    """Return once this message of Siti is with a webhook that does not answer."""
    target.held_chats = {SITI}
    await api.result("setWebhook", url=target.url)
    await people.text(SITI, text)
    await target.count(1)


async def test_a_webhook_that_never_answers_does_not_hold_up_the_end(
    api: Api, people: People, target: Hook, simulator: Simulator
) -> None:
    await kept_waiting(api, people, target, "halo")
    await simulator.stop()
    with pytest.raises(httpx.ConnectError):
        await people.all()
    assert len(simulator.world.updates) == 1


async def test_a_delivery_that_was_dropped_meanwhile_leaves_nothing(
    api: Api, people: People, target: Hook, world: World
) -> None:
    await kept_waiting(api, people, target, "dibuang")
    await api.result("setWebhook", url=target.url, drop_pending_updates=True)
    target.released.set()
    await people.text(SITI, "berikut")
    await target.count(2)
    assert target.texts() == ["dibuang", "berikut"]
    assert [update["message"]["text"] for update in world.updates] in ([], ["berikut"])
