"""How the typed client asks the people API, and how it fails."""

import json
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import httpx

# The simulator speaks plain HTTP; loading the system's certificates for each client would only take time.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
Json = dict[str, Any]
Found = Callable[[Json], bool]


class PeopleClientError(Exception):
    """The simulator refused an act; ``status`` is its HTTP status."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(f"{status}: {sentence}")
        self.status = status


class ClientBase:
    """The connection to one simulator, by its ``url``. Use it as an async context manager."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        # A test waits on purpose; a quiet stream says every few seconds that it is still there.
        self._http = httpx.AsyncClient(
            base_url=url,
            timeout=60,
            trust_env=False,
            verify=NO_CERTIFICATES,
            transport=transport,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(self, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 — httpx's own options
        status, body = await self._answered(method, path, **options)
        if not 200 <= status < 300:  # noqa: PLR2004 - what HTTP calls a success
            raise PeopleClientError(status, _sentence(body))
        return json.loads(body)

    async def _answered(self, method: str, path: str, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 — as above
        response = await self._http.request(method, path, **options)
        return response.status_code, response.content


def _sentence(body: bytes) -> str:
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError):
        # Not every refusal is the people API's own: a wrong path or host is answered in plain text.
        return body.decode(errors="replace")
