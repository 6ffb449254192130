"""What `doctor` finds on the machine, in the inbox, and about others who poll with the same token."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.doctor.checks import examine
from bot.doctor.finding import Finding
from bot.doctor.machine import machine
from bot.settings import Settings
from domain.forms.drafts import FileState
from simulator.client import People
from storage.migrate import migrate
from storage.ports import Backup
from storage.private import keep_private
from storage.sql.unit_of_work import Database, open_storage
from tests.bot.support import NOW, clock
from tests.fakes.backups import of_that
from tests.storage.samples import file_of, received, someone, started

CONFLICT = (
    '{"ok": false, "error_code": 409, "description": "Conflict: terminated by other getUpdates request;'
    ' make sure that only one bot instance is running"}'
)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for others who poll."""
    monkeypatch.setattr("bot.doctor.contest.POLL_SECONDS", 0)


@pytest.fixture
async def stored(settings: Settings) -> AsyncIterator[Database]:
    await migrate(settings.database)
    keep_private(settings.database, settings.data_dir)
    storage = open_storage(settings.database, clock)
    yield storage
    await storage.close()


async def found(settings: Settings, what: str) -> list[Finding]:
    return [one async for one in examine(settings) if one.what == what]


async def one_of(settings: Settings, what: str) -> Finding:
    [finding] = [one async for one in machine(settings) if one.what == what]
    return finding


@pytest.mark.usefixtures("stored")
async def test_the_disk_is_told_and_little_room_is_a_problem(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = await one_of(settings, "disk")
    assert (finding.ok, " MB are left on the disk of " in finding.says) == (True, True)
    monkeypatch.setattr("bot.doctor.machine.LEAST_ROOM", 2**62)
    finding = await one_of(settings, "disk")
    assert not finding.ok
    assert "free some space" in finding.says


@pytest.mark.usefixtures("stored")
async def test_a_log_that_never_ends_is_a_problem(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await one_of(settings, "log")).ok
    (settings.data_dir / "bot.db-wal").write_bytes(bytes(4096))
    monkeypatch.setattr("bot.doctor.machine.LARGEST_LOG", 4095)
    finding = await one_of(settings, "log")
    assert not finding.ok
    assert "some program keeps the database open" in finding.says
    on_a_server = replace(settings, database_url="postgresql://bot@127.0.0.1:1/iku")
    assert [one.what async for one in machine(on_a_server)] == ["disk", "modes", "backup"]


@pytest.mark.usefixtures("stored")
async def test_what_others_can_read_is_a_problem_with_its_cure(settings: Settings) -> None:
    assert (await one_of(settings, "modes")).ok
    (settings.data_dir / "bot.db").chmod(0o644)
    finding = await one_of(settings, "modes")
    assert not finding.ok
    assert "bot.db: chmod -R go= " in finding.says


@pytest.mark.usefixtures("stored")
async def test_the_age_of_the_newest_backup(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await one_of(settings, "backup")).says == "BACKUP_DIR is not set: none is made by itself"
    own = replace(settings, backup_dir=settings.data_dir / "backups")
    assert "none is in" in (await one_of(own, "backup")).says
    lying: list[Backup] = []

    async def every_one(_: object) -> list[Backup]:
        return lying

    monkeypatch.setattr("storage.backups.folder.BackupFolder.all", every_one)
    for hours, ok in ((25, True), (27, False)):
        lying[:] = [of_that(datetime.now(UTC) - timedelta(hours=hours))]
        finding = await one_of(own, "backup")
        assert finding.ok is ok
        assert f"the newest was made {hours} h ago" in finding.says


async def test_updates_that_wait_for_long_are_a_problem(settings: Settings, stored: Database) -> None:
    assert await found(settings, "updates") == []
    async with stored.uow() as uow:
        await uow.inbox.store([received(1), received(2)])
        await uow.commit()
    [finding] = await found(settings, "updates")
    assert "2 updates wait for their answer, the oldest since 2026-03-02" in finding.says


async def test_evidence_that_never_came_is_named(settings: Settings, stored: Database) -> None:
    async with stored.uow() as uow:
        draft = await started(uow, await someone(uow))
        file = await uow.evidence.add(file_of(draft))
        await uow.evidence.update(replace(file, state=FileState.LOST), at=NOW)
        await uow.commit()
    [finding] = await found(settings, "evidence")
    assert "1 files could not be fetched from Telegram after all tries (DINKES: " in finding.says


@pytest.mark.usefixtures("stored")
async def test_another_process_that_polls_is_named_plainly(settings: Settings, people: People) -> None:
    [finding] = await found(settings, "polling")
    assert (finding.ok, finding.says) == (True, "nobody else polls with this token")
    await people.fault("raw", method="getUpdates", status=409, body=CONFLICT, times=1)
    [finding] = await found(settings, "polling")
    assert not finding.ok
    assert finding.says.startswith("another process polls with this token (409): stop it there")
    await people.fault("drop", method="getUpdates", times=1)
    [finding] = await found(settings, "polling")
    assert finding.ok
