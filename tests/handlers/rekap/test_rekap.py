"""The rekap of the Inspektorat: sent, understood, chosen, kept beside the reports; nothing of it counts."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.forms.drafts import FileState
from domain.people.person import Grant, Role
from tests.handlers.rekap.books import CITY, XLSX, city_with_slips, rekap
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels
from tests.town.talker import data_of

NAME = "rekap.xlsx"
TWO = rekap((HEALTH.name, 75.5), (LIBRARY.name, "60,01"))


async def opened(talker: Talker) -> Json:
    await talker.says("/verifikasi")
    return await talker.presses("Rekap Inspektorat")


async def sent(town: Town, talker: Talker, content: bytes, name: str = NAME, caption: str = "") -> Json:
    """Send a file and let the bot read it; return the newest message then."""
    await talker.sends((name, content, XLSX if name.endswith("xlsx") else "text/csv"), caption=caption)
    await town.tick()
    return await talker.card()


async def held(town: Town, year: int = 2026) -> dict[str, str]:
    async with town.storage.uow() as uow:
        return {opd: one.fact for opd, one in (await uow.rekap.comparisons(year)).items()}


async def test_it_is_asked_for_read_shown_and_kept(town: Town, dewi: Talker) -> None:
    asked = await opened(dewi)
    assert asked["text"] == (
        "Rekap LHE 2026 · 1/1\nbelum ada rekap tahun ini\n\n"
        "Kirim rekap hasil evaluasi dari Inspektorat.\n"
        "XLSX atau CSV apa adanya: kolom nama OPD, nilai, kategori. Hasil bacaannya diperlihatkan dulu."
    )
    preview = await sent(town, dewi, TWO)
    assert preview["text"] == (
        "📎 Rekap sudah dibaca; belum ada yang disimpan.\n\n"
        "Rekap LHE 2026\nrekap.xlsx · lembar Rekap\nKolom: Nama Perangkat Daerah · Nilai · Kategori\n\n"
        "2 baris dibaca: 2 cocok\nSemua OPD ada dalam rekap.\n\n"
        "2 nilai pembanding baru.\n\n"
        "Belum ada yang disimpan."
    )
    assert labels(preview) == ["Simpan 2 nilai", "Berubah (2)", "Batal"]
    assert await held(town) == {}
    done = await dewi.presses("Simpan 2 nilai")
    assert done["text"] == (
        "✅ 2 nilai pembanding disimpan (rekap LHE 2026).\n\n"
        "Belum ada laporan SAKIP 2026 yang menunggu untuk dibandingkan.\n\n"
        "Rekap tidak mengubah angka IKU; ia hanya pembanding laporan OPD."
    )
    assert labels(done) == ["Periksa laporan ›", "Cabut rekap ini", "‹ Beranda"]
    assert await held(town) == {HEALTH.code: "75.50|BB", LIBRARY.code: "60.01|B"}
    async with town.storage.uow() as uow:
        newest = await uow.rekap.newest(2026)
        assert newest is not None
        assert newest.evidence is not None
        file = await uow.evidence.get(newest.evidence)
        assert (file.state, file.sha256) == (FileState.STORED, newest.sha256)
        assert newest.sha256 in await uow.evidence.contents()


async def test_it_says_how_the_reports_that_wait_compare(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip("BB", "75,5")
    await eka.reports_sakip("B", "61")
    await opened_by_list(dewi)
    preview = await sent(town, dewi, TWO)
    assert "Laporan OPD: 1 sesuai, 1 berbeda." in preview["text"]
    differing = await dewi.presses("Beda laporan (1)")
    assert differing["text"] == (
        f"Rekap LHE 2026 · Berbeda dengan laporan OPD\n\n• {LIBRARY.code}: rekap B · 60,01"
    )
    await dewi.presses("‹ Rekap")
    done = await dewi.presses("Simpan 2 nilai")
    assert "Dari 2 laporan SAKIP 2026 yang menunggu: 1 sesuai, 1 berbeda." in done["text"]
    assert "Dinas" in (await dewi.presses("Periksa laporan ›"))["text"]


async def test_what_a_newer_sheet_does_not_name_stays_and_is_counted(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await opened(dewi)
    first = await sent(town, dewi, TWO)
    assert "sebelumnya" not in first["text"]
    await dewi.presses("Simpan 2 nilai")
    await siti.reports_sakip("BB", "75,5")
    await eka.reports_sakip("B", "60,01")
    await opened_by_list(dewi)
    preview = await sent(town, dewi, rekap((HEALTH.name, 75.5)))
    assert f"1 OPD tidak ada dalam rekap: {LIBRARY.code}\nNilai rekap sebelumnya tetap" in preview["text"]
    done = await dewi.presses("Simpan 1 nilai")
    assert "Dari 2 laporan SAKIP 2026 yang menunggu: 1 sesuai, 0 berbeda, 1 tidak ada" in done["text"]
    assert await held(town) == {HEALTH.code: "75.50|BB", LIBRARY.code: "60.01|B"}


async def opened_by_list(dewi: Talker) -> Json:
    await dewi.says("/verifikasi")
    await dewi.presses("‹ Daftar")
    return await dewi.presses("Rekap Inspektorat")


async def test_sent_again_it_shows_what_changed(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    await sent(town, dewi, TWO)
    await dewi.presses("Simpan 2 nilai")
    again = await opened(dewi)
    assert "terakhir 23 Nov 2026 09.15 WIB, 2 OPD" in again["text"]
    preview = await sent(town, dewi, TWO)
    assert "Tidak ada yang berubah sejak rekap sebelumnya." in preview["text"]
    preview = await sent(town, dewi, rekap((LIBRARY.name, 60.01), (HEALTH.name, 81)))
    assert "Sejak rekap sebelumnya: 1 berubah, 0 baru, 1 tetap." in preview["text"]
    changed = await dewi.presses("Berubah (1)")
    assert f"• {HEALTH.code}: BB · 75,50 → A · 81,00" in changed["text"]
    await dewi.presses("‹ Rekap")
    await dewi.presses("Simpan 2 nilai")
    assert (await held(town))[HEALTH.code] == "81.00|A"


async def test_doubtful_names_are_chosen_one_after_the_other_and_remembered(town: Town, dewi: Talker) -> None:
    book = rekap(("Dinas Kesehatn", 75.5), ("Bag. Hukum", 70.5), ("Dinas Zzyzx", 65), (LIBRARY.name, 60.01))
    await opened(dewi)
    first = await sent(town, dewi, book)
    assert "Rekap LHE 2026 · nama OPD\n3 nama lagi perlu dipilih." in first["text"]
    assert "Baris 7: Dinas Kesehatn\nBB · 75,50" in first["text"]
    assert labels(first) == [HEALTH.code, "OPD lain ›", "Bukan OPD", "Lewati baris", "Batal"]
    second = await dewi.presses(HEALTH.code)
    assert "Baris 8: Bag. Hukum" in second["text"]
    assert "Tampaknya bagian dari OPD, bukan OPD sendiri." in second["text"]
    third = await dewi.presses("Bukan OPD")
    assert "Tinggal satu nama." in third["text"]
    every = await dewi.presses("OPD lain ›")
    assert labels(every) == [HEALTH.code, LIBRARY.code, "‹ Kembali"]
    await dewi.presses("‹ Kembali")
    preview = await dewi.presses("Lewati baris")
    assert "4 baris dibaca: 2 cocok, 1 ditolak, 1 bukan OPD" in preview["text"]
    refused = await dewi.presses("Ditolak (1)")
    assert "✗ Baris 9 Dinas Zzyzx: OPD-nya tidak dikenal atau dilewati" in refused["text"]
    await dewi.presses("‹ Rekap")
    await dewi.presses("Simpan 2 nilai")
    await opened(dewi)
    again = await sent(town, dewi, book)
    assert "Baris 9: Dinas Zzyzx" in again["text"]
    assert "Tinggal satu nama." in again["text"]


async def test_what_was_chosen_can_be_chosen_anew(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    await sent(town, dewi, rekap(("Dinas Kesehatn", 75.5)))
    preview = await dewi.presses("Lewati baris")
    assert "⚠️ Belum ada baris yang bisa disimpan." in preview["text"]
    assert labels(preview) == ["Ditolak (1)", "Tidak ada (2)", "Ulangi nama", "Batal"]
    await dewi.presses("Ulangi nama")
    await dewi.presses(HEALTH.code)
    await dewi.presses("Simpan 1 nilai")
    assert await held(town) == {HEALTH.code: "75.50|BB"}


async def test_bad_rows_stop_no_others_and_say_why(town: Town, dewi: Talker) -> None:
    await town.found_opds(8)
    bad: Sequence[tuple[object, ...]] = (
        ("Dinas 00", 101, "AA"),
        ("Dinas 01", "tujuh", "BB"),
        ("Dinas 02", 70, "E"),
        ("Dinas 03", 0, None),
        ("Dinas 04", "#N/A", "BB"),
        ("Dinas 05", None, "-"),
        ("OPD6", 70, "B"),
        ("Dinas 06", 71, "BB"),
        ("Dinas 07", 60, "B"),
        ("OPD7", 60, "B"),
        (None, 70, "B"),
    )
    await opened(dewi)
    preview = await sent(town, dewi, rekap(*bad, (HEALTH.name, 75.5), average=70))
    assert "12 baris dibaca: 2 cocok, 9 ditolak, 1 berulang sama" in preview["text"]
    assert "8 OPD tidak ada dalam rekap: OPD0, OPD1 dan 6 lainnya" in preview["text"]
    assert "⚠️ 1 baris: kategori bukan kategori nilainya; disimpan apa adanya." in preview["text"]
    refused = (await dewi.presses("Ditolak (9)"))["text"]
    for why in (
        "✗ Baris 7 OPD0: nilai “101” di luar 0–100",
        "✗ Baris 8 OPD1: nilai “tujuh” bukan angka",
        "✗ Baris 9 OPD2: kategori “E” tidak dikenal",
        "✗ Baris 10 OPD3: nilai 0; mungkin belum dievaluasi",
        "✗ Baris 11 OPD4: “#N/A” adalah kesalahan rumus",
        "✗ Baris 12 OPD5: belum ada nilai dan kategori",
        "✗ Baris 13 OPD6: OPD ini dua kali dengan nilai berbeda",
        "✗ Baris 14 OPD6: OPD ini dua kali dengan nilai berbeda",
        "✗ Baris 17: tanpa nama OPD",
    ):
        assert why in refused
    await dewi.presses("‹ Rekap")
    marked = await dewi.presses("Bertentangan (1)")
    assert "• OPD7: B · 60,00 (nilai itu CC)" in marked["text"]
    await dewi.presses("‹ Rekap")
    missing = await dewi.presses("Tidak ada (8)")
    assert f"• {LIBRARY.name}" in missing["text"]
    await dewi.presses("‹ Rekap")
    await dewi.presses("Simpan 2 nilai")
    assert await held(town) == {HEALTH.code: "75.50|BB", "OPD7": "60.00|B"}


async def test_of_two_sheets_one_is_chosen(town: Town, dewi: Talker) -> None:
    content = (f"Nama OPD;Nilai 2024;Nilai 2025\n{HEALTH.name};70,5;75,5\n{LIBRARY.name};55;60,01\n").encode()
    await opened(dewi)
    asked = await sent(town, dewi, content, "rekap.csv")
    assert (
        "Rekap yang mana yang dipakai?\n1. kolom Nilai 2024: 2 baris; Dinas Kesehatan BB · 70,50"
        not in asked["text"]
    )
    assert "1. kolom Nilai 2024: 2 baris; Dinas Kesehatan 70,50" in asked["text"]
    assert labels(asked) == ["1. Nilai 2024", "2. Nilai 2025", "Batal"]
    preview = await dewi.presses("2. Nilai 2025")
    assert "Kolom: Nama OPD · Nilai 2025" in preview["text"]
    await dewi.presses("Simpan 2 nilai")
    assert await held(town) == {HEALTH.code: "75.50|BB", LIBRARY.code: "60.01|B"}


async def test_doubts_about_the_whole_sheet_are_told(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    preview = await sent(
        town, dewi, rekap((HEALTH.name, 75.5), (LIBRARY.name, 60.01), average=72.1, year=2019)
    )
    assert "⚠️ Rata-rata di lembar 72,10, dari barisnya 67,76." in preview["text"]
    assert "⚠️ Lembarnya menyebut tahun 2019." in preview["text"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("rekap.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Office lama"),
        ("rekap.xlsx", b"PK\x03\x04 rusak", "rusak"),
        ("rekap.csv", b"nama;alamat\na;b\n", "tidak terbaca sebagai rekap"),
        ("rekap.csv", b"OPD;Nilai\nDinas;tujuh\n", "tidak terbaca sebagai rekap"),
        ("rekap.csv", b"OPD;Nilai\n;7\nDinas;101\n", "tidak berisi nilai OPD"),
        ("isian.csv", b"isian evaluasi;kelembagaan;2026\nOPD;Skor\nDinas;80\n", "adalah isian evaluasi"),
    ],
)
async def test_what_is_no_rekap_is_refused_kindly(
    town: Town, dewi: Talker, name: str, content: bytes, why: str
) -> None:
    await opened(dewi)
    told = await sent(town, dewi, content, name)
    assert why in told["text"]
    assert "Kirim rekap hasil evaluasi" in told["text"]
    preview = await sent(town, dewi, TWO)
    assert "2 cocok" in preview["text"]


async def test_a_table_that_nobody_asked_for_is_read_as_a_rekap(town: Town, dewi: Talker) -> None:
    assert "rekap.xlsx" in (await dewi.sends((NAME, TWO, XLSX)))["text"]
    await town.tick()
    assert "2 baris dibaca: 2 cocok" in (await dewi.card())["text"]


async def test_with_the_caption_it_is_read_whatever_was_open(town: Town, dewi: Talker) -> None:
    await dewi.says("/evaluasi")
    preview = await sent(town, dewi, TWO, caption="/rekap LHE")
    assert "2 baris dibaca: 2 cocok" in preview["text"]


async def test_others_have_no_rekap(town: Town, siti: Talker, boss: Talker, admin: Talker) -> None:
    rina = await town.talker(2002, "Rina", Grant(Role.VERIFIKATOR, "tatalaksana"))
    assert "Rekap Inspektorat" not in labels(await rina.says("/verifikasi"))
    for other in (siti, boss, admin, rina):
        told = await other.sends((NAME, TWO, XLSX), caption="/rekap")
        assert "bukan untuk peran Anda" in told["text"]
    assert "Saat ini tidak ada berkas yang diminta" in (await rina.sends((NAME, TWO, XLSX)))["text"]


async def test_what_is_cancelled_is_not_kept_and_can_be_brought_back(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    await sent(town, dewi, TWO)
    assert "Draf dihapus" in (await dewi.presses("Batal"))["text"]
    assert await held(town) == {}
    assert "2 cocok" in (await dewi.presses("Urungkan"))["text"]
    await dewi.presses("Simpan 2 nilai")
    assert len(await held(town)) == 2


async def test_it_survives_a_restart_and_a_double_press(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    await dewi.sends((NAME, rekap(("Dinas Kesehatn", 75.5)), XLSX))
    await town.restart()
    await town.tick()
    await dewi.presses(HEALTH.code)
    await town.restart()
    update = await dewi.pressed("Simpan 1 nilai")
    await town.deliver(update, times=2)
    async with town.storage.uow() as uow:
        assert len(await uow.rekap.sheets(2026)) == 1
    assert "1 nilai pembanding disimpan" in (await dewi.card())["text"]


async def test_two_reviewers_at_once_see_what_the_other_kept(town: Town, dewi: Talker) -> None:
    rudi = await town.reviewer("kelembagaan", 2009, "Rudi")
    await opened(dewi)
    await sent(town, dewi, TWO)
    await opened(rudi)
    await sent(town, rudi, rekap((HEALTH.name, 81), (LIBRARY.name, 60.01)))
    await dewi.presses("Simpan 2 nilai")
    again = await rudi.presses("Simpan 2 nilai")
    assert again["text"].startswith("⚠️ Sementara itu ada yang berubah. Periksa lagi sebelum menyimpan.")
    assert "Sejak rekap sebelumnya: 1 berubah, 0 baru, 1 tetap." in again["text"]
    assert (await held(town))[HEALTH.code] == "75.50|BB"
    await rudi.presses("Simpan 2 nilai")
    assert (await held(town))[HEALTH.code] == "81.00|A"


async def test_a_rekap_that_was_wrong_is_withdrawn(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    await sent(town, dewi, TWO)
    done = await dewi.presses("Simpan 2 nilai")
    withdrawn = await dewi.presses("Cabut rekap ini")
    assert "Rekap itu dicabut" in withdrawn["text"]
    assert await held(town) == {}
    assert "sudah tidak berlaku" in (await dewi.forges(data_of(done)["Cabut rekap ini"]))["text"]


async def test_nothing_is_kept_of_a_closed_year(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    await sent(town, dewi, TWO)
    await town.set_year("closed_at", "2026-11-01T00:00:00+07:00")
    assert "ditutup" in (await dewi.presses("Simpan 2 nilai"))["text"]
    assert await held(town) == {}


async def test_typing_says_what_to_do(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    assert "Kirim" in (await dewi.says("75,5"))["text"]
    await sent(town, dewi, TWO)
    assert "Di sini cukup tekan tombolnya." in (await dewi.says("75,5"))["text"]


async def test_a_forged_choice_changes_nothing(town: Town, dewi: Talker) -> None:
    await opened(dewi)
    card = await sent(town, dewi, rekap(("Dinas Kesehatn", 75.5)))
    draft = await town.held(dewi)
    assert draft is not None
    here = f"{draft.id}:{draft.version}"
    for forged in (
        f"cp:{here}:7:ENTAH", f"cp:{here}:99:{HEALTH.code}", f"cw:{here}:7", f"cl:{here}:99:0",
        f"cv:{here}:tolak:0", f"ck:{here}:0",
    ):  # fmt: skip
        await dewi.forges(forged)
    same = await town.held(dewi)
    assert same is not None
    assert same.place == draft.place
    assert await held(town) == {}
    assert labels(card)[0] == HEALTH.code


async def city(town: Town) -> None:
    """Let the town have the 28 OPD of the sample city, and no others."""
    async with town.storage.uow() as uow:
        for opd in CITY:
            await uow.opds.record(opd, by=None, at=town.now)
        await uow.commit()


async def test_a_rekap_of_28_rows_with_three_misspelt_one_missing_and_one_twice(
    town: Town, dewi: Talker
) -> None:
    await city(town)
    await opened(dewi)
    card = await sent(town, dewi, city_with_slips())
    for expected in ("BPPKAD", "Dishub", "Kec. Kademangan"):
        assert "nama OPD" in card["text"]
        assert labels(card)[0] == expected
        card = await dewi.presses(expected)
    assert "28 baris dibaca: 27 cocok, 1 berulang sama" in card["text"]
    assert "1 OPD tidak ada dalam rekap: Kec. Wonoasih" in card["text"]
    assert "Rata-rata" not in card["text"]
    assert card["text"].count("\n") < 24
    pages = await dewi.presses("Berubah (27)")
    assert pages["text"].count("\n") < 24
    assert "1/3" in labels(pages)
    await dewi.presses("‹ Rekap")
    await dewi.presses("Simpan 27 nilai")
    assert len(await held(town)) == 27


async def test_nothing_of_it_counts_by_itself(town: Town, siti: Talker, dewi: Talker, boss: Talker) -> None:
    await siti.reports_sakip("BB", "75,5")
    before = (await boss.says("/iku"))["text"]
    await opened_by_list(dewi)
    await sent(town, dewi, TWO)
    await dewi.presses("Simpan 2 nilai")
    assert (await boss.says("/iku"))["text"] == before


async def test_the_trail_tells_of_it(town: Town, dewi: Talker, admin: Talker) -> None:
    await opened(dewi)
    await sent(town, dewi, rekap(("Dinas Kesehatn", 75.5)))
    await dewi.presses(HEALTH.code)
    await dewi.presses("Simpan 1 nilai")
    told = (await admin.says("/audit"))["text"]
    assert "Nama dalam rekap dikenali: Dinas Kesehatn\nDinas Kesehatan" in told
    assert "Rekap Inspektorat disimpan: 2026\nrekap.xlsx, 1 OPD" in told
    entries = [entry for entry in town.storage.tables.audit if entry.kind == "rekap.kept"]
    assert json.loads(entries[0].after)["values"] == {HEALTH.code: "75.50|BB"}


async def test_an_opd_that_has_ended_is_not_matched(town: Town, dewi: Talker) -> None:
    await town.close_opd(replace(LIBRARY))
    await opened(dewi)
    card = await sent(town, dewi, TWO)
    assert "Baris 8: Dinas Perpustakaan dan Kearsipan" in card["text"]
