"""The days off of a year: the calendar's, those that the city adds, and those it works on after all."""

from datetime import date

import pytest

from tests.handlers.admins import admin_of
from tests.handlers.deadlines.stage import opens_card
from tests.handlers.years.yearly import NEW_YEAR, settings_of
from tests.town.dialogue import Talker, Town, labels, press


async def opens_days(who: Talker) -> list[str]:
    await who.says("/tenggat")
    shown = await who.presses("Hari libur")
    return [line for line in shown["text"].split("\n") if " · " in line][1:]


async def test_the_days_to_come_are_listed(town: Town, dewi: Talker) -> None:
    assert await opens_days(dewi) == [
        "Kamis 24 Des · Cuti Bersama Hari Raya Natal",
        "Jumat 25 Des · Hari Raya Natal",
    ]
    shown = await dewi.card()
    assert "(perkiraan)" not in shown["text"]
    assert shown["text"].endswith("Hari libur diubah oleh admin.")
    assert labels(shown) == ["‹ Tenggat", "‹ Beranda"]
    for data in ("td:2026-12-25", "tn:2026", "th:2026-12-25:kerja"):
        assert "hanya untuk admin" in (await dewi.forges(data))["text"]
    assert await settings_of(town, 2026) == []


async def test_an_estimate_is_named_as_one_and_long_lists_are_paged(town: Town) -> None:
    await town.set_year("target.sakip", "80", 2027)
    admin = await admin_of(town)
    first = await admin.walks("/tenggat", press("2027 ›", "Hari libur"))
    assert "Rabu 10 Mar · Hari Raya Idul Fitri (perkiraan)" in first["text"]
    assert "Tanggal (perkiraan) mengikuti hitungan kalender" in first["text"]
    assert "1/4" in labels(first)
    assert "Jumat 12 Mar · Cuti Bersama Hari Raya Idul Fitri" in (await admin.presses("›"))["text"]


async def test_a_day_is_added_and_removed(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    admin = await admin_of(town)
    await opens_days(admin)
    await admin.presses("Tambah hari libur")
    assert "sudah hari libur" in (await admin.says("25 Desember"))["text"]
    await admin.says("28 Des")
    assert "berarti hari kerja" in (await admin.says("kerja"))["text"]
    await admin.says("Hari <Jadi> Kota")
    summary = await admin.says("SE 5/2026")
    assert "Tanggal: Senin, 28 Des 2026\nNama: Hari <Jadi> Kota\nDasar: SE 5/2026" in summary["text"]
    stored = await admin.presses("Simpan")
    assert stored["text"].startswith("✅ Tersimpan.\n\nHari libur 2026")
    assert "Senin 28 Des · Hari <Jadi> Kota · ditambahkan" in stored["text"]
    last = (await settings_of(town, 2026))[-1]
    assert (last.key, last.value, last.legal_basis) == ("dayoff.2026-12-28", "Hari <Jadi> Kota", "SE 5/2026")
    assert "H‑3 jatuh hari Senin (Hari <Jadi> Kota) → Rabu 23 Des" in (await opens_card(admin))["text"]
    await opens_days(admin)
    card = await admin.presses("28 Des")
    assert card["text"] == (
        "Senin, 28 Desember 2026\nHari <Jadi> Kota\n\n"
        "Ditambahkan untuk Kota Probolinggo.\nPak Admin, 23 Nov 2026 · SE 5/2026"
    )
    removed = await admin.presses("Hapus")
    assert "28 Des" not in removed["text"]
    assert "sudah tidak berlaku" in (await admin.forges("td:2026-12-28"))["text"]


async def test_a_national_day_is_worked_on_after_all_and_given_back(town: Town, admin: Talker) -> None:
    await opens_days(admin)
    card = await admin.presses("24 Des")
    assert card["text"].endswith("Menurut kalender nasional.")
    worked = await admin.presses("Jadikan hari kerja")
    assert "Kamis 24 Des · Cuti Bersama Hari Raya Natal → hari kerja" in worked["text"]
    assert "Libur berikutnya: Jumat 25 Des" in (await admin.presses("‹ Tenggat"))["text"]
    await admin.forges("th:2026-12-24:kerja")
    assert [one.value for one in await settings_of(town, 2026)] == ["kerja"]
    await opens_days(admin)
    assert "dijadikan hari kerja" in (await admin.presses("24 Des"))["text"]
    back = await admin.presses("Jadikan libur lagi")
    assert "→ hari kerja" not in back["text"]
    assert [one.value for one in await settings_of(town, 2026)] == ["kerja", ""]


async def test_a_day_worked_on_may_be_added_under_another_name(town: Town) -> None:
    await town.set_year("dayoff.2026-12-24", "kerja")
    admin = await admin_of(town)
    await opens_days(admin)
    await admin.walks(press("Tambah hari libur"), "24 Des", "Libur kota", press("Lewati"))
    assert "Kamis 24 Des · Libur kota · ditambahkan" in (await admin.presses("Simpan"))["text"]


async def test_a_closed_year_keeps_its_days(town: Town) -> None:
    await town.set_year("closed_at", "2027-01-10T09:00:00+07:00")
    town.now = NEW_YEAR
    admin = await admin_of(town)
    shown = await admin.walks("/tenggat", press("‹ 2026", "Hari libur"))
    assert "Kamis 1 Jan · Tahun Baru Masehi" in shown["text"]
    assert "Tahun ini sudah ditutup" in shown["text"]
    assert labels(shown)[-2:] == ["‹ Tenggat", "‹ Beranda"]
    assert "Tambah hari libur" not in labels(shown)
    assert labels(await admin.forges("td:2026-12-25")) == ["‹ Hari libur"]


async def test_a_change_stored_before_the_reply_had_its_present_name_is_shown_again(
    town: Town, admin: Talker
) -> None:
    await opens_days(admin)
    await admin.presses("24 Des")
    update = await admin.pressed("Jadikan hari kerja")
    async with town.storage.uow() as uow:
        await uow.inbox.apply(update.update_id, f"day_off {date(2026, 12, 24).toordinal()}", town.now)
        await uow.commit()
    await town.deliver(update)
    assert (await admin.card())["text"].startswith("✅ Tersimpan.\n\nHari libur 2026")
    assert await settings_of(town, 2026) == []


async def test_leaving_leads_back_to_the_list(admin: Talker) -> None:
    await opens_days(admin)
    await admin.presses("Tambah hari libur")
    assert (await admin.presses("‹ Hari libur"))["text"].startswith("Hari libur 2026")


@pytest.mark.parametrize(
    "data",
    ["td:kapan", "td:2026-12-28", "th:2026-12-25:apa", "th:2026-08-17:kerja", "tn:2025", "td:2031-12-25"],
)
async def test_forged_days_are_refused(town: Town, admin: Talker, data: str) -> None:
    await admin.says("/tenggat")
    assert "sudah tidak berlaku" in (await admin.forges(data))["text"]
    assert await settings_of(town, 2026) == []
