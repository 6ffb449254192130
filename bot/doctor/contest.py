"""Whether another process polls with the same token: Telegram lets one, and tells the other of a conflict."""

from http import HTTPStatus

import httpx

from bot.doctor.finding import Finding
from bot.settings import Settings

POLL_SECONDS = 3
"""A process that polls comes back within that time, and Telegram ends one of the two."""
_PATIENCE = 10.0
_CONTESTED = (
    "another process polls with this token (409): stop it there, or make a new token with BotFather's /revoke"
)


async def contest(base: str, settings: Settings) -> Finding:
    """Ask the running bot if it says how it is, else poll for a moment, which acknowledges nothing.

    A running bot that nobody can ask has to wait for some seconds then.
    """
    async with httpx.AsyncClient(timeout=_PATIENCE) as client:
        known = await _said_by_the_bot(client, settings)
        is_contested = await _polled(client, base) if known is None else known
    if is_contested:
        return Finding("polling", ok=False, says=_CONTESTED)
    who = "nobody else polls with this token"
    return Finding("polling", ok=True, says=who if known is None else f"the bot runs, and {who}")


async def _said_by_the_bot(client: httpx.AsyncClient, settings: Settings) -> bool | None:
    """Return what the bot of METRICS_LISTEN says; None: there is none, or it does not run."""
    if not settings.metrics_listen:
        return None
    try:
        said = (await client.get(f"http://{settings.metrics_listen}/healthz")).json()
    except (httpx.HTTPError, ValueError):
        return None
    told = said.get("telegram") if isinstance(said, dict) else None
    return bool(told.get("is_contested")) if isinstance(told, dict) else None


async def _polled(client: httpx.AsyncClient, base: str) -> bool:
    try:
        answer = await client.get(f"{base}/getUpdates", params={"timeout": POLL_SECONDS, "limit": 1})
    except httpx.HTTPError:
        return False  # that Telegram is away is another finding
    return answer.status_code == HTTPStatus.CONFLICT
