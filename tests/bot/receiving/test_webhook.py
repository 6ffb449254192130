import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest

from bot.receiving.guarded import Limits
from bot.receiving.incoming import Came, Unread
from bot.receiving.stop import Stop
from bot.receiving.webhook import LARGEST_BODY, bind, create_app, listen
from storage.ports import Unavailable
from tests.bot.support import message
from tests.seconds import GUARD

SECRET = "a-long-secret"
URL = "https://bot.example.go.id/telegram"
SIGN = "X-Telegram-Bot-Api-Secret-Token"
HEADERS = {SIGN: SECRET}


class Accepting:
    def __init__(self, *, away: bool = False) -> None:
        self.updates: list[Came] = []
        self._away = away

    async def __call__(self, updates: list[Came]) -> None:
        if self._away:
            raise Unavailable("locked")
        self.updates += updates


def client(accept: Accepting) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(URL, SECRET, accept))
    return httpx.AsyncClient(transport=transport, base_url="https://bot.example.go.id")


async def test_an_update_is_kept_and_then_acknowledged() -> None:
    accept = Accepting()
    async with client(accept) as http:
        response = await http.post("/telegram", json=message(5), headers=HEADERS)
    assert response.status_code == 200
    assert [update["update_id"] for update in accept.updates] == [5]


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "a-long-secreT"}])
async def test_whoever_does_not_know_the_secret_is_refused(headers: dict[str, str]) -> None:
    accept = Accepting()
    async with client(accept) as http:
        response = await http.post("/telegram", json=message(5), headers=headers)
    assert response.status_code == 403
    assert accept.updates == []


async def test_a_secret_in_other_letters_than_ascii_is_refused_and_breaks_nothing() -> None:
    async with client(Accepting()) as http:
        headers = {b"X-Telegram-Bot-Api-Secret-Token": "géheim".encode("latin-1")}
        assert (await http.post("/telegram", json=message(5), headers=headers)).status_code == 403


async def test_while_the_database_is_away_telegram_is_asked_to_deliver_again() -> None:
    async with client(Accepting(away=True)) as http:
        assert (await http.post("/telegram", json=message(5), headers=HEADERS)).status_code == 503


async def test_of_a_body_larger_than_any_update_the_beginning_is_kept_and_it_is_acknowledged() -> None:
    accept = Accepting()
    body = b'{"update_id": 5, "message": {"text": "' + b"x" * LARGEST_BODY + b'"}}'
    async with client(accept) as http:
        assert (await http.post("/telegram", content=body, headers=HEADERS)).status_code == 200
    (kept,) = accept.updates
    assert isinstance(kept, Unread)
    assert kept.raw == body[: LARGEST_BODY + 1]


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"\xff", b"[" * 5000, b'{"update_id": %s}' % (b"9" * 5000)]
)
async def test_what_is_no_json_is_kept_as_it_came_and_acknowledged(body: bytes) -> None:
    accept = Accepting()
    async with client(accept) as http:
        assert (await http.post("/telegram", content=body, headers=HEADERS)).status_code == 200
    assert accept.updates == [Unread(body)]


@pytest.mark.parametrize("came", [[1], None, 7, {"update_id": "1"}, {"update_id": 2**70}, {}])
async def test_json_of_any_shape_is_handed_on_and_acknowledged(came: object) -> None:
    accept = Accepting()
    async with client(accept) as http:
        assert (await http.post("/telegram", content=json.dumps(came), headers=HEADERS)).status_code == 200
    assert accept.updates == [came]


async def test_a_connection_that_breaks_off_in_the_middle_leaves_nothing_behind() -> None:
    accept = Accepting()
    half = {"type": "http.request", "body": b'{"update_id"', "more_body": True}
    came = iter([half, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:  # noqa: ANN401 - ASGI's own
        return next(came)

    async def send(message: Any) -> None:  # noqa: ANN401 - as above
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/telegram", "root_path": "", "query_string": b"",
        "headers": [(SIGN.lower().encode(), SECRET.encode())],
    }  # fmt: skip
    await create_app(URL, SECRET, accept)(scope, receive, send)
    assert accept.updates == []


async def test_other_paths_do_not_exist() -> None:
    async with client(Accepting()) as http:
        assert (await http.get("/telegram")).status_code == 405
        assert (await http.post("/elsewhere", headers=HEADERS)).status_code == 404


async def test_it_serves_at_a_real_port_until_the_end_is_wished_for() -> None:
    stop, accept = Stop(), Accepting()
    at = bind("127.0.0.1", 0)
    port = at.getsockname()[1]
    serving = asyncio.create_task(listen(create_app(URL, SECRET, accept), at, stop))
    async with httpx.AsyncClient(trust_env=False) as http:
        response = await http.post(f"http://127.0.0.1:{port}/telegram", json=message(1), headers=HEADERS)
    stop.request()
    await asyncio.wait_for(serving, timeout=GUARD)
    assert response.status_code == 200
    assert len(accept.updates) == 1


def test_an_address_that_is_taken_is_an_os_error() -> None:
    with bind("127.0.0.1", 0) as taken, pytest.raises(OSError, match="in use"):
        bind("127.0.0.1", taken.getsockname()[1])


def test_an_ipv6_address_can_be_listened_at() -> None:
    with bind("::1", 0) as at:
        assert at.family is socket.AF_INET6


HALF = b"POST /telegram HTTP/1.1\r\nHost: bot\r\n"
WHOLE = HALF + f"{SIGN}: {SECRET}\r\nContent-Length: 15\r\n\r\n".encode() + b'{"update_id":5}'


@asynccontextmanager
async def serving(limits: Limits, accept: Accepting) -> AsyncIterator[int]:
    """Serve with these limits; give the port."""
    stop, at = Stop(), bind("127.0.0.1", 0)
    served = asyncio.create_task(listen(create_app(URL, SECRET, accept), at, stop, limits))
    try:
        yield at.getsockname()[1]
    finally:
        stop.request()
        await asyncio.wait_for(served, timeout=GUARD)


async def said(port: int, words: bytes) -> bytes:
    """Return all that is answered until the connection is ended."""
    async with asyncio.timeout(GUARD):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(words)
        answer = bytearray()
        with suppress(ConnectionError):
            while came := await reader.read(4096):
                answer += came
        writer.close()
    return bytes(answer)


@pytest.mark.parametrize("words", [b"", HALF, WHOLE[:-5], HALF + b"Content-Length: 99999\r\n\r\nx"], ids=str)
async def test_who_brings_no_whole_request_in_time_is_let_go(words: bytes) -> None:
    accept = Accepting()
    async with serving(Limits(seconds=0.1), accept) as port:
        assert b"200" not in await said(port, words)
        async with asyncio.timeout(GUARD):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(WHOLE)
            assert (await reader.readline()).split()[1] == b"200"
            writer.close()
    assert accept.updates == [{"update_id": 5}]


async def test_a_request_that_takes_long_to_be_kept_is_not_cut_off() -> None:
    kept = asyncio.Event()

    async def slow(_: list[Came]) -> None:
        await kept.wait()

    stop, at = Stop(), bind("127.0.0.1", 0)
    limits = Limits(seconds=0.05)
    served = asyncio.create_task(listen(create_app(URL, SECRET, slow), at, stop, limits))
    async with asyncio.timeout(GUARD):
        reader, writer = await asyncio.open_connection("127.0.0.1", at.getsockname()[1])
        writer.write(WHOLE)
        # Somebody else, who says nothing, is let go meanwhile.
        assert await said(at.getsockname()[1], HALF) == b""
        kept.set()
        assert (await reader.readline()).split()[1] == b"200"
        writer.close()
        stop.request()
        await served


async def test_of_too_many_connections_those_that_bring_nothing_are_ended_first() -> None:
    accept = Accepting()
    async with serving(Limits(connections=5), accept) as port, asyncio.timeout(GUARD):
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(12)]
        for _, writer in held:
            writer.write(HALF)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(WHOLE)
        assert (await reader.readline()).split()[1] == b"200"
        with suppress(ConnectionError):
            assert await held[0][0].read() == b""
        for _, each in [*held, (reader, writer)]:
            each.close()
    assert accept.updates == [{"update_id": 5}]


async def test_a_body_without_an_end_is_not_heard_to_its_end() -> None:
    accept = Accepting()

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * LARGEST_BODY

    async with client(accept) as http:
        assert (await http.post("/telegram", content=endless(), headers=HEADERS)).status_code == 413
    assert accept.updates == []
