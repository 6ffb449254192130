"""How bytes and the page leave the simulator: nothing that people upload may run in the browser."""

from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simulator.state import StoredFile

PAGE = Path(__file__).with_name("page")
PAGE_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_SHOWN_IN_PLACE = {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"}


def file_response(stored: StoredFile, content: bytes) -> Response:
    """Return a stored file: pictures and PDFs to be shown, everything else to be saved, never guessed at."""
    shown = stored.mime_type in _SHOWN_IN_PLACE
    name = quote(stored.name, safe="")
    headers = {
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=utf-8''{name}",
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    if stored.mime_type != "application/pdf":
        # Chromium's own viewer does not open a PDF under a sandbox.
        headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return Response(
        content, media_type=stored.mime_type if shown else "application/octet-stream", headers=headers
    )


async def index(_request: Request) -> Response:
    """Return the chat page."""
    path = PAGE / "index.html"
    if not path.exists():
        return PlainTextResponse("The chat page is not installed; the Bot API and /sim/ work.", 503)
    return FileResponse(path, headers={"Cache-Control": "no-cache"})


class Guard:
    """Adds the security headers, and refuses changes that another site's page asks a browser to make."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _from_another_site(scope):
            refusal = JSONResponse({"error": "this request came from another site"}, 403)
            await refusal(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_guarded)


def _from_another_site(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return (
        scope["method"] not in {"GET", "HEAD"}
        and origin is not None
        and origin.partition("://")[2] != headers.get("host")
    )
