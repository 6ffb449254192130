"""IKM of several service units: pasted, by a sheet, one after the other; what everybody reads of it later."""

import io

import pytest
from openpyxl import Workbook

from domain.indicators.ikm.service_units import from_text
from tests.handlers.evidence.office_files import xlsx
from tests.handlers.review.reviewing import chooses, chooses_papers, opens_report
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels, press

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"
FIVE = """\
No Nama Unit Nilai Responden
1. Puskesmas Jati 82,50 120
2. Puskesmas Kanigaran 88.31 1.200
3. Puskesmas Ketapang 79,00 80
4. Puskesmas Kedopok 76,61 40
5. Puskesmas Wonoasih 90,00 60
Rata-rata 83,28"""


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


FILLED = sheet(
    ("REKAP SKM PUSKESMAS 2026",),
    (),
    ("No", "Nama Unit", "Jumlah Responden", "Nilai IKM", "Mutu"),
    (1, "Puskesmas Jati", 120, 82.5, "B"),
    (2, "Puskesmas Kanigaran", "1.200", "88,31", "A"),
    (3, "Puskesmas Ketapang", 80, "#REF!", ""),
    ("Rata-rata", None, None, 85.41, "B"),
)


async def at_units(siti: Talker) -> Json:
    return await siti.opens("IKM", press("Beberapa unit"))


async def fills_five(siti: Talker) -> Json:
    return await siti.opens("IKM", FIVE, press("Lanjut ›", "Belum ada berkas"))


async def test_a_table_pasted_at_the_first_question_is_a_report_after_two_taps(
    town: Town, siti: Talker
) -> None:
    listed = await siti.opens("IKM", FIVE)
    assert "Terbaca: 5 unit." in listed["text"]
    assert "Bukan unit, ditinggalkan: “No Nama Unit Nilai Resp…”, “Rata-rata 83,28”." in listed["text"]
    assert "IKM 87,10 · mutu B\nrata-rata tertimbang 5 unit, 1.500 responden" in listed["text"]
    assert "2. Puskesmas Kanigaran: 88,31 A (1.200)" in listed["text"]
    asked = await siti.presses("Lanjut ›")
    assert "IKM 87,10 · mutu B, rata-rata tertimbang 5 unit" in asked["text"]
    assert "Kirim bukti" in asked["text"]
    summary = await siti.presses("Belum ada berkas")
    assert (
        "Cara: Beberapa unit\nUnit pelayanan: rata-rata tertimbang 5 unit, 1.500 responden\n"
        "Nilai IKM: 87,10 · mutu B\n"
        "Tertinggi: Puskesmas Wonoasih · 90,00\nTerendah: Puskesmas Kedopok · 76,61"
    ) in summary["text"]
    assert (
        "Puskesmas Jati: 82,50 · B · 120 resp.\nPuskesmas Kanigaran: 88,31 · A · 1.200 resp."
        in summary["text"]
    )
    receipt = await siti.presses("Kirim")
    assert "87,10 · B · 5 unit" in receipt["text"]
    answers = (await town.events(HEALTH.code))[0].answers
    assert set(answers) == {"cara", "unit", "bukti"}
    assert [unit.name for unit in from_text(answers["unit"])][1] == "Puskesmas Kanigaran"


async def test_the_published_number_is_still_first_and_as_short_as_it_was(siti: Talker) -> None:
    asked = await siti.opens("IKM")
    assert labels(asked)[:3] == ["Nilai IKM yang dipublikasikan", "Hitung dari 9 unsur", "Beberapa unit"]
    assert "Berapa responden survei?" in (await siti.says("85,5"))["text"]


async def test_lines_that_cannot_be_read_are_named_and_stop_no_other(siti: Talker) -> None:
    await at_units(siti)
    listed = await siti.says(
        "Puskesmas Jati 82,50 120\nPuskesmas Dua 12,5 3\nPuskesmas Tiga 82 0\nPuskesmas 2 84"
    )
    assert (
        "Terbaca: 2 unit.\n⚠️ 2 baris tidak terbaca, yang lain aman:\n"
        "• baris 2 “Puskesmas Dua 12,5 3”: nilai di luar 25–100\n"
        "• baris 3 “Puskesmas Tiga 82 0”: jumlah responden tidak terbaca"
    ) in listed["text"]
    assert "rata-rata sederhana 2 unit: responden belum lengkap" in listed["text"]
    assert "tidak terbaca" not in (await siti.says("Puskesmas Dua 82,5 3"))["text"]


async def test_one_unit_after_the_other_on_a_phone(siti: Talker) -> None:
    asked = await at_units(siti)
    assert "Contoh: Puskesmas Satu 82,50 120" in asked["text"]
    assert labels(asked) == ["‹ Kembali", "Batal"]
    await siti.says("Puskesmas Jati")
    asked = await siti.says("82,5 120")
    assert "Tercatat: Puskesmas Jati: 82,50 · B · 120 resp." in asked["text"]
    asked = await siti.presses("+ Unit")
    assert "Apa nama unit yang ditambahkan?" in asked["text"]
    asked = await siti.says("Puskesmas 2")
    assert "Unit 2 dari 2: Puskesmas 2" in asked["text"]
    asked = await siti.says(f"{NINE} 45")
    assert "Tercatat: Puskesmas 2: 87,28 · B · 45 resp." in asked["text"]
    assert "rata-rata tertimbang 2 unit, 165 responden" in asked["text"]
    asked = await siti.presses("1")
    assert "Jawaban Anda: 82,50 · B · 120 resp." in asked["text"]
    await siti.presses("Ganti nama")
    assert "1. Puskesmas Baru: 82,50 B (120)" in (await siti.says("Puskesmas Baru"))["text"]
    await siti.presses("2")
    listed = await siti.presses("Hapus unit")
    assert "Dihapus: Puskesmas 2: 87,28 · B · 45 resp.\n\nIKM 82,50" in listed["text"]
    assert "2. Puskesmas 2" in (await siti.presses("Batalkan hapus"))["text"]
    await siti.presses("2")
    await siti.presses("Hapus unit")
    assert "82,5 120” belum menyebut nama unit" in (await siti.says("82,5 120"))["text"]


async def test_respondents_before_the_value_are_asked_about_and_what_is_wrong_stays_said(
    town: Town, siti: Talker
) -> None:
    await siti.opens("IKM")
    asked = await siti.says("Puskesmas Jati 120 82,5\nPuskesmas 2 80 3,2\nPuskesmas Dua 12,5 3")
    wrong = "• baris 3 “Puskesmas Dua 12,5 3”: nilai di luar 25–100"
    assert wrong in asked["text"]
    assert (
        "Angka yang pertama itu responden?\n"
        "• Puskesmas Jati: 82,50 · B · 120 resp.\n  atau Puskesmas Jati 120: 82,50 · B\n"
        "• Puskesmas 2: 3,20 · 80 resp.\n  atau Puskesmas 2 80: 3,20"
    ) in asked["text"]
    assert labels(asked) == ["Ya, responden", "Bukan", "‹ Kembali", "Batal"]
    doubt = await siti.presses("Ya, responden")
    assert "• Puskesmas 2: 3,20 × 25 = 80,00" in doubt["text"]
    assert wrong in doubt["text"]
    await town.restart()
    listed = await siti.presses("Ya, × 25")
    assert wrong in listed["text"]
    assert "rata-rata tertimbang 2 unit, 200 responden" in listed["text"]


async def test_a_name_that_ends_with_a_number_may_stay_one(siti: Talker) -> None:
    await at_units(siti)
    assert "atau SDN 120: 82,50 · B" in (await siti.says("SDN 120 82,5"))["text"]
    assert "1. SDN 120: 82,50 B" in (await siti.says("bukan"))["text"]
    assert "1. SDN 120: 84,00 B" in (await siti.says("SDN 120 84"))["text"]


async def test_an_interval_is_asked_back(siti: Talker) -> None:
    await at_units(siti)
    doubt = await siti.says("Puskesmas Jati 3,4 10\nPuskesmas Dua 3,2 10")
    assert (
        "Nilai ini interval (1–4)?\n• Puskesmas Jati: 3,40 × 25 = 85,00\n• Puskesmas Dua: 3,20"
        in doubt["text"]
    )
    listed = await siti.presses("Ya, × 25")
    assert "IKM 82,50 · mutu B" in listed["text"]
    doubt = await siti.says("Puskesmas Dua 3,3")
    assert "3,30 itu nilai interval (1–4)?" in doubt["text"]
    listed = await siti.presses("Bukan, ketik ulang")
    assert "⬜ Puskesmas Dua" in listed["text"]
    assert "Lanjut tanpa 1 unit" in labels(listed)


async def test_a_name_written_twice_is_asked_about(siti: Talker) -> None:
    await at_units(siti)
    doubt = await siti.says("Puskesmas Jati 80 10\nPuskesmas Dua 84 10\nPUSKESMAS JATI 82 10")
    assert "Nama ini tertulis dua kali" in doubt["text"]
    assert "• Puskesmas Jati: 80,00 · B · 10 resp. | 82,00 · B · 10 resp." in doubt["text"]
    listed = await siti.presses("Yang terakhir")
    assert "IKM 83,00" in listed["text"]


async def test_a_sheet_fills_the_list_in_and_is_evidence_as_well(town: Town, siti: Talker) -> None:
    await siti.opens("IKM")
    waiting = await siti.sends(("rekap.xlsx", FILLED, XLSX))
    assert "Tabel di dalamnya sedang dibaca" in waiting["text"]
    await town.tick()
    listed = await siti.card()
    assert "“rekap.xlsx” sudah dibaca, dan disimpan sebagai bukti." in listed["text"]
    assert "• baris 6 “3 Puskesmas Ketapang 80 #REF!”: kesalahan rumus Excel" in listed["text"]
    listed = await siti.presses("Lihat daftar")
    assert "2. Puskesmas Kanigaran: 88,31 A (1.200)" in listed["text"]
    asked = await siti.presses("Lanjut ›")
    assert "📎 rekap.xlsx" in asked["text"]
    await siti.presses("Selesai (1 berkas)")
    await siti.presses("Kirim")
    sent = (await town.events(HEALTH.code))[0]
    assert (len(from_text(sent.answers["unit"])), len(sent.files)) == (2, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (sheet(("Survei", "2026"), ("Jumlah", 12)), "Tabel unit tidak ditemukan di berkas itu"),
        (xlsx(), "Berkas tetap menjadi bukti."),
        (sheet(("Unit", "IKM 1", "IKM 2"), ("Jati", 80, 82)), "“IKM 1” dan “IKM 2”. Hapus salah satunya"),
    ],
)
async def test_a_sheet_without_such_a_table_is_only_evidence(
    town: Town, siti: Talker, content: bytes, said: str
) -> None:
    await siti.opens("IKM", press("Beberapa unit"))
    await siti.sends(("lain.xlsx", content, XLSX))
    await town.tick()
    assert said in (await siti.card())["text"]
    assert len(await town.draft_files(siti)) == 1


async def test_a_sheet_that_comes_after_the_person_went_on_changes_nothing(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", press("Beberapa unit"))
    await siti.sends(("rekap.xlsx", FILLED, XLSX))
    await siti.walks(FIVE, press("Lanjut ›"))
    await town.tick()
    draft = await town.held(siti)
    assert draft is not None
    assert len(from_text(draft.place.answers["unit"])) == 5


async def test_another_file_is_asked_for_at_the_end(siti: Talker) -> None:
    await siti.opens("IKM")
    asked = await siti.sends(("skm.pdf", b"%PDF-1.7 skm", "application/pdf"))
    assert "Berkas belum diminta di langkah ini" in asked["text"]


async def test_the_units_come_up_again_next_year_with_their_names(town: Town, siti: Talker) -> None:
    await fills_five(siti)
    await siti.presses("Kirim")
    town.pass_time(days=200)
    listed = await at_units(siti)
    assert "5 unit, belum ada nilainya" in listed["text"]
    assert "⬜ Puskesmas Jati" in listed["text"]
    asked = await siti.presses("Isi Puskesmas Jati")
    assert "Laporan terakhir: 82,50 · B · 120 resp." in asked["text"]
    asked = await siti.says("83 100")
    assert "Unit 2 dari 5: Puskesmas Kanigaran" in asked["text"]
    assert "Unit 3 dari 5" in (await siti.presses("Lewati dulu ›"))["text"]
    listed = await siti.presses("‹ Daftar unit")
    assert "rata-rata tertimbang 1 dari 5 unit, 100 responden" in listed["text"]
    summary = await siti.walks(press("Lanjut tanpa 4 unit", "Belum ada berkas"))
    assert "rata-rata tertimbang 1 dari 5 unit" in summary["text"]


async def test_semester_two_begins_with_the_names_of_semester_one_and_none_of_its_values(
    town: Town, siti: Talker
) -> None:
    await fills_five(siti)
    await siti.walks(press("Isi periode", "Semester I", "Kirim"))
    await town.verify(HEALTH.code)
    listed = await siti.opens("IKM", press("Laporkan semester II", "Beberapa unit"))
    assert "5 unit, belum ada nilainya" in listed["text"]
    summary = await siti.walks("Puskesmas Jati 90 10", press("Lanjut tanpa 4 unit", "Belum ada berkas"))
    assert "Nilai IKM: 90,00 · mutu A" in summary["text"]
    assert "Puskesmas Kanigaran: belum ada nilai" in summary["text"]


async def test_another_number_in_the_document_counts_and_is_said(town: Town, siti: Talker) -> None:
    summary = await fills_five(siti)
    assert "Isi IKM dokumen" in labels(summary)
    await siti.presses("Isi IKM dokumen")
    summary = await siti.says("88,31")
    assert (
        "Nilai IKM: 88,31 · mutu A (tertulis di dokumen)\nHitungan dari unit: 87,10 · mutu B"
        in summary["text"]
    )
    await siti.presses("Kirim")
    card = await opens_report(await town.reviewer("tatalaksana", 2002, "Rina"))
    assert "88,31 · A · 5 unit → memenuhi" in card["text"]
    assert "⚠️ Dokumen menulis 88,31; dari unit terhitung 87,10." in card["text"]


async def test_where_the_document_counts_nobody_accepts_unread_and_the_figure_says_how_many(
    town: Town, siti: Talker
) -> None:
    await fills_five(siti)
    await siti.walks(press("Isi IKM dokumen"), "88,31", press("Kirim"))
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    await rina.says("/verifikasi")
    assert "Tidak ikut: 1 nilainya beda di dokumen." in (await rina.forges("rk:c"))["text"]
    assert "memakai IKM dokumen" not in (await rina.says("/iku ikm"))["text"]
    await opens_report(rina)
    await rina.presses("Terima")
    assert "\n1 memakai IKM dokumen\n" in (await rina.says("/iku ikm"))["text"]


async def test_a_report_of_which_one_unit_jumped_is_not_accepted_unread(town: Town, siti: Talker) -> None:
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    await chooses_papers(town, rina, wanted=True)
    for pasted in (FIVE, FIVE.replace("76,61", "92,00")):
        await siti.opens("IKM", pasted, press("Lanjut ›"))
        await siti.sends(("skm.pdf", f"%PDF-1.7 {pasted}".encode(), "application/pdf"))
        await siti.presses("Kirim")
        await town.tick()
        await opens_report(rina)
        await town.tick()
        if pasted == FIVE:
            await town.verify(HEALTH.code)
            town.pass_time(days=200)
    assert "Tidak ikut: 1 nilainya melonjak." in (await rina.forges("rk:c"))["text"]


async def test_a_verifier_reads_the_parts_and_returns_that_answer_alone(town: Town, siti: Talker) -> None:
    await fills_five(siti)
    await siti.presses("Kirim")
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    card = await opens_report(rina)
    assert "Tertinggi: Puskesmas Wonoasih · 90,00\nTerendah: Puskesmas Kedopok · 76,61" in card["text"]
    assert "Puskesmas Ketapang: 79,00 · B · 80 resp." in card["text"]
    await chooses(rina, "Unit pelayanan")
    await rina.walks("Nilai Puskesmas Jati tidak sesuai laporan", press("Kembalikan"))
    await town.send_notices()
    asked = await siti.presses("Perbaiki sekarang")
    assert "1. Puskesmas Jati: 82,50 B (120)" in asked["text"]
    await siti.walks("Puskesmas Jati 98,00 120", press("Lanjut ›", "Kirim"))
    again = await opens_report(rina)
    assert "Unit pelayanan:\n• Puskesmas Jati: 82,50 → 98,00" in again["text"]


async def test_a_correction_names_the_units_that_moved_far(town: Town, siti: Talker) -> None:
    await fills_five(siti)
    await siti.presses("Kirim")
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    await opens_report(rina)
    await rina.presses("Terima")
    await siti.opens("IKM", press("Ajukan koreksi"), "salah unit", press("Ubah unit"))
    summary = await siti.walks("Puskesmas Jati 98,00 120\nPuskesmas Baru 80 10", press("Lanjut ›"))
    assert (
        "Unit pelayanan:\n• Puskesmas Jati: 82,50 → 98,00\n• + Puskesmas Baru: 80,00 · B · 10 resp."
        in summary["text"]
    )
    await siti.presses("Kirim")
    card = await opens_report(rina)
    assert "⚠️ Puskesmas Jati naik 15,50 poin (lebih dari 15)." in card["text"]


async def test_the_report_behind_the_figure_shows_the_parts(town: Town, siti: Talker) -> None:
    await fills_five(siti)
    await siti.presses("Kirim")
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    shown = await rina.says("/iku ikm kesehatan")
    assert "Puskesmas Ketapang: 79,00 · B · 80 resp." in shown["text"]
    assert "Terendah: Puskesmas Kedopok · 76,61" in shown["text"]


MANY = "\n".join(
    f"{number}. Kelurahan Nomor {number} {60 + number / 2:.2f} {number * 10}" for number in range(1, 61)
)


async def test_sixty_units_fit_on_one_screen_and_in_one_message(town: Town, siti: Talker) -> None:
    listed = await siti.opens("IKM", MANY)
    assert "rata-rata tertimbang 60 unit, 18.300 responden" in listed["text"]
    assert listed["text"].count("\n") < 24
    assert "8. Kelurahan Nomor 8" in listed["text"]
    assert "9. Kelurahan" not in listed["text"]
    assert "9. Kelurahan Nomor 9" in (await siti.presses("›"))["text"]
    summary = await siti.walks(press("Lanjut ›", "Belum ada berkas"))
    assert "Kelurahan Nomor 60: 90,00 A (600)" in summary["text"]
    assert len(summary["text"]) < 3500
    await siti.presses("Kirim")
    card = await opens_report(await town.reviewer("tatalaksana", 2002, "Rina"))
    assert "Kelurahan Nomor 60: 90,00 A (600)" in card["text"]


async def test_a_restart_in_the_middle_loses_nothing(town: Town, siti: Talker) -> None:
    await at_units(siti)
    await siti.says("Puskesmas Jati 82,5 120\nPuskesmas Dua")
    await town.restart()
    asked = await siti.presses("Isi Puskesmas Dua")
    assert "Unit 2 dari 2" in asked["text"]


async def test_forged_and_late_presses_change_nothing(siti: Talker) -> None:
    await at_units(siti)
    assert "tidak berlaku" in (await siti.forges("a:1:2:#7"))["text"]
    listed = await siti.says("Puskesmas Jati 82,5 120")
    await siti.presses("1")
    assert "Unit 1 dari 1" in (await siti.presses_late(listed, "Lanjut ›"))["text"]
