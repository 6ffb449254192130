"""`doctor`: looks at everything the bot needs, and says what to do about what is missing."""

import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from bot.console import tell
from bot.doctor_parked import parked
from bot.settings import Settings
from storage.migrate import current_revision, head_revision
from storage.ports import Unavailable

MOST_SECONDS_OFF = 60
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    ok: bool
    says: str


async def doctor(settings: Settings) -> int:
    """Print one line per finding; return 0 if all is well, else 1."""
    findings = [finding async for finding in examine(settings)]
    for finding in findings:
        tell(f"{'ok' if finding.ok else 'PROBLEM':<8} {finding.what:<9} {finding.says}")
    return 0 if all(finding.ok for finding in findings) else 1


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what is found, from the inside out: settings, folder, database, Telegram, clock, webhook."""
    yield Finding("settings", ok=True, says="every setting can be read")
    yield _folder(settings.data_dir)
    database = await _database(settings.database)
    yield database
    if database.ok:
        for says in await parked(settings.database):
            yield Finding("parked", ok=False, says=says)
    if not settings.token:
        yield Finding("telegram", ok=False, says="TELEGRAM_BOT_TOKEN is not set: get one from @BotFather")
        return
    async for finding in _telegram(settings):
        yield finding


def _folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return Finding("data", ok=True, says=f"{folder} can be written")
    except OSError as error:
        return Finding(
            "data",
            ok=False,
            says=f"{folder} cannot be written ({error.strerror}): change its owner or DATA_DIR",
        )


async def _database(url: str) -> Finding:
    try:
        current, head = await current_revision(url), head_revision()
    except Unavailable as error:
        return Finding(
            "database", ok=False, says=f"cannot be reached ({error}): check DATABASE_URL and its server"
        )
    if current != head:
        says = f"is at {current or 'nothing'}, the program at {head}: run `python -m bot migrate`"
        return Finding("database", ok=False, says=says)
    return Finding("database", ok=True, says=f"reachable and at {head}")


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    base = f"{settings.telegram_api_url}/bot{settings.token}"
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE) as client:
            me = await client.get(f"{base}/getMe")
            hook = await client.get(f"{base}/getWebhookInfo")
    except httpx.HTTPError as error:
        # Only the kind of error: its text may carry the address, and the address the token.
        says = f"cannot be reached ({type(error).__name__}): check the network and TELEGRAM_API_URL"
        yield Finding("telegram", ok=False, says=says)
        return
    name = _result(me).get("username")
    if not name:
        says = f"refuses the token ({me.status_code}): copy it again from @BotFather"
        yield Finding("telegram", ok=False, says=says)
        return
    yield Finding("telegram", ok=True, says=f"the bot is @{name}")
    yield clock_finding(me.headers.get("date"))
    yield webhook_finding(_result(hook), settings.webhook_url)


def _result(response: httpx.Response) -> dict[str, Any]:
    try:
        result = response.json().get("result")
    except ValueError:
        return {}
    return result if isinstance(result, dict) else {}


def clock_finding(date: str | None) -> Finding:
    if date is None:
        return Finding("clock", ok=True, says="not compared: the server's answer has no date")
    seconds = (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
    if abs(seconds) > MOST_SECONDS_OFF:
        says = (
            f"{seconds:+.0f} s off from Telegram's: switch on time synchronisation (timedatectl set-ntp true)"
        )
        return Finding("clock", ok=False, says=says)
    return Finding("clock", ok=True, says="agrees with Telegram's")


def webhook_finding(hook: dict[str, Any], wanted: str) -> Finding:
    address = hook.get("url", "")
    if address != wanted:
        now = f"Telegram calls {address}" if address else "no webhook is set"
        cure = "the next start sets it right" if wanted else "the next start removes it"
        return Finding("webhook", ok=True, says=f"{now}; {cure}")
    trouble = hook.get("last_error_message")
    if trouble and hook.get("pending_update_count"):
        says = f"Telegram could not deliver ({trouble}): check the reverse proxy and WEBHOOK_LISTEN"
        return Finding("webhook", ok=False, says=says)
    return Finding("webhook", ok=True, says=f"Telegram calls {address}" if address else "none; the bot polls")
