"""What leaves for Sentry: the kind and the frames of an error, and nothing that anybody wrote."""

import gzip
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.line.answers import Unanswered, answer_of
from bot.watch.sentry import AGAIN, Sentry

SECRET = "Nilai SAKIP Dinas Kesehatan 75,5 oleh Siti (5001)"


class Listening(ThreadingHTTPServer):
    """Takes whatever is sent, and keeps it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Take)
        self.taken: list[bytes] = []

    @property
    def dsn(self) -> str:
        return f"http://key@127.0.0.1:{self.server_address[1]}/1"


class _Take(BaseHTTPRequestHandler):
    server: Listening

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpacked = gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body
        self.server.taken.append(unpacked)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 - its name is the library's


@pytest.fixture
def listening() -> Iterator[Listening]:
    with Listening() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def raised() -> Unanswered:
    answer = SECRET.encode()
    try:
        answer_of("getMe", 200, answer)
    except Unanswered as error:
        error.add_note(SECRET)
        return error
    raise AssertionError("that is no answer")


def record(name: str = "bot.test") -> logging.LogRecord:
    error = raised()
    info = (type(error), error, error.__traceback__)
    return logging.LogRecord(name, logging.ERROR, __file__, 1, "%s failed", (SECRET,), info)


def test_nothing_that_anybody_wrote_leaves(listening: Listening) -> None:
    sentry = Sentry(listening.dsn)
    sentry.handle(record())
    sentry.close()
    [sent] = listening.taken
    assert not any(word.encode() in sent for word in SECRET.split())
    event: dict[str, Any] = json.loads(sent.splitlines()[2])
    [error] = event["exception"]["values"]
    assert error["type"] == "Unanswered"
    assert error["stacktrace"]["frames"][-1]["function"] == "_object_in"
    assert event["fingerprint"][0] == "Unanswered"
    assert "user" not in event
    assert "breadcrumbs" not in event or not event["breadcrumbs"].get("values")


def test_the_same_error_is_sent_once_a_minute_and_the_librarys_own_never(listening: Listening) -> None:
    seconds = [0.0]
    sentry = Sentry(listening.dsn, lambda: seconds[0])
    for _ in range(5):
        sentry.handle(record())
    sentry.handle(record("sentry_sdk.errors"))
    seconds[0] = AGAIN
    sentry.handle(record())
    sentry.close()
    assert len(listening.taken) == 2
