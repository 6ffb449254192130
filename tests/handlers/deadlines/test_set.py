"""Setting and moving a deadline: the conversation, what it means, and what may come between."""

from dataclasses import replace

import pytest

from handlers.words import problems
from tests.handlers.admins import admin_of
from tests.handlers.deadlines.stage import DUE, moves, opens_card, queued
from tests.handlers.years.yearly import settings_of
from tests.town.dialogue import Talker, Town, labels, press


async def test_a_first_deadline_is_set_without_a_reason(town: Town) -> None:
    await town.operator()
    dewi = await town.reviewer()
    assert labels(await opens_card(dewi)) == ["Tetapkan tenggat", "‹ Tenggat", "‹ Beranda"]
    asked = await dewi.presses("Tetapkan tenggat")
    assert asked["text"].startswith("Tenggat SAKIP 2026 · 1/3\nbelum ada tenggat\n\nTanggal berapa")
    assert labels(asked)[:3] == ["Senin, 30 Nov 2026", "Senin, 7 Des 2026", "Kamis, 31 Des 2026"]
    summary = await dewi.walks(press("Senin, 7 Des 2026", "16.00", "Lewati"))
    assert "Tanggal: Senin, 7 Des 2026\nJam: 16.00 WIB\nDasar: dilewati" in summary["text"]
    assert (
        "Menjadi Senin, 7 Desember 2026 pukul 16.00 WIB (14 hari lagi)\n"
        "2 OPD belum lapor; 1 operator akan diberi tahu.\n"
        "Pengingat berikutnya: H‑7 · Senin 30 Nov"
    ) in summary["text"]
    assert await settings_of(town, 2026) == []
    stored = await dewi.presses("Simpan")
    assert stored["message_id"] == summary["message_id"]
    assert stored["text"].startswith("✅ Tersimpan.\n\nTenggat SAKIP 2026\n\nSenin, 7 Desember 2026")
    assert "Dewi, 23 Nov 2026\n" in stored["text"]
    (last,) = await settings_of(town, 2026)
    assert (last.key, last.value, last.legal_basis) == ("deadline.sakip", "2026-12-07T16:00:00+07:00", "")


async def test_a_moved_deadline_needs_a_reason_and_warns_of_a_day_off(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await opens_card(dewi)
    assert "kini 2 Des 2026 16.00 WIB" in (await dewi.presses("Ubah tenggat"))["text"]
    assert "sudah lewat" in (await dewi.says("2 Des 2025"))["text"]
    assert "di luar masa pelaporan 2026" in (await dewi.says("2 Jan 2027"))["text"]
    await dewi.says("5 des")
    assert "ketik 09.00 sampai 23.59" in (await dewi.says("08.00"))["text"]
    asked = await dewi.says("15:30")
    assert labels(asked) == ["‹ Kembali", "Batal"]
    summary = await dewi.says("LHE mundur dari Inspektorat")
    assert "Menjadi Sabtu, 5 Desember 2026 pukul 15.30 WIB (12 hari lagi)\n⚠️ Sabtu," in summary["text"]
    assert "2 OPD belum lapor; tidak ada operator yang perlu diberi tahu." in summary["text"]
    stored = await dewi.presses("Simpan")
    assert "Dewi, 23 Nov 2026 · LHE mundur dari Inspektorat" in stored["text"]
    assert (await settings_of(town, 2026))[-1].legal_basis == "LHE mundur dari Inspektorat"


async def test_the_same_moment_again_is_refused(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await opens_card(dewi)
    await dewi.presses("Ubah tenggat")
    asked = await dewi.says("2 Desember")
    assert labels(asked)[:2] == ["12.00", "23.59"]
    assert "sama dengan tenggatnya kini" in (await dewi.says("16.00"))["text"]


async def test_two_who_move_at_once_do_not_overwrite_each_other(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi, admin = await town.reviewer(), await admin_of(town)
    await opens_card(dewi)
    await dewi.presses("Ubah tenggat")
    for said in ("9 Des", "16.00", "LHE mundur"):
        await dewi.says(said)
    summary = await dewi.card()
    await moves(admin, "11 Des")
    before = await settings_of(town, 2026)
    assert "berubah sejak isian ini dimulai" in (await dewi.presses("Simpan", summary))["text"]
    assert await settings_of(town, 2026) == before


async def test_a_time_that_passed_while_it_was_typed_is_refused(town: Town, dewi: Talker) -> None:
    await opens_card(dewi)
    await dewi.walks(press("Tetapkan tenggat"), "hari ini", "10.00")
    summary = await dewi.presses("Lewati")
    assert "Pengingat berikutnya: H+1 · Selasa 24 Nov" in summary["text"]
    town.pass_time(hours=2)
    assert "sudah lewat, jadi belum ada yang disimpan" in (await dewi.presses("Simpan", summary))["text"]
    assert await settings_of(town, 2026) == []


async def test_a_year_that_was_closed_meanwhile_refuses(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await opens_card(dewi)
    await dewi.presses("Ubah tenggat")
    for said in ("9 Des", "16.00", "LHE mundur"):
        await dewi.says(said)
    summary = await dewi.card()
    await town.set_year("closed_at", "2026-11-23T09:00:00+07:00")
    assert "sudah ditutup" in (await dewi.presses("Simpan", summary))["text"]
    assert (await settings_of(town, 2026))[-1].key == "closed_at"


async def test_a_role_that_ended_meanwhile_stores_nothing(town: Town, dewi: Talker) -> None:
    await opens_card(dewi)
    await dewi.walks(press("Tetapkan tenggat"), "9 Des", "16.00")
    summary = await dewi.presses("Lewati")
    person = await town.person(dewi)
    (grant,) = person.grants
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, replace(grant, unit="anjab"), by=None, at=town.now)
        await uow.people.end(person.id, grant, by=None, at=town.now)
        await uow.commit()
    said = await dewi.presses("Simpan", summary)
    assert said["text"] == problems.NOT_YOURS_ANY_MORE
    assert await settings_of(town, 2026) == []


async def test_the_coming_year_is_prepared_without_telling_anybody(town: Town) -> None:
    await town.set_year("target.sakip", "80", 2027)
    await town.operator()
    dewi = await town.reviewer()
    await dewi.walks("/tenggat", press("2027 ›", "1 · SAKIP"))
    asked = await dewi.presses("Tetapkan tenggat")
    assert labels(asked)[:3] == ["Jumat, 8 Jan 2027", "Jumat, 15 Jan 2027", "Jumat, 31 Des 2027"]
    assert "Contoh: 2 Desember, atau 2/12." in asked["text"]
    refused = await dewi.says("2/12/2026")
    assert "di luar masa pelaporan 2027; pilih tanggal lain." in refused["text"]
    summary = await dewi.walks(press("Jumat, 15 Jan", "16.00", "Lewati"))
    assert "Tahunnya belum berjalan, jadi belum ada yang diberi tahu." in summary["text"]
    # H-14 would be on the last working day of 2026, when nobody owes anything of 2027 yet.
    assert "Pengingat berikutnya: H‑7 · Jumat 8 Jan 2027" in summary["text"]
    stored = await dewi.presses("Simpan")
    assert "belum lapor" not in stored["text"]
    assert "H‑14" not in stored["text"]
    assert queued(town) == []


async def test_leaving_leads_back_to_the_card(dewi: Talker) -> None:
    await opens_card(dewi)
    await dewi.presses("Tetapkan tenggat")
    assert (await dewi.presses("‹ Tenggat"))["text"].startswith("Tenggat SAKIP 2026\n\nbelum ada")


@pytest.mark.parametrize("answered", [0, 1])
async def test_a_press_delivered_twice_stores_once(
    town: Town, siti: Talker, eka: Talker, answered: int
) -> None:
    if answered:
        await siti.reports_sakip()
    dewi = await town.reviewer()
    await opens_card(dewi)
    await dewi.walks(press("Tetapkan tenggat"), "9 Des", "16.00")
    card = await dewi.presses("Lewati")
    update = await dewi.pressed("Simpan", card)
    await town.deliver(update)
    await town.process(update)
    assert len(await settings_of(town, 2026)) == 1
    assert (await dewi.card())["text"].startswith("✅ Tersimpan.")
    assert {one.person for one in queued(town)} == {
        (await town.person(one)).id for one in (siti, eka)[answered:]
    }
