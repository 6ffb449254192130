"""The wire over real HTTP: what is said on it, and what is made of a server that behaves badly."""

import asyncio
import gzip
import io
import json
import socket
from typing import Any

import pytest
from starlette.requests import Request
from telegram import Bot, InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.line.answers import Unanswered
from bot.line.multipart import PIECE, multipart
from bot.line.request import TelegramRequest
from bot.line.wire import Wire
from handlers.telegram.errors import NeverLeft, is_outage, is_passing
from simulator.client import People
from simulator.server import Simulator
from tests.bot.line.rude import Manner, http, leaves, reset, rude, says

SENT = json.dumps({"ok": True, "result": {"message_id": 7, "date": 1, "chat": {"id": 11, "type": "private"}}})
OK = http(SENT.encode())
SITI = 11


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def data(**parameters: object) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])


async def called(url: str, given: RequestData | None = None, **options: Any) -> object:  # noqa: ANN401 - Wire's own
    async with TelegramRequest(**options) as request:
        return await request.post(f"{url}/sendMessage", given)


async def failed(url: str, **options: Any) -> NetworkError:  # noqa: ANN401 - Wire's own
    """Return how a call fails; in no way may it tell the token, or count as a mistake of ours."""
    with pytest.raises(NetworkError) as caught:
        await called(url, **options)
    assert "secret" not in repr(caught.value)
    assert is_passing(caught.value)
    assert is_outage(caught.value)
    return caught.value


async def test_a_call_goes_as_json_and_its_answer_comes_back() -> None:
    async with rude(says(OK)) as server:
        markup = {"inline_keyboard": [[{"text": "‹ Kembali"}]]}
        sent = await called(server.url, data(chat_id=11, text="75,5 · <b>", reply_markup=markup, ok=True))
    assert sent == json.loads(SENT)["result"]
    assert json.loads(server.bodies[0]) == {
        "chat_id": 11, "text": "75,5 · <b>", "reply_markup": markup, "ok": True,
    }  # fmt: skip
    assert server.heads[0].startswith("POST /bot1:secret/sendMessage HTTP/1.1\r\n")
    assert "Content-Type: application/json\r\n" in server.heads[0]


async def test_a_connection_is_kept_for_the_next_call() -> None:
    async with rude(says(OK)) as server, TelegramRequest() as request:
        for _ in range(3):
            await request.post(f"{server.url}/sendMessage")
        assert (server.connections, len(server.heads)) == (1, 3)


@pytest.mark.parametrize(
    "manner",
    [
        reset,
        leaves,
        says(OK[:-9], then_close=True),
        says(b"HTTP/1.1 200 OK\r\nContent-Le", then_close=True),
        says(b"SSH-2.0-OpenSSH_9.7\r\n", then_close=True),
        says(http(b"no gzip", "200 OK", "Content-Encoding: gzip")),
        says(http(b"", "200 OK", f"X-Long: {'x' * 70_000}")),
    ],
    ids=["reset", "left", "half a body", "half a head", "not http", "not gzip", "a head without an end"],
)
async def test_what_was_sent_to_somebody_rude_may_have_arrived_and_is_not_sent_again(manner: Manner) -> None:
    async with rude(manner) as server:
        error = await failed(server.url)
        assert not isinstance(error, NeverLeft | TimedOut)
        assert len(server.heads) == 1


@pytest.mark.parametrize(
    "manner", [says(OK, after=5), says(OK[:20]), says(OK[:-9])], ids=["silence", "half a head", "half a body"]
)
async def test_who_is_too_slow_may_have_got_it(manner: Manner) -> None:
    async with rude(manner) as server:
        error = await failed(server.url, read_timeout=0.1)
        assert isinstance(error, TimedOut)
        assert len(server.heads) == 1


@pytest.mark.parametrize(
    "answer",
    [
        http(b"<html>502</html>", "502 Bad Gateway"),
        http(b"", "302 Found", "Location: /elsewhere"),
        http(b"<html>Login</html>", "307 Temporary Redirect", "Location: http://127.0.0.1:1/"),
        http(b"", "204 No Content"),
    ],
)
async def test_a_page_instead_of_an_answer_is_an_outage_and_no_redirection_is_followed(answer: bytes) -> None:
    async with rude(says(answer)) as server:
        assert isinstance(await failed(server.url), Unanswered)
        assert len(server.heads) == 1


async def test_a_kept_connection_that_the_server_has_closed_is_not_used() -> None:
    async with rude(says(OK)) as server, TelegramRequest() as request:
        await request.post(f"{server.url}/sendMessage")
        server.hang_up()
        await asyncio.sleep(0.05)
        await request.post(f"{server.url}/sendMessage")
        assert (server.connections, len(server.heads)) == (2, 2)


async def test_a_kept_connection_that_is_closed_over_a_call_loses_and_doubles_nothing() -> None:
    """Whether the call was read before the end nobody knows: whoever made it decides."""
    async with rude(says(OK), leaves, says(OK)) as server, TelegramRequest() as request:
        await request.post(f"{server.url}/sendMessage")
        with pytest.raises(NetworkError) as caught:
            await request.post(f"{server.url}/sendMessage")
        assert not isinstance(caught.value, NeverLeft)
        assert len(server.heads) == 2
        await request.post(f"{server.url}/sendMessage")
        assert len(server.heads) == 3


def nobody() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}/bot1:secret"


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_where_nobody_listens_surely_nothing_arrived(scheme: str) -> None:
    assert isinstance(await failed(f"{scheme}://{nobody()}"), NeverLeft)


async def test_a_name_that_nobody_has_and_a_server_without_encryption_surely_get_nothing() -> None:
    assert isinstance(await failed("http://nobody.invalid/bot1:secret"), NeverLeft)
    async with rude(leaves) as server:
        assert isinstance(await failed(server.url.replace("http:", "https:")), NeverLeft)


async def test_a_call_for_which_there_is_no_connection_in_time_surely_never_left() -> None:
    async with (
        rude(says(OK, after=0.5)) as server,
        TelegramRequest(connection_pool_size=1, connect_timeout=0.05, pool_timeout=0.05) as request,
    ):
        first = asyncio.create_task(request.post(f"{server.url}/sendMessage"))
        await asyncio.sleep(0.05)
        with pytest.raises(NeverLeft):
            await request.post(f"{server.url}/sendMessage")
        await first
        assert len(server.heads) == 1


async def test_a_poll_waits_longer_than_other_calls() -> None:
    empty = b'{"ok":true,"result":[]}'
    async with (
        rude(says(http(empty), after=0.3)) as server,
        TelegramRequest(read_timeout=0.05) as request,
    ):
        answer = await request.do_request(f"{server.url}/getUpdates?timeout=1", "POST", read_timeout=5)
        assert answer == (200, empty)


async def test_answers_in_chunks_and_packed_answers_are_read() -> None:
    pieces = f"{len(SENT):x}\r\n{SENT}\r\n0\r\n\r\n".encode()
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces
    packed = http(gzip.compress(SENT.encode()), "200 OK", "Content-Encoding: gzip")
    async with rude(says(chunked), says(packed)) as server, TelegramRequest() as request:
        for _ in range(2):
            assert await request.post(f"{server.url}/sendMessage") == json.loads(SENT)["result"]


async def test_a_shut_wire_can_be_opened_again() -> None:
    async with rude(says(OK)) as server:
        request = TelegramRequest()
        for _ in range(2):
            await request.initialize()
            await request.post(f"{server.url}/sendMessage")
            await request.shutdown()
        await request.shutdown()
        with pytest.raises(NetworkError):
            await request.post(f"{server.url}/sendMessage")
        assert len(server.heads) == 2


async def test_what_cannot_be_written_is_our_own_mistake() -> None:
    async with rude(says(OK)) as server:
        with pytest.raises(NetworkError) as caught:
            await called(server.url, data(text="half a character: \ud83d"))
        assert not is_passing(caught.value)
        assert not server.heads


async def test_files_go_in_pieces_and_arrive_as_they_are(simulator: Simulator, people: People) -> None:
    await people.add("Siti", id=SITI)
    await people.text(SITI, "/start")
    content = bytes(range(256)) * (PIECE // 100)
    bot = Bot(
        simulator.token,
        base_url=simulator.bot_api_url,
        base_file_url=simulator.file_url,
        request=TelegramRequest(),
    )
    async with bot:
        for given in (content, io.BytesIO(b"before" + content)):
            if isinstance(given, io.BytesIO):
                given.seek(6)
            upload = InputFile(given, filename="lhe BB é.pdf", read_file_handle=False)
            sent = await bot.send_document(SITI, upload, caption="Berkas <b>")
            assert sent.document is not None
            assert (sent.document.file_name, sent.document.file_size, sent.caption) == (
                "lhe BB é.pdf", len(content), "Berkas <b>",
            )  # fmt: skip
            remote = await bot.get_file(sent.document.file_id)
            assert await remote.download_as_bytearray() == content


async def test_an_upload_that_nobody_takes_ends_although_it_is_not_read() -> None:
    body = bytes(40_000_000)
    async with rude(is_deaf=True) as server, Wire(read_timeout=60) as request:
        with pytest.raises(TimedOut):
            await request.do_request(
                f"{server.url}/sendDocument", "POST", data(document=InputFile(body)), write_timeout=0.2
            )


async def test_the_proxy_of_the_environment_is_used_and_told_who_we_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with rude(says(OK)) as proxy, rude(says(OK)) as direct:
        monkeypatch.setenv("http_proxy", f"http://user:pass@127.0.0.1:{proxy.port}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        await called("http://telegram.invalid/bot1:secret", data(text="x"))
        await called(direct.url)
    assert proxy.heads[0].startswith("POST http://telegram.invalid/bot1:secret/sendMessage HTTP/1.1")
    assert "Proxy-Authorization: Basic dXNlcjpwYXNz\r\n" in proxy.heads[0]
    assert (len(proxy.heads), len(direct.heads)) == (1, 1)


async def test_a_proxy_that_lets_nobody_through_surely_lets_nothing_arrive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with rude(says(http(b"", "407 Proxy Authentication Required"))) as proxy:
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy.port}")
        assert isinstance(await failed("https://telegram.invalid/bot1:secret"), NeverLeft)
    assert proxy.heads[0].startswith("CONNECT telegram.invalid:443 ")


async def test_the_parts_of_a_form_are_what_a_server_reads() -> None:
    body = multipart({"caption": "Berkas\r\n--é"}, {"document": ('a"\r\nb.pdf', "isi", "application/pdf")})
    raw = b"".join(body.pieces())
    assert body.length == len(raw)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": raw, "more_body": False}

    headers = [(b"content-type", body.kind.encode())]
    async with Request({"type": "http", "method": "POST", "headers": headers}, receive).form() as form:
        assert form["caption"] == "Berkas\r\n--é"
        document: Any = form["document"]
        assert (document.filename, await document.read()) == ("a%22%0D%0Ab.pdf", b"isi")


def test_it_says_how_long_it_waits() -> None:
    wire: BaseRequest = Wire(read_timeout=15.0)
    assert wire.read_timeout == 15.0
