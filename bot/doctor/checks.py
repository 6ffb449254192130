"""`doctor`: looks at everything the bot needs, and says what to do about what is missing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.commands.console import tell
from bot.doctor.contest import contest
from bot.doctor.finding import Finding
from bot.doctor.machine import machine
from bot.doctor.stored import stored_troubles
from bot.doctor.telegram import result_of, trouble_in, trouble_in_folder, trouble_with
from bot.settings import Settings
from storage.database import RESTORE
from storage.evidence import EVIDENCE
from storage.migrate import current_revision, head_revision
from storage.ports import Unavailable, Unusable
from storage.soundness import check_folder, check_usable, damage_in

MOST_SECONDS_OFF = 60
EXIT_PROBLEM, EXIT_HOPELESS = 1, 2
_PATIENCE = 10.0


async def doctor(settings: Settings) -> int:
    """Print one line per finding; return 0 if all is well, 2 if the bot would not even start, else 1."""
    findings = [finding async for finding in examine(settings)]
    for finding in findings:
        tell(f"{'ok' if finding.ok else 'PROBLEM':<8} {finding.what:<9} {finding.says}")
    if any(finding.is_hopeless for finding in findings):
        return EXIT_HOPELESS
    return 0 if all(finding.ok for finding in findings) else EXIT_PROBLEM


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what is found, from the inside out: settings, folder, database, Telegram, clock, webhook."""
    yield Finding("settings", ok=True, says="every setting can be read")
    folder = await _folder(settings)
    yield folder
    if folder.ok:
        database = await _database(settings)
        yield database
        if database.ok:
            for what, says in await stored_troubles(settings.database, settings.data_dir / EVIDENCE):
                yield Finding(what, ok=False, says=says)
        async for finding in machine(settings):
            yield finding
    if not settings.token:
        yield Finding("telegram", ok=False, says="TELEGRAM_BOT_TOKEN is not set: get one from @BotFather")
        return
    async for finding in _telegram(settings):
        yield finding


async def _folder(settings: Settings) -> Finding:
    folder, evidence = settings.data_dir, settings.data_dir / EVIDENCE
    try:
        for used in (folder, *([evidence] if evidence.exists() else [])):
            await asyncio.to_thread(check_folder, used)
    except Unusable as error:
        return Finding("data", ok=False, says=str(error), is_hopeless=True)
    return Finding("data", ok=True, says=f"{folder} can be written")


async def _database(settings: Settings) -> Finding:
    url = settings.database
    try:
        await check_usable(url, settings.data_dir, settings.data_dir / EVIDENCE)
        current, head = await current_revision(url), head_revision()
    except Unusable as error:
        return Finding("database", ok=False, says=str(error), is_hopeless=True)
    except Unavailable as error:
        return Finding(
            "database", ok=False, says=f"cannot be reached ({error}): check DATABASE_URL and its server"
        )
    if current != head:
        says = f"is at {current or 'nothing'}, the program at {head}: run `python -m bot migrate`"
        return Finding("database", ok=False, says=says)
    if damage := await damage_in(url, thorough=True):
        says = f"is damaged ({damage}): {RESTORE}"
        return Finding("database", ok=False, says=says, is_hopeless=True)
    return Finding("database", ok=True, says=f"reachable, whole and at {head}")


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    base = f"{settings.telegram_api_url}/bot{settings.token}"
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE) as client:
            me = await client.get(f"{base}/getMe")
            hook = await client.get(f"{base}/getWebhookInfo")
    except httpx.HTTPError as error:
        yield Finding("telegram", ok=False, says=trouble_with(error))
        return
    if trouble := trouble_in("getMe", me):
        yield Finding("telegram", ok=False, says=trouble)
        return
    yield Finding("telegram", ok=True, says=f"the bot is @{result_of(me)['username']}")
    yield clock_finding(me.headers.get("date"))
    if trouble := trouble_in("getWebhookInfo", hook):
        yield Finding("webhook", ok=False, says=f"cannot be asked for: {trouble}")
    else:
        yield webhook_finding(result_of(hook), settings.webhook_url)
        if not result_of(hook).get("url"):
            yield await contest(base, settings)
    if settings.telegram_files_dir is not None:
        trouble = trouble_in_folder(settings.telegram_files_dir, settings.token)
        yield Finding("files", ok=not trouble, says=trouble or "TELEGRAM_FILES_DIR can be read")


def clock_finding(date: str | None) -> Finding:
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return Finding("clock", ok=True, says="not compared: the server's answer has no date")
    seconds = (datetime.now(UTC) - theirs.replace(tzinfo=theirs.tzinfo or UTC)).total_seconds()
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
