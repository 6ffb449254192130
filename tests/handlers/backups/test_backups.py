"""`/cadangan`: what an admin reads and can do, and what is told unasked."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.language.dates import WIB
from handlers.backups.keyboards import LOOK_AGAIN, MAKE_NOW, OPEN, SEND
from handlers.backups.nightly import nightly
from tests.handlers.admins import admin_of
from tests.town.dialogue import Json, Talker, Town, labels

NIGHT = datetime(2026, 12, 1, 2, 30, tzinfo=WIB)
DAY = timedelta(days=1)


@pytest.fixture
def backups(town: Town) -> Town:
    """Give a town whose backups have a place."""
    town.backups.turn_on()
    town.now = NIGHT
    return town


@pytest.fixture
async def admin(town: Town) -> Talker:
    """Give one to whom the bot may speak."""
    admin = await admin_of(town)
    await admin.says("/menu")
    return admin


async def tick(town: Town, moment: datetime) -> None:
    town.now = moment
    await nightly(town.app.context_types.context(town.app))


async def told(town: Town, talker: Talker) -> list[Json]:
    """Return what came to somebody unasked."""
    before = len(await talker.chat())
    await town.send_notices()
    return (await talker.chat())[before:]


async def test_without_a_place_it_says_what_to_do(town: Town, admin: Talker) -> None:
    said = await admin.says("/cadangan")
    assert said["text"] == (
        "Cadangan data\n\n"
        "Belum ada tempat untuk cadangan, jadi belum ada yang dibuat.\n"
        "Isi BACKUP_DIR di server, lalu jalankan bot kembali (panduan, bagian Cadangan)."
    )
    assert labels(said) == ["‹ Beranda"]
    assert "Isi BACKUP_DIR" in (await admin.forges("zm"))["text"]
    await tick(town, NIGHT)
    assert town.backups.made == []


async def test_a_backup_is_made_every_night_and_nobody_is_told(backups: Town, admin: Talker) -> None:
    for night in range(3):
        await tick(backups, NIGHT + night * DAY)
        await tick(backups, NIGHT + night * DAY + timedelta(hours=5))
    assert [one.made_at for one in backups.backups.made] == [NIGHT, NIGHT + DAY, NIGHT + 2 * DAY]
    assert await told(backups, admin) == []
    backups.now = NIGHT + 2 * DAY + timedelta(hours=7)
    said = await admin.says("/cadangan")
    assert said["text"] == (
        "Cadangan data\n\n"
        "Terakhir Kamis 3 Des pukul 02.30, 7 jam lalu\n"
        "✅ Sudah dipulihkan di tempat sementara dan diperiksa pukul 02.30\n"
        "Basis data 1,1 MB, 312 berkas bukti (80,1 MB), 1204 catatan jejak audit\n\n"
        "Sebelumnya:\n"
        "Rabu 2 Des pukul 02.30 · 1,1 MB · 312 berkas\n"
        "Selasa 1 Des pukul 02.30 · 1,1 MB · 312 berkas\n\n"
        "Dibuat sendiri setiap malam pukul 02.30 WIB. Disimpan 7 harian, 4 mingguan, 12 bulanan.\n"
        "Berkas tidak dikirim lewat Telegram karena tidak dienkripsi (BACKUP_RECIPIENT)."
    )
    assert labels(said) == [MAKE_NOW, "‹ Beranda"]


async def test_one_is_made_at_once_and_whoever_asked_is_told(backups: Town, admin: Talker) -> None:
    await tick(backups, NIGHT)
    backups.now = NIGHT + timedelta(hours=8)
    await admin.says("/cadangan")
    waiting = await admin.presses(MAKE_NOW)
    assert "Sedang dibuat dan diperiksa." in waiting["text"]
    assert labels(waiting) == [LOOK_AGAIN, "‹ Beranda"]
    await tick(backups, backups.now + timedelta(minutes=1))
    (said,) = await told(backups, admin)
    assert said["text"] == (
        "Cadangan selesai · Selasa 1 Des pukul 10.31\n\n"
        "✅ Sudah dipulihkan di tempat sementara dan diperiksa pukul 10.31\n"
        "Basis data 1,1 MB, 312 berkas bukti (80,1 MB), 1204 catatan jejak audit"
    )
    assert labels(said) == [OPEN, "‹ Beranda"]
    await admin.presses(LOOK_AGAIN, waiting)
    assert labels(await admin.message(waiting["message_id"])) == [MAKE_NOW, "‹ Beranda"]
    assert len(backups.backups.made) == 2


async def test_pressed_twice_it_is_one(backups: Town, admin: Talker) -> None:
    await tick(backups, NIGHT)
    shown = await admin.says("/cadangan")
    await admin.presses(MAKE_NOW, shown)
    await admin.forges("zm")
    await tick(backups, NIGHT + timedelta(minutes=1))
    await tick(backups, NIGHT + timedelta(minutes=2))
    assert len(backups.backups.made) == 2
    assert len(await told(backups, admin)) == 1


async def test_one_that_fails_is_told_to_whoever_asked(backups: Town, admin: Talker) -> None:
    await tick(backups, NIGHT)
    backups.backups.why = "/backup: No space left on device"
    await admin.says("/cadangan")
    await admin.presses(MAKE_NOW)
    await tick(backups, NIGHT + timedelta(minutes=1))
    (said,) = await told(backups, admin)
    assert said["text"] == (
        "Cadangan gagal dibuat\n\nPercobaan terakhir gagal:\n/backup: No space left on device"
    )
    assert "No space left on device" in (await admin.says("/cadangan"))["text"]
    backups.backups.why = ""
    await tick(backups, NIGHT + DAY)
    assert "gagal" not in (await admin.says("/cadangan"))["text"]


async def test_a_night_that_fails_is_told_once_a_day_and_made_up_for(backups: Town, admin: Talker) -> None:
    await tick(backups, NIGHT)
    backups.backups.why = "pg_dump <broke>"
    await tick(backups, NIGHT + DAY)
    assert await told(backups, admin) == [], "somebody may have been making one by hand"
    await tick(backups, NIGHT + DAY + timedelta(minutes=1))
    (said,) = await told(backups, admin)
    assert said["text"] == (
        "Cadangan malam ini tidak ada\n\n"
        "Cadangan terakhir Selasa 1 Des pukul 02.30, 1 hari lalu.\n\n"
        "Percobaan terakhir gagal:\npg_dump <broke>"
    )
    for hour in range(3, 20):
        await tick(backups, NIGHT + DAY + timedelta(hours=hour))
    assert await told(backups, admin) == []
    backups.backups.why = ""
    await tick(backups, NIGHT + DAY + timedelta(hours=21))
    assert len(backups.backups.made) == 2


async def test_a_backup_of_more_than_twenty_six_hours_is_told(backups: Town, admin: Talker) -> None:
    """As where the machine was off until the hours of the reminders, in which none is made."""
    await tick(backups, NIGHT)
    await tick(backups, NIGHT + timedelta(hours=29))
    (said,) = await told(backups, admin)
    assert said["text"] == (
        "Cadangan malam ini tidak ada\n\nCadangan terakhir Selasa 1 Des pukul 02.30, 1 hari lalu."
    )
    await tick(backups, NIGHT + timedelta(hours=31))
    assert len(backups.backups.made) == 2


async def test_what_is_made_up_for_before_it_is_told_is_told_to_nobody(backups: Town, admin: Talker) -> None:
    await tick(backups, NIGHT)
    await tick(backups, NIGHT + timedelta(hours=29))
    await backups.backups.make(backups.now)
    assert await told(backups, admin) == []


async def test_only_admins_are_told(backups: Town, admin: Talker, dewi: Talker, boss: Talker) -> None:
    await dewi.says("/menu")
    await boss.says("/menu")
    await tick(backups, NIGHT)
    await tick(backups, NIGHT + timedelta(hours=29))
    before = [len(await one.chat()) for one in (admin, dewi, boss)]
    await backups.send_notices()
    assert [len(await one.chat()) for one in (admin, dewi, boss)] == [before[0] + 1, *before[1:]]


async def test_the_file_is_sent_where_it_is_encrypted(backups: Town, admin: Talker, tmp_path: Path) -> None:
    backups.backups.sealed = tmp_path / "iku-20261130T193000Z.tar.gz.age"
    backups.backups.sealed.write_bytes(b"age-encryption.org/v1")
    await tick(backups, NIGHT)
    said = await admin.says("/cadangan")
    assert "tidak dikirim" not in said["text"]
    await admin.presses(SEND)
    assert (await admin.toasts())[-1] == "Berkas cadangan segera dikirim di bawah."
    (sent,) = await told(backups, admin)
    assert sent["document"]["file_name"] == "iku-20261130T193000Z.tar.gz.age"
    assert sent["caption"].startswith("Cadangan Selasa 1 Des pukul 02.30, terenkripsi.")
    assert await backups.download(sent) == b"age-encryption.org/v1"


async def test_a_file_that_is_not_encrypted_never_leaves(backups: Town, admin: Talker) -> None:
    await tick(backups, NIGHT)
    await admin.says("/cadangan")
    await admin.forges(f"zs:{int(NIGHT.timestamp())}")
    (said,) = await told(backups, admin)
    assert "tidak dienkripsi" in said["text"]


async def test_a_file_that_is_gone_or_too_big_is_said(backups: Town, admin: Talker, tmp_path: Path) -> None:
    await admin.says("/cadangan")
    await admin.forges("zs:1")
    (said,) = await told(backups, admin)
    assert said["text"] == "Cadangan itu sudah tidak disimpan."
    backups.backups.sealed = tmp_path / "big.age"
    backups.backups.size = 60 * 1024 * 1024
    await tick(backups, NIGHT)
    await admin.says("/cadangan")
    await admin.presses(SEND)
    (said,) = await told(backups, admin)
    assert said["text"] == (
        "Cadangan Selasa 1 Des pukul 02.30 terlalu besar untuk Telegram (60,0 MB).\n"
        "Ambil di server: iku-20261201T023000Z"
    )


async def test_whoever_runs_the_bot_no_longer_gets_nothing(
    backups: Town, admin: Talker, tmp_path: Path
) -> None:
    backups.backups.sealed = tmp_path / "a.age"
    backups.backups.sealed.write_bytes(b"x")
    await tick(backups, NIGHT)
    await admin.says("/cadangan")
    await admin.presses(SEND)
    person = await backups.person(admin)
    async with backups.storage.uow() as uow:
        for grant in person.grants:
            await uow.people.end(person.id, grant, by=None, at=backups.now)
        await uow.commit()
    assert await told(backups, admin) == []
