"""What stands in Telegram's place when it is away: pages of proxies, halves of answers, nothing."""

import httpx
from telegram.request import HTTPXRequest

from bot.line.request import Judged

PAGES = (
    b"",
    b"   \n",
    b"<html><body><h1>403 Forbidden</h1>nginx</body></html>",
    b"<!DOCTYPE html><title>Login</title>/bot1:secret/sendMessage",
    b'{"ok": true, "result": {"message_id": 7, "da',
    b"{}",
    b"[]",
    b"null",
    b'"OK"',
    b'{"ok": true}',
    b'{"ok": false}',
    b'{"error": "blocked by policy", "code": 403}',
    b'{"status": "error", "message": "no such route"}',
    b"\xff\xfe\x00\x80",
    b"[" * 100_000,
)
STATUSES = (200, 204, 302, 400, 401, 403, 404, 407, 413, 429, 500, 502, 503)


class Mocked(Judged, HTTPXRequest):
    """The judge, and a line on which everything is answered alike."""

    def __init__(self, status: int, body: bytes) -> None:
        transport = httpx.MockTransport(lambda _: httpx.Response(status, content=body))
        super().__init__(httpx_kwargs={"transport": transport})
