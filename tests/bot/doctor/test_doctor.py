import asyncio
import resource
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.doctor.checks import _PATIENCE, _folder, clock_finding, doctor, examine, webhook_finding
from bot.doctor.finding import Finding
from bot.settings import Settings
from domain.forms.drafts import FileState
from simulator.client import People
from simulator.server import Simulator
from storage.evidence import EvidenceFolder
from storage.migrate import migrate
from storage.private import keep_private
from storage.sql.unit_of_work import open_storage
from tests.bot.support import TOKEN
from tests.seconds import pass_seconds
from tests.storage.samples import file_of, someone, started


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for others who poll."""
    monkeypatch.setattr("bot.doctor.contest.POLL_SECONDS", 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file where a folder would be needed."""
    path = tmp_path / "file"
    path.touch()
    return path


async def findings(settings: Settings) -> dict[str, Finding]:
    return {finding.what: finding async for finding in examine(settings)}


async def test_all_is_well(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await migrate(settings.database)
    keep_private(settings.database, settings.data_dir)
    assert await doctor(settings) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == [
        "settings", "data", "database", "disk", "log", "modes", "backup", "telegram", "clock", "webhook",
        "polling",
    ]  # fmt: skip
    assert all(line.startswith("ok ") for line in lines)
    assert "@simulator_bot" in lines[7]


async def test_a_database_that_was_never_migrated_is_a_problem_with_its_cure(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await doctor(settings) == 1
    assert "PROBLEM  database" in (out := capsys.readouterr().out)
    assert "run `python -m bot migrate`" in out


async def test_what_was_set_aside_is_a_problem_with_its_reason(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await migrate(settings.database)
    keep_private(settings.database, settings.data_dir)
    since = datetime(2026, 11, 29, 2, 15, tzinfo=UTC)
    storage = open_storage(settings.database, lambda: since)
    async with storage.uow() as uow:
        await uow.troubles.note("evidence", "file 7", "NotImplementedError('zip')", since)
        await uow.troubles.note("evidence", "file 9", "KeyError('x')", since)
        await uow.troubles.note("inbox", "update 5", "ValueError()", since, raw="{}")
        await uow.commit()
    await storage.close()
    assert await doctor(settings) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("PROBLEM")]
    assert [line.split()[1] for line in said] == ["parked", "parked"]
    assert "inbox: 1 item is set aside" in said[0]
    assert "evidence: 2 items are set aside, the first since 2026-11-29 09:15 WIB" in said[1]
    assert "(file 7: NotImplementedError('zip'))" in said[1]


async def test_a_database_that_cannot_be_reached(settings: Settings) -> None:
    broken = replace(settings, database_url="postgresql://bot@127.0.0.1:1/iku")
    found = (await findings(broken))["database"]
    assert not found.ok
    assert "check DATABASE_URL" in found.says


async def test_a_folder_that_cannot_be_written(settings: Settings, file: Path) -> None:
    found = (await findings(replace(settings, data_dir=file)))["data"]
    assert not found.ok
    assert "DATA_DIR" in found.says


async def test_without_a_token_it_ends_with_where_to_get_one(settings: Settings) -> None:
    found = await findings(replace(settings, telegram_bot_token=""))
    assert "@BotFather" in found["telegram"].says
    assert "clock" not in found


async def test_a_refused_token_is_never_shown(settings: Settings) -> None:
    found = (await findings(replace(settings, telegram_bot_token=TOKEN)))["telegram"]
    assert "refuses the token (401)" in found.says
    assert TOKEN not in found.says


async def test_a_telegram_that_cannot_be_reached(settings: Settings, simulator: Simulator) -> None:
    await simulator.stop()
    found = (await findings(settings))["telegram"]
    assert "cannot be reached (ConnectError)" in found.says
    assert simulator.token not in found.says


NOT_OURS = '{"ok": false, "error_code": %d, "description": "%s"}'


@pytest.mark.parametrize(
    ("status", "body", "cause"),
    [
        (401, NOT_OURS % (401, "Unauthorized"), "refuses the token (401): copy it again from @BotFather"),
        (
            404,
            NOT_OURS % (404, "Not Found"),
            "no Bot API server is at TELEGRAM_API_URL (404): check the address",
        ),
        (404, "<html>404</html>", "no Bot API server is at TELEGRAM_API_URL (404): check the address"),
        (302, "", "no Bot API server is at TELEGRAM_API_URL (302): check the address"),
        (429, NOT_OURS % (429, "Too Many Requests: retry after 9"), "Telegram is away (429)"),
        (429, "slow down", "Telegram is away (429)"),
        (500, NOT_OURS % (500, "Internal Server Error: restart"), "Telegram is away (500)"),
        (502, "<html>502</html>", "Telegram is away (502)"),
        (503, "", "Telegram is away (503)"),
        (200, "", "no Bot API server is at TELEGRAM_API_URL (nothing instead of an answer)"),
        (
            200,
            "<html>It works!</html>",
            "no Bot API server is at TELEGRAM_API_URL (HTML instead of an answer)",
        ),
        (
            200,
            '{"ok": true, "result": {}}',
            "no Bot API server is at TELEGRAM_API_URL (a result that getMe does not have)",
        ),
        (
            200,
            '{"status": "up"}',
            "no Bot API server is at TELEGRAM_API_URL (200 with JSON that is not Telegram's)",
        ),
        (
            401,
            "<html>Proxy login</html>",
            "something else answers in Telegram's place (HTML instead of an answer)",
        ),
        (
            403,
            "<html>403 Forbidden</html>",
            "something else answers in Telegram's place (HTML instead of an answer)",
        ),
        (400, NOT_OURS % (400, "Logged out"), "refuses (400): Logged out"),
    ],
)
async def test_the_cause_is_named(
    settings: Settings, people: People, status: int, body: str, cause: str
) -> None:
    await people.fault("raw", method="getMe", status=status, body=body)
    found = await findings(settings)
    assert found["telegram"].says.startswith(cause)
    assert not found["telegram"].ok
    assert settings.token not in repr(found)
    assert ("token" in found["telegram"].says) is (status == 401 and body.startswith("{"))


async def test_a_webhook_that_cannot_be_asked_for_is_no_crash(settings: Settings, people: People) -> None:
    await people.fault("raw", method="getWebhookInfo", status=502, body="<html>")
    found = await findings(settings)
    assert found["telegram"].ok
    assert found["webhook"].says.endswith("look again in some minutes")


async def test_a_silent_telegram_is_away(settings: Settings, people: People, simulator: Simulator) -> None:
    await people.fault("hang", method="getMe")
    looking = asyncio.create_task(findings(settings))
    while simulator.world.faults:  # noqa: ASYNC110 - nothing tells that it has been asked
        await asyncio.sleep(0)
    pass_seconds(_PATIENCE)
    assert (await looking)["telegram"].says.startswith("Telegram is away (ReadTimeout)")


async def test_the_folder_of_ones_own_server_is_looked_at(settings: Settings, tmp_path: Path) -> None:
    assert "files" not in await findings(settings)
    for folder, ok in ((tmp_path, True), (tmp_path / "not mounted", False)):
        found = (await findings(replace(settings, telegram_files_dir=folder)))["files"]
        assert found.ok is ok
    assert "No such file or directory" in found.says
    (tmp_path / settings.token).touch()
    found = (await findings(replace(settings, telegram_files_dir=tmp_path)))["files"]
    assert "docs/self-hosted.md" in found.says
    assert settings.token not in found.says


@pytest.mark.parametrize(("seconds", "ok"), [(0, True), (55, True), (-55, True), (90, False), (-90, False)])
def test_the_clock_is_compared_with_telegrams(seconds: int, ok: bool) -> None:
    date = format_datetime(datetime.now(UTC) - timedelta(seconds=seconds), usegmt=True)
    assert clock_finding(date).ok is ok


@pytest.mark.parametrize("date", [None, "", "yesterday", "Mon, 99 Foo 2026"])
def test_a_server_without_a_date_proves_nothing(date: str | None) -> None:
    assert clock_finding(date).ok


@pytest.mark.parametrize(
    ("hook", "wanted", "ok", "says"),
    [
        ({"url": ""}, "", True, "the bot polls"),
        ({"url": "https://a/"}, "https://a/", True, "Telegram calls https://a/"),
        ({"url": "https://a/"}, "", True, "the next start removes it"),
        ({"url": ""}, "https://a/", True, "the next start sets it right"),
        (
            {"url": "https://a/", "last_error_message": "502", "pending_update_count": 3},
            "https://a/",
            False,
            "check the reverse proxy",
        ),
        (
            {"url": "https://a/", "last_error_message": "502", "pending_update_count": 0},
            "https://a/",
            True,
            "Telegram calls",
        ),
    ],
)
def test_the_webhook_is_looked_at(hook: dict[str, object], wanted: str, ok: bool, says: str) -> None:
    found = webhook_finding(hook, wanted)
    assert found.ok is ok
    assert says in found.says


async def test_a_full_disk_is_a_problem_although_an_empty_file_finds_room(
    settings: Settings,
) -> None:
    """The limit on a file's size stands for the disk: the error is another, the way to it the same."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        found = await _folder(settings)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not found.ok
    assert "cannot be written (File too large)" in found.says


async def test_an_evidence_folder_that_is_none(settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / "evidence").touch()
    found = (await findings(settings))["data"]
    assert not found.ok
    assert "evidence cannot be written" in found.says


async def test_evidence_whose_bytes_are_gone(settings: Settings) -> None:
    await migrate(settings.database)
    now = datetime.now(UTC)
    kept = await EvidenceFolder(settings.data_dir / "evidence").put(b"%PDF-1.7 kept")
    storage = open_storage(settings.database, lambda: now)
    async with storage.uow() as uow:
        draft = await started(uow, await someone(uow))
        for unique, sha256 in (("one", kept), ("two", "ab" * 32)):
            file = await uow.evidence.add(file_of(draft, unique_id=unique))
            await uow.evidence.update(replace(file, state=FileState.STORED, sha256=sha256), at=now)
        await uow.commit()
    await storage.close()
    found = (await findings(settings))["evidence"]
    assert not found.ok
    assert found.says.startswith("1 of 2 files that were stored cannot be read in ")
