"""The steps of the reminders: everybody of `/tenggat` reads them, an admin sets them."""

import pytest

from tests.handlers.admins import admin_of
from tests.handlers.deadlines.stage import DUE
from tests.handlers.years.yearly import settings_of
from tests.town.dialogue import Talker, Town, labels, press


async def test_an_admin_sets_the_steps_before_the_deadline(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.set_year("deadline.ikm", "2026-11-20T16:00:00+07:00")
    admin = await admin_of(town)
    await admin.says("/tenggat")
    shown = await admin.presses("Pengingat")
    assert shown["text"].startswith(
        "Pengingat 2026 · berjalan\n\nSebelum tenggat\nH‑14, H‑7, H‑3, H‑1, hari‑H\nbelum diubah\n\n"
        "Sesudah tenggat\nH+1, H+7\nbelum diubah\n\nDikirim pukul 08.00 pada hari kerja"
    )
    assert labels(shown) == ["Ubah sebelum tenggat", "Ubah sesudah tenggat", "‹ Tenggat", "‹ Beranda"]
    asked = await admin.presses("Ubah sebelum tenggat")
    assert asked["text"].startswith("Pengingat sebelum tenggat 2026 · 1/2\nkini H‑14, H‑7")
    assert labels(asked)[0] == "H‑14, H‑7, H‑3, H‑1, hari‑H"
    assert "bukan angka bulat" in (await admin.says("seminggu"))["text"]
    await admin.says("5, 2, 0")
    summary = await admin.says("Terlalu sering")
    assert "Hari: H‑5, H‑2, hari‑H\nAlasan: Terlalu sering" in summary["text"]
    assert "SAKIP: H‑5 jatuh hari" not in summary["text"]
    assert "SAKIP: H‑5 · Jumat 27 Nov\nIKM: H+7 · Jumat 27 Nov" in summary["text"]
    stored = await admin.presses("Simpan")
    assert "✅ Tersimpan." in stored["text"]
    assert "H‑5, H‑2, hari‑H\nPak Admin, 23 Nov 2026 · Terlalu sering" in stored["text"]
    last = (await settings_of(town, 2026))[-1]
    assert (last.key, last.value, last.legal_basis) == ("reminder.before", "5,2,0", "Terlalu sering")


async def test_the_usual_steps_after_the_deadline_are_one_tap(town: Town) -> None:
    await town.set_year("reminder.after", "3")
    await town.set_year("deadline.sakip", "2026-11-20T16:00:00+07:00")
    admin = await admin_of(town)
    await admin.says("/tenggat")
    await admin.presses("Pengingat")
    assert "kini H+3" in (await admin.presses("Ubah sesudah tenggat"))["text"]
    await admin.presses("H+1, H+7")
    assert "SAKIP: H+7 · Jumat 27 Nov" in (await admin.presses("Lewati"))["text"]
    assert "Sesudah tenggat\nH+1, H+7\nPak Admin" in (await admin.presses("Simpan"))["text"]


async def test_no_reminder_may_be_left(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-11-02T16:00:00+07:00")
    admin = await admin_of(town)
    await admin.walks("/tenggat", press("Pengingat", "Ubah sesudah tenggat"), "2")
    assert "SAKIP: tidak ada pengingat lagi" in (await admin.presses("Lewati"))["text"]
    await admin.presses("Simpan")
    await admin.presses("‹ Tenggat")
    assert "Tidak ada pengingat yang masih akan dikirim." in (await admin.presses("1 · SAKIP"))["text"]


async def test_a_sub_bagian_reads_them_only(dewi: Talker) -> None:
    await dewi.says("/tenggat")
    shown = await dewi.presses("Pengingat")
    assert "diubah oleh admin" in shown["text"]
    assert labels(shown) == ["‹ Tenggat", "‹ Beranda"]
    assert "hanya untuk admin" in (await dewi.forges("tt:2026:before"))["text"]


@pytest.mark.parametrize("data", ["tt:2026:inside", "tt:2031:before"])
async def test_forged_steps_are_refused(admin: Talker, data: str) -> None:
    await admin.says("/tenggat")
    assert "sudah tidak berlaku" in (await admin.forges(data))["text"]


async def test_leaving_leads_back_to_the_steps(admin: Talker) -> None:
    await admin.walks("/tenggat", press("Pengingat", "Ubah sebelum tenggat"))
    assert (await admin.presses("‹ Pengingat"))["text"].startswith("Pengingat 2026")
