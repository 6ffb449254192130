"""The wire to Telegram: kept connections over which calls go as JSON, and what may go wrong on it.

One session of aiohttp for the life of the process. Answers are not judged here (`bot/line/request.py`).
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from httpx import create_ssl_context
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.line.multipart import Multipart, multipart
from bot.line.quick_json import dumps
from handlers.telegram.errors import NeverLeft

Seconds: TypeAlias = Any
"""Seconds, None for ever, or the library's way to say that nothing was said (`BaseRequest.DEFAULT_NONE`)."""

IDLE_SECONDS = 15.0
"""After so long an unused connection is closed by us, before a router between forgets it in silence."""
_METHODS = 64
"""Addresses that are kept: one for each method that is called, and some to spare."""
_MEDIA_SECONDS = 20.0
"""For each piece of a file to be taken."""
_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
_HEADERS = {"User-Agent": BaseRequest.USER_AGENT, "Accept": "application/json"}


class Wire(BaseRequest):
    """The library's request object on aiohttp. Where nothing is said of it, as HTTPXRequest.

    A call that fails raises NetworkError, or TimedOut; NeverLeft where no connection was had, so that surely
    nothing arrived. A connection that ends before its answer is a NetworkError: what was written to it may
    have arrived, so nothing but a download is ever sent twice.
    """

    def __init__(
        self,
        *,
        connection_pool_size: int = 1,
        connect_timeout: float | None = 5.0,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        trust_env: bool = True,
    ) -> None:
        self._connections = connection_pool_size
        self._connect, self._read = connect_timeout, read_timeout
        self._write, self._pool = write_timeout, pool_timeout
        self._trusts_environment = trust_env
        self._timeout = self._timeouts(connect_timeout, read_timeout, pool_timeout)
        self._session: aiohttp.ClientSession | None = None
        self._certificates: ssl.SSLContext | None = None
        self._proxies: dict[str, dict[str, Any]] = {}
        self._known: dict[str, tuple[URL, dict[str, Any]]] = {}

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        """Be ready to call; connections are made when they are needed, and again after a shutdown."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, limit_per_host=0, keepalive_timeout=IDLE_SECONDS
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
                timeout=self._timeout,
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body of whatever answers. Raises NetworkError as the class says."""
        session = self._session
        if session is None:
            raise RuntimeError("this request is not initialized")
        where, way = self._known.get(url) or self._found(url, method)
        options: dict[str, Any] = {"allow_redirects": False, **way}
        if not (read_timeout is connect_timeout is pool_timeout is BaseRequest.DEFAULT_NONE):
            options["timeout"] = self._timeouts(
                _or(connect_timeout, self._connect),
                _or(read_timeout, self._read),
                _or(pool_timeout, self._pool),
            )
        try:
            if request_data is not None and request_data.contains_files:
                body = multipart(request_data.json_parameters, request_data.multipart_data)
                return await self._uploaded(session, where, body, _or(write_timeout, _MEDIA_SECONDS), options)
            if request_data is not None:
                said = dumps(request_data.parameters)
                options["data"] = aiohttp.BytesPayload(said, content_type="application/json")
            async with session.request(method, where, **options) as response:
                return response.status, await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _as_the_library_has_it(error) from None

    async def _uploaded(
        self,
        session: aiohttp.ClientSession,
        url: URL,
        body: Multipart,
        patience: float | None,
        options: dict[str, Any],
    ) -> tuple[int, bytes]:
        """Send a body whose every piece is taken within that patience; return as `do_request`."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as limit:

            async def watched() -> AsyncIterator[bytes]:
                for piece in body.pieces():
                    limit.reschedule(None if patience is None else loop.time() + patience)
                    yield piece
                limit.reschedule(None)

            headers = {"Content-Type": body.kind, "Content-Length": str(body.length)}
            async with session.post(url, data=watched(), headers=headers, **options) as response:
                limit.reschedule(None)
                return response.status, await response.read()

    def _found(self, url: str, method: str) -> tuple[URL, dict[str, Any]]:
        """Return an address as aiohttp has it, and the way there: kept for calls, of which there are few."""
        found = URL(url), self._way(url)
        if method == "POST" and len(self._known) < _METHODS:
            self._known[url] = found
        return found

    def _way(self, url: str) -> dict[str, Any]:
        """Return through which proxy and with which certificates, as the environment says."""
        scheme, host = urlsplit(url)[:2]
        if host not in self._proxies:
            self._proxies[host] = _proxy_for(scheme, host) if self._trusts_environment else {}
        way = self._proxies[host]
        if scheme == "https":
            if self._certificates is None:
                self._certificates = create_ssl_context(trust_env=self._trusts_environment)
            return {**way, "ssl": self._certificates}
        return way

    @staticmethod
    def _timeouts(connect: float | None, read: float | None, pool: float | None) -> aiohttp.ClientTimeout:
        waits = None if connect is None or pool is None else connect + pool
        return aiohttp.ClientTimeout(total=None, connect=waits, sock_connect=connect, sock_read=read)


def _or(given: Seconds, default: float | None) -> float | None:
    return default if given is BaseRequest.DEFAULT_NONE else given


def _proxy_for(scheme: str, host: str) -> dict[str, Any]:
    """Return the proxy that the environment names for that host, by what name it knows us included."""
    proxies = getproxies()
    named = proxies.get(scheme) or proxies.get("all")
    if named is None or proxy_bypass(host):
        return {}
    return {"proxy": named if "://" in named else f"http://{named}"}


def _as_the_library_has_it(error: Exception) -> TelegramError:
    """Return what the callers expect. Never says more than the kind: its text may hold the address."""
    kind = type(error).__name__
    if isinstance(error, _NEVER_LEFT):
        return NeverLeft(f"no connection: {kind}")
    if isinstance(error, TimeoutError):
        return TimedOut(f"no answer in time: {kind}")
    return NetworkError(f"the connection failed: {kind}")
