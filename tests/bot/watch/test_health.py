"""`/healthz` and `/metrics` of the running bot: while all is well, and in outages."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import build
from bot.process.run import run, utc_now
from bot.receiving.backoff import Backoff
from bot.receiving.intake import Intake
from bot.receiving.stop import Stop
from bot.settings import Settings
from bot.watch import probe
from bot.watch.health import LONGEST_SILENCE, LONGEST_STANDSTILL, Watched
from bot.watch.page import page_of
from domain.backups.keeping import TOO_OLD
from domain.language.dates import WIB
from handlers.telegram.context import Services
from simulator.client import People
from storage.engines import Timings
from storage.ports import Backup, Backups, NoBackups
from storage.sql.unit_of_work import Database, open_storage
from tests.bot.support import TOKEN
from tests.fakes.backups import of_that
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.seconds import GUARD

pytestmark = pytest.mark.usefixtures("signals_restored", "unhurried")

SITI = 5001


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Watching:
    """A running bot with a port at which it is watched."""

    def __init__(self, settings: Settings, **more: Any) -> None:  # noqa: ANN401 - whatever a setting is
        self.listen = f"127.0.0.1:{free_port()}"
        self.stop = Stop()
        own = replace(settings, metrics_listen=self.listen, **more)
        self._task = asyncio.create_task(run(own, stop=self.stop))

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient() as http:
            return await http.get(f"http://{self.listen}{path}", timeout=GUARD)

    async def until(self, path: str, *, status: int) -> httpx.Response:
        """Ask until it answers so."""
        async with asyncio.timeout(GUARD):
            while True:
                try:
                    if (answer := await self.get(path)).status_code == status:
                        return answer
                except httpx.TransportError:
                    assert not self._task.done()
                await asyncio.sleep(0.02)

    async def stopped(self) -> int:
        self.stop.request()
        return await asyncio.wait_for(self._task, GUARD)


async def answered(people: People) -> None:
    await people.add("Siti", id=SITI)
    await people.text(SITI, "/start")
    await people.wait_for(SITI, lambda _: True)


async def test_a_polling_bot_says_how_it_is_and_what_it_did(settings: Settings, people: People) -> None:
    bot = Watching(settings)
    await answered(people)
    said = (await bot.until("/healthz", status=200)).json()
    assert (said["status"], said["troubles"]) == ("ok", [])
    assert said["database"] == {"answers": True}
    assert said["telegram"]["seen_seconds_ago"] < LONGEST_SILENCE
    assert said["telegram"]["is_away"] is False
    assert said["deliveries"] == {"count": 0, "oldest_seconds": None}
    page = list[str]()
    while not any(line.startswith('iku_tick_seconds_count{tick="') for line in page):
        page = (await bot.get("/metrics")).text.splitlines()
    assert "iku_updates_received_total 1.0" in page
    assert 'iku_database_seconds_bucket{kind="work",le="+Inf"} 0.0' not in page
    assert 'iku_trouble{what="database"} 0.0' in page
    assert any(line.startswith("process_resident_memory_bytes") for line in page)
    assert await bot.stopped() == 0


async def test_an_outage_of_telegram_is_a_trouble_and_the_rest_is_not(
    settings: Settings, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.line.outage.QUIET_SECONDS", 0)
    bot = Watching(settings)
    await answered(people)
    await people.fault("500", times=999)
    await people.text(SITI, "halo")
    said = (await bot.until("/healthz", status=503)).json()
    assert (said["status"], said["troubles"]) == ("trouble", ["telegram"])
    assert said["telegram"]["is_away"] is True
    assert said["telegram"]["failed_calls"] > 0
    assert said["database"] == {"answers": True}
    page = (await bot.get("/metrics")).text.splitlines()
    assert 'iku_trouble{what="telegram"} 1.0' in page
    assert 'iku_trouble{what="database"} 0.0' in page
    assert await bot.stopped() == 0


async def test_another_process_that_polls_is_a_trouble_of_its_own_name(
    settings: Settings, people: People
) -> None:
    bot = Watching(settings)
    await answered(people)
    conflict = '{"ok": false, "error_code": 409, "description": "Conflict: terminated by other getUpdates"}'
    await people.fault("raw", method="getUpdates", status=409, body=conflict, times=999)
    await people.text(SITI, "halo")
    said = (await bot.until("/healthz", status=503)).json()
    assert (said["troubles"], said["telegram"]["is_contested"]) == (["telegram"], True)
    assert await bot.stopped() == 0


NONSENSE = (
    (502, "<html>502 Bad Gateway</html>"),
    (200, ""),
    (200, '{"ok": true, "resu'),
    (200, "null"),
    (200, '{"ok": true, "result": {}}'),
    (200, "<html>It works!</html>"),
    (500, '{"ok": false, "error_code": 500, "description": "Internal Server Error"}'),
)


async def test_an_outage_of_any_nonsense_is_one_line_without_a_traceback(
    settings: Settings, people: People, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.receiving.polling.Backoff", lambda *_: Backoff(first=0, most=0.01))
    bot = Watching(settings)
    await answered(people)
    caplog.clear()
    for status, body in NONSENSE:
        await people.fault("raw", status=status, body=body, times=9999, probability=0.3)
    await people.fault("drop", times=9999)
    failed = 0
    while failed < 60:
        failed = (await bot.until("/healthz", status=503)).json()["telegram"]["failed_calls"]
    said = [one.getMessage() for one in caplog.records if one.levelname in ("WARNING", "ERROR", "CRITICAL")]
    assert [line for line in said if "does not answer as it should" in line]
    assert len(said) <= 2
    assert not any(one.exc_info for one in caplog.records)
    assert await bot.stopped() == 0


async def test_it_answers_before_telegram_was_ever_there(settings: Settings, people: People) -> None:
    await people.fault("drop", times=9999)
    bot = Watching(settings)
    said = (await bot.until("/healthz", status=503)).json()
    assert said["troubles"] == ["telegram"]
    assert said["telegram"]["seen_seconds_ago"] is None
    assert await bot.stopped() == 0


async def test_with_a_webhook_its_own_port_says_it_too(settings: Settings, people: People) -> None:
    address = f"127.0.0.1:{free_port()}"
    webhook: dict[str, Any] = {"webhook_url": f"http://{address}/telegram", "webhook_listen": address}
    webhook |= {"webhook_secret": "s3cret"}
    bot = Watching(settings, **webhook)
    await answered(people)
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"http://{address}/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert (await bot.get("/healthz")).json()["troubles"] == []
    assert await bot.stopped() == 0


async def test_the_probe_of_a_container_ends_with_what_the_bot_says(
    settings: Settings, people: People, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = Watching(settings)
    await answered(people)
    await bot.until("/healthz", status=200)
    monkeypatch.setenv("METRICS_LISTEN", bot.listen)
    assert await asyncio.to_thread(probe.main) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "ok"
    await people.fault("500", times=999)
    await people.text(SITI, "halo")
    await bot.until("/healthz", status=503)
    assert await asyncio.to_thread(probe.main) == 1
    await bot.stopped()
    assert await asyncio.to_thread(probe.main) == 1
    assert "Nobody answers" in capsys.readouterr().out
    monkeypatch.delenv("METRICS_LISTEN")
    assert probe.main() == 0
    assert "nobody can be asked" in capsys.readouterr().out


async def test_a_port_that_is_taken_ends_it_with_two(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        own = replace(settings, metrics_listen=f"127.0.0.1:{taken.getsockname()[1]}")
        assert await asyncio.wait_for(run(own, stop=Stop()), GUARD) == 2
    assert "METRICS_LISTEN cannot be had" in caplog.text


class Watch:
    """What is watched of a bot that nobody has started, by a stopwatch that a test sets."""

    def __init__(
        self, storage: Database, folder: Path, *, polls: bool, backups: Backups | None = None
    ) -> None:
        self.storage = storage
        self.seconds = 0.0
        services = Services(
            storage=storage,
            files=FakeEvidenceStore(),
            foreign=InThisProcess(),
            renderer=FakeRenderer(),
            papers=TemporaryPapers(),
            clock=utc_now,
            backups=backups or NoBackups(),
        )
        self.app = build(token=TOKEN, services=services, zone=WIB)
        self.app.outage.clock = lambda: self.seconds
        intake = Intake(self.app, storage, utc_now, Stop())
        self.watched = Watched(self.app, intake, folder, polls=polls, stopwatch=lambda: self.seconds)

    async def troubles(self) -> tuple[str, ...]:
        return (await self.watched.health()).troubles


@pytest.fixture
async def unreachable(tmp_path: Path) -> AsyncIterator[Watch]:
    watch = Watch(open_storage("postgresql://bot@127.0.0.1:1/iku", utc_now), tmp_path, polls=True)
    yield watch
    await watch.storage.close()


async def test_a_database_that_is_away_is_said_and_the_page_comes_without_its_numbers(
    unreachable: Watch,
) -> None:
    health = await unreachable.watched.health()
    assert health.troubles == ("database",)
    assert health.says["database"]["says"]
    page = (await page_of(unreachable.watched, Timings(), {"ValueError": 2})).decode()
    assert 'iku_trouble{what="database"} 1.0' in page
    assert 'iku_errors_total{kind="ValueError"} 2.0' in page
    assert "iku_updates_unanswered" not in page
    assert "iku_ledger_messages{" not in page


async def test_a_poll_that_brings_nothing_for_long_is_a_trouble_and_a_quiet_webhook_is_none(
    unreachable: Watch,
) -> None:
    unreachable.app.outage.answered()
    unreachable.seconds = LONGEST_SILENCE
    assert await unreachable.troubles() == ("database",)
    unreachable.seconds += 1
    assert await unreachable.troubles() == ("database", "telegram")
    unreachable.watched.polls = False
    assert await unreachable.troubles() == ("database",)


async def test_ticks_that_stand_still_and_a_full_disk_are_troubles(
    unreachable: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = unreachable.watched.wheel
    wheel.stopwatch = lambda: unreachable.seconds
    wheel.looked_at = 0.0
    unreachable.seconds = LONGEST_STANDSTILL + 1
    assert await unreachable.troubles() == ("alive", "database")
    monkeypatch.setattr("bot.watch.health.LEAST_ROOM", 2**62)
    assert await unreachable.troubles() == ("alive", "database", "disk")
    monkeypatch.setattr("bot.watch.health.LEAST_ROOM", 1)
    unreachable.watched._folder = tmp_path / "gone"  # noqa: SLF001 - a disk that was taken away
    assert await unreachable.troubles() == ("alive", "database", "disk")


class OneBackup(NoBackups):
    """A place in which at most one backup lies."""

    def __init__(self) -> None:
        self.newest: Backup | None = None

    @property
    def is_on(self) -> bool:
        return True

    async def all(self) -> list[Backup]:
        return [] if self.newest is None else [self.newest]


async def test_a_backup_that_is_too_old_is_a_trouble_and_the_first_night_is_waited_for(
    tmp_path: Path,
) -> None:
    backups = OneBackup()
    storage = open_storage("postgresql://bot@127.0.0.1:1/iku", utc_now)
    watch = Watch(storage, tmp_path, polls=False, backups=backups)
    assert await watch.troubles() == ("database",)
    watch.seconds = TOO_OLD.total_seconds() + 1
    assert await watch.troubles() == ("database", "backup")
    backups.newest = of_that(utc_now() - TOO_OLD + timedelta(minutes=1))
    assert await watch.troubles() == ("database",)
    page = (await page_of(watch.watched, Timings(), {})).decode()
    assert "iku_backup_age_seconds 93540.0" in page
    backups.newest = of_that(utc_now() - TOO_OLD - timedelta(minutes=1))
    assert await watch.troubles() == ("database", "backup")
    await storage.close()
