"""`/opd`: the list, one OPD, and what a decree does to it."""

from datetime import date

import pytest

from domain.units.opd import Opd
from handlers.units.buttons import ChangeOpd, MergeOpd, PickSuccessor, ShowOpd
from tests.handlers.admins import admin_of
from tests.town.dialogue import LIBRARY, Json, Talker, Town, labels, press


async def stored(town: Town, code: str) -> Opd:
    async with town.storage.uow() as uow:
        return await uow.opds.get(code)


async def open_card(town: Town, name: str = "DINKES") -> tuple[Talker, Json]:
    admin = await admin_of(town)
    await admin.says("/opd")
    return admin, await admin.presses(name)


async def fills(admin: Talker, *answers: str) -> Json:
    for answer in answers:
        card = await admin.says(answer)
    return card


async def test_the_list_says_what_is_in_force_closing_coming_and_closed(town: Town, admin: Talker) -> None:
    async with town.storage.uow() as uow:
        for code, name, first, last in (
            ("A", "Dinas Akhir Tahun", date(2024, 1, 1), date(2026, 12, 31)),
            ("B", "Dinas Baru", date(2027, 1, 1), None),
            ("C", "Dinas Dulu", date(2024, 1, 1), date(2025, 12, 31)),
        ):
            await uow.opds.record(Opd(code, name, "dinas", first, last), by=None, at=town.now)
        await uow.commit()
    listed = await admin.says("/opd")
    assert "2 berlaku · 1 akan ditutup · 1 akan berlaku · 1 sudah ditutup" in listed["text"]
    assert "\n\nAkan ditutup: A (sampai 31 Des 2026)\n\n" in listed["text"]
    assert "\n\nAkan berlaku: B (mulai 1 Jan 2027)\n\n" in listed["text"]
    assert "\n\nSudah ditutup: C (sampai 31 Des 2025)" in listed["text"]
    assert labels(listed) == [
        *("DINKES", "DISPERPUSIP", "A", "B", "C"),
        *("Tambah OPD", "Dari berkas", "‹ Beranda"),
    ]
    card = await admin.forges(ShowOpd("C").pack())
    assert "Dinas Dulu" in card["text"]
    assert labels(card) == ["‹ Daftar OPD", "‹ Beranda"]


async def test_a_long_list_is_paged(town: Town) -> None:
    await town.found_opds(20)
    admin = await admin_of(town)
    first = await admin.says("/opd")
    assert len([label for label in labels(first) if label.startswith(("OPD", "DI"))]) == 18
    assert "2/2" in labels(await admin.presses("›"))


async def test_what_is_typed_while_the_list_is_on_the_screen_is_looked_for(town: Town) -> None:
    await town.found_opds(20)
    admin = await admin_of(town)
    assert (await admin.says("/opd"))["text"].startswith("Daftar OPD · ketik nama untuk mencari\n")
    one = await admin.says("kesehatan")
    assert "Kode: DINKES\nSejak 1 Januari 2024" in one["text"]
    assert labels(one)[-2:] == ["‹ Daftar OPD", "‹ Beranda"]
    await admin.presses("‹ Daftar OPD")
    some = await admin.says("opd1")
    assert some["text"] == "Daftar OPD\n11 OPD cocok dengan “opd1”."
    assert labels(some) == ["OPD1", *(f"OPD1{last}" for last in range(10)), "‹ Semua OPD", "‹ Beranda"]
    many = await admin.says("opd")
    assert many["text"] == "Daftar OPD\n20 OPD cocok dengan “opd”. Ini 18 yang pertama; ketik lebih lengkap."
    assert "Kode: OPD7" in (await admin.says("OPD7"))["text"]


async def test_a_card_names_the_operators(town: Town) -> None:
    await town.operator()
    await town.operator(1002, "Budi")
    _, card = await open_card(town)
    assert "Kode: DINKES\nSejak 1 Januari 2024" in card["text"]
    assert "Operator: Budi, Siti" in card["text"]


async def test_an_opd_is_founded(town: Town, admin: Talker) -> None:
    await admin.says("/opd")
    await admin.presses("Tambah OPD")
    await fills(admin, "dlh", "Dinas Lingkungan Hidup")
    await admin.presses("Dinas")
    summary = await fills(admin, "1 Januari 2027", "Perda 5 Tahun 2026")
    assert "Jenis: Dinas" in summary["text"]
    assert "triwulan yang sudah berlalu" not in summary["text"]
    card = await admin.presses("Simpan")
    assert "OPD ditambahkan." in card["text"]
    assert "Dasar: Perda 5 Tahun 2026" in card["text"]
    assert await stored(town, "DLH") == Opd(
        "DLH", "Dinas Lingkungan Hidup", "dinas", date(2027, 1, 1), None, "Perda 5 Tahun 2026"
    )


async def test_founding_in_the_past_says_that_figures_change(admin: Talker) -> None:
    await admin.says("/opd")
    await admin.presses("Tambah OPD")
    summary = await fills(admin, "dlh", "Dinas Lingkungan Hidup", "dinas", "1/1/2024", "Perda 5")
    assert "triwulan yang sudah berlalu" in summary["text"]


async def test_a_code_that_is_taken_can_be_mended_from_the_summary(town: Town, admin: Talker) -> None:
    await admin.says("/opd")
    await admin.presses("Tambah OPD")
    summary = await fills(admin, "dinkes", "Dinas Lain", "dinas", "1/1/2027", "Perda 5")
    assert "Kode itu sudah dipakai" in (await admin.presses("Simpan"))["text"]
    await admin.presses("Ubah kode", summary)
    await admin.says("dlain")
    await admin.presses("Simpan")
    assert (await stored(town, "DLAIN")).name == "Dinas Lain"
    assert (await stored(town, "DINKES")).name == "Dinas Kesehatan"


async def test_a_new_name_keeps_code_and_reports(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    admin, _ = await open_card(town)
    asked = await admin.presses("Ubah nama")
    assert "Dinas Kesehatan" in asked["text"]
    await admin.says("Dinas Kesehatan dan KB")
    assert "belum terjadi" in (await admin.says("1/1/2027"))["text"]
    summary = await fills(admin, "1 November 2026", "Perda 5")
    assert "Kode, laporan, dan riwayatnya tetap" in summary["text"]
    assert "Nama OPD diubah." in (await admin.presses("Simpan"))["text"]
    assert (await stored(town, "DINKES")).decree == "Perda 5 (1/11/2026)"
    assert "Dinas Kesehatan dan KB" in (await siti.says("/status"))["text"]
    assert len(await town.events("DINKES")) == 1


async def test_a_short_name_is_one_question(town: Town) -> None:
    admin, _ = await open_card(town)
    asked = await admin.presses("Nama pendek")
    assert "Nama pendeknya?" in asked["text"]
    assert "bukan nama pendek: 2–20 huruf" in (await admin.says("Dinas Kesehatan Kota Probolinggo"))["text"]
    summary = await admin.says("Kesehatan")
    assert "Nama lengkap, kode, dan laporannya tetap" in summary["text"]
    card = await admin.presses("Simpan")
    assert "Nama pendek disimpan." in card["text"]
    assert "Nama pendek: Kesehatan\nKode: DINKES" in card["text"]
    assert (await stored(town, "DINKES")).short == "Kesehatan"
    await admin.presses("Nama pendek")
    await admin.presses("Pakai kodenya saja")
    assert "Nama pendek:" not in (await admin.presses("Simpan"))["text"]
    assert (await stored(town, "DINKES")).short == ""


async def test_a_short_name_of_another_opd_is_refused(town: Town) -> None:
    admin, _ = await open_card(town)
    summary = await admin.walks(press("Nama pendek"), LIBRARY.code.lower())
    assert "sama dengan nama pendek atau kode OPD lain" in (await admin.presses("Simpan", summary))["text"]
    assert (await stored(town, "DINKES")).short == ""
    await admin.presses("Ubah nama pendek", summary)
    await admin.says("Dinkes")
    assert "Nama pendek disimpan." in (await admin.presses("Simpan"))["text"]


async def test_closing_tells_what_becomes_of_drafts_reports_and_operators(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await siti.opens("IKM")
    admin, _ = await open_card(town)
    await admin.presses("Tutup")
    assert "paling awal 30/9/2026" in (await admin.says("1/1/2026"))["text"]
    await admin.presses("31 Desember 2026")
    summary = await admin.says("Perda 5 Tahun 2026")
    assert "Draf terbuka: 1" in summary["text"]
    assert "Laporan menunggu verifikasi: 1" in summary["text"]
    assert "Operator: 1" in summary["text"]
    card = await admin.presses("Simpan")
    assert "Akan ditutup" in card["text"]
    assert (await stored(town, "DINKES")).valid_to == date(2026, 12, 31)

    await admin.presses("Batalkan penutupan")
    await admin.says("Perda 6 Tahun 2026")
    assert "OPD tetap berlaku" in (await admin.presses("Simpan"))["text"]
    assert (await stored(town, "DINKES")).valid_to is None


async def test_merging_names_the_successor(town: Town) -> None:
    admin, _ = await open_card(town)
    targets = await admin.presses("Gabungkan")
    assert "Dinas Kesehatan" not in labels(targets)
    asked = await admin.presses("Dinas Perpustakaan")
    assert "Dinas Kesehatan → Dinas Perpustakaan dan Kearsipan" in asked["text"]
    summary = await fills(admin, "31/12/2026", "Perda 5")
    assert "Dinas Perpustakaan dan Kearsipan melapor sendiri" in summary["text"]
    card = await admin.presses("Simpan")
    assert "Tugasnya dilanjutkan: Dinas Perpustakaan dan Kearsipan" in card["text"]
    merged = await stored(town, "DINKES")
    assert (merged.valid_to, merged.merged_into) == (date(2026, 12, 31), LIBRARY.code)


async def test_a_successor_that_ends_as_well_is_refused(town: Town) -> None:
    admin, _ = await open_card(town)
    await admin.presses("Gabungkan")
    await admin.presses("Dinas Perpustakaan")
    await fills(admin, "31/12/2026", "Perda 5")
    await town.close_opd(LIBRARY)
    assert "Pilih OPD tujuan lain" in (await admin.presses("Simpan"))["text"]
    assert (await stored(town, "DINKES")).valid_to is None


async def test_a_change_can_be_left_cancelled_and_brought_back(town: Town) -> None:
    admin, _ = await open_card(town)
    await admin.presses("Tutup")
    assert "Kode: DINKES" in (await admin.presses("Kembali"))["text"]
    await admin.presses("Tutup")
    await admin.presses("31 Desember")
    assert "Draf dihapus" in (await admin.says("/batal"))["text"]
    assert "Nomor keputusan" in (await admin.presses("Urungkan"))["text"]
    await admin.says("/opd")
    await admin.presses("Tambah OPD")
    assert "Daftar OPD" in (await admin.presses("Kembali"))["text"]


async def test_whoever_is_no_admin_any_more_changes_nothing(town: Town) -> None:
    admin, _ = await open_card(town)
    summary = await admin.walks(press("Tutup", "31 Desember"), "Perda 5")
    person = await town.person(admin)
    async with town.storage.uow() as uow:
        for grant in person.grants:
            await uow.people.end(person.id, grant, by=None, at=town.now)
        await uow.commit()
    assert "Mintalah tautan undangan" in (await admin.presses("Simpan", summary))["text"]
    assert (await stored(town, "DINKES")).valid_to is None


@pytest.mark.parametrize(
    "button",
    [
        ShowOpd("NIHIL"),
        ChangeOpd("opd-tutup", "NIHIL"),
        ChangeOpd("opd-tutup", ""),
        ChangeOpd("opd-baru", "DINKES"),
        ChangeOpd("opd-gabung", "DINKES"),
        ChangeOpd("sakip", "DINKES"),
        ChangeOpd("opd-nama", LIBRARY.code),
        ChangeOpd("opd-pendek", LIBRARY.code),
        PickSuccessor("NIHIL", 0),
        MergeOpd("DINKES", LIBRARY.code),
        MergeOpd("DINKES", "NIHIL"),
    ],
    ids=lambda button: button.pack(),
)
async def test_a_forged_or_outdated_button_begins_nothing(town: Town, button: ChangeOpd) -> None:
    admin, _ = await open_card(town)
    await town.close_opd(LIBRARY)
    assert "tidak berlaku" in (await admin.forges(button.pack()))["text"]
    assert await town.held(admin) is None


async def test_a_decision_delivered_twice_is_stored_once(town: Town) -> None:
    admin, _ = await open_card(town)
    await admin.presses("Tutup")
    await fills(admin, "31/12/2026", "Perda 5")
    update = await admin.pressed("Simpan")
    await town.deliver(update)
    before = len(town.storage.tables.opds)
    await town.process(update)
    assert len(town.storage.tables.opds) == before
    assert "Akan ditutup" in (await admin.card())["text"]
