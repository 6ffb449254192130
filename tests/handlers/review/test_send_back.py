"""*Kembalikan*, *Perbaiki sekarang*, and the report that comes back."""

from domain.reports.events import EventKind
from tests.handlers.review.reviewing import (
    chooses,
    inbox_of,
    opens_report,
    reports_with,
    returned,
    submits,
    under_review,
)
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")
OTHER_PDF = ("lhe-2026.pdf", b"%PDF-1.7 lhe 2026", "application/pdf")


async def test_a_reason_that_is_typed_too_early_is_told_what_comes_first(siti: Talker, dewi: Talker) -> None:
    await reports_with(siti, PDF)
    await opens_report(dewi)
    await dewi.presses("Kembalikan")
    await dewi.presses("☐ Nilai")
    told = await dewi.says("angkanya berbeda dengan bukti")
    assert told["text"].startswith("Mohon pilih dulu isiannya, lalu tekan Lanjut.")
    assert labels(told)[:4] == ["☐ Predikat", "☑ Nilai", "☐ Bukti", "☐ Nomor LHE"]
    asked = await dewi.presses("Lanjut: alasan ›")
    assert "Apa alasannya?" in asked["text"]
    await dewi.says("Angkanya berbeda dengan bukti")
    assert "Dikembalikan oleh Dewi" in (await dewi.presses("Kembalikan"))["text"]


async def test_a_field_and_a_reason_send_a_report_back(town: Town, siti: Talker, dewi: Talker) -> None:
    ani = await town.operator(1005, "Ani")
    await ani.says("/status")
    await reports_with(siti, PDF)
    await opens_report(dewi)
    fields = await dewi.presses("Kembalikan")
    assert labels(fields) == ["☐ Predikat", "☐ Nilai", "☐ Bukti", "☐ Nomor LHE", "‹ Laporan"]
    chosen = await dewi.presses("☐ Nilai")
    assert labels(chosen)[1:] == ["☑ Nilai", "☐ Bukti", "☐ Nomor LHE", "Lanjut: alasan ›", "‹ Laporan"]
    assert labels(await dewi.presses("☑ Nilai")) == labels(fields)
    asked = await dewi.walks(press("☐ Nilai", "☐ Bukti", "Lanjut: alasan ›"))
    assert asked["text"].startswith("Kembalikan SAKIP 2026 · 1/1\nDinas Kesehatan\n\nApa alasannya?")
    summary = await dewi.presses("Angka berbeda dengan bukti")
    assert "Alasan: Angka berbeda dengan bukti\n\nYang diperbaiki: Nilai, Bukti" in summary["text"]
    done = await dewi.presses("Kembalikan")
    assert done["text"].startswith("🔁 Dikembalikan oleh Dewi, 23 Nov 2026 09.15 WIB\nSAKIP 2026")
    assert "Yang diperbaiki: Nilai, Bukti\nAlasan: Angka berbeda dengan bukti" in done["text"]
    event = (await town.events(HEALTH.code))[-1]
    assert (event.kind, event.fields, event.about) == (EventKind.RETURNED, ("nilai", "bukti"), 1)
    await town.send_notices()
    told = await siti.card()
    assert told["text"] == (
        "🔁 SAKIP 2026 perlu diperbaiki\n"
        "Dinas Kesehatan\n\n"
        "Alasan: Angka berbeda dengan bukti\n\n"
        "Jawaban yang perlu diperbaiki:\n• Nilai: 75,50\n• Bukti: 1 berkas\n\n"
        "Jawaban lain tetap tersimpan (BB · 75,50). Bapak/Ibu hanya ditanya yang perlu diperbaiki.\n\n"
        "Sub Bagian Kelembagaan dan Kinerja, 23 Nov 2026 09.15 WIB"
    )
    assert labels(told) == ["Perbaiki sekarang", "Tanya pemeriksa", "Daftar laporan", "‹ Beranda"]
    assert (await ani.card())["text"] == told["text"]


async def test_the_repair_asks_only_what_was_returned_and_comes_back_with_the_difference(
    siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await returned(dewi, "Nilai")
    asked = await siti.presses("Perbaiki sekarang")
    assert asked["text"].startswith("🔁 Angka berbeda dengan bukti\n\nPerbaikan SAKIP 2026\nDinas Kesehatan")
    assert "Laporan terakhir (2026): 75,50" in asked["text"]
    summary = await siti.says("72")
    assert (
        "Predikat: BB · Sangat Baik\nNilai: 72,00\nTahun yang dievaluasi: 2025\nBukti: 1 berkas"
        in summary["text"]
    )
    assert "Dikembalikan karena: Angka berbeda dengan bukti" in summary["text"]
    receipt = await siti.presses("Kirim")
    assert "Laporan terkirim" in receipt["text"]
    assert "dikirim ulang, menunggu sejak" in (await siti.says("/status"))["text"]
    assert "baru saja\n    🔁 dikirim ulang\n" in (await inbox_of(dewi))["text"]
    card = await dewi.presses("1")
    assert (
        "🔁 Dikirim ulang setelah dikembalikan: Angka berbeda dengan bukti\nNilai: 75,50 → 72,00\n\n"
    ) in card["text"]
    await dewi.presses("Terima")
    assert "50,00 %  (1/2)" in (await dewi.says("/iku"))["text"]


async def test_returned_evidence_is_asked_again_with_the_old_files_at_hand(
    siti: Talker, dewi: Talker
) -> None:
    await reports_with(siti, PDF)
    await returned(dewi, "Bukti", reason="Tahun atau dokumennya keliru")
    asked = await siti.presses("Perbaiki sekarang")
    assert "Kirim bukti: LHE AKIP." in asked["text"]
    await siti.presses("🗑 lhe.pdf")
    await siti.sends(OTHER_PDF)
    await siti.presses("Kirim")
    card = await opens_report(dewi)
    assert "Bukti: 1 berkas → 1 berkas (berkasnya berganti)" in card["text"]


async def test_sent_again_without_a_change_is_said(siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await returned(dewi, "Predikat", "Nilai")
    await siti.walks(press("Perbaiki sekarang"), "BB", "75,5", press("Kirim"))
    assert "Tidak ada jawaban yang berubah." in (await opens_report(dewi))["text"]


async def test_status_and_lapor_offer_the_repair_with_its_reason(siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await returned(dewi, "Nilai")
    status = await siti.says("/status")
    assert "🔁 SAKIP\nperlu perbaikan (Nilai): Angka berbeda dengan bukti" in status["text"]
    assert labels(status)[0] == "Perbaiki SAKIP"
    card = await siti.opens("SAKIP")
    assert card["text"].startswith("🔁 SAKIP 2026 perlu diperbaiki")
    asked = await siti.presses("Perbaiki sekarang")
    assert "BB · di atas 70–80. Nilainya?" in asked["text"]
    again = await siti.says("/status")
    assert "Perbaikan SAKIP 2026" in (await siti.presses("Lanjutkan SAKIP", again))["text"]


async def test_a_reason_may_be_typed_and_is_required(town: Town) -> None:
    siti, dewi = await under_review(town)
    await chooses(dewi, "Bukti")
    assert "belum ada jawaban" in (await dewi.says("..."))["text"]
    assert "paling banyak 300 karakter" in (await dewi.says("x" * 301))["text"]
    await dewi.says("Halaman <1> & tanda tangan belum ada")
    await dewi.presses("Kembalikan")
    await town.send_notices()
    assert "Alasan: Halaman <1> & tanda tangan belum ada" in (await siti.card())["text"]
    assert "• Bukti: tanpa berkas" in (await siti.card())["text"]


async def test_the_summary_says_what_is_about_to_happen(siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await opens_report(dewi)
    await chooses(dewi, "Nilai")
    summary = await dewi.presses("Angka berbeda dengan bukti")
    assert "Periksa sebelum dikembalikan:\nAlasan: Angka berbeda dengan bukti" in summary["text"]
    assert [[key["text"] for key in row] for row in summary["keyboard"]][-2:] == [
        ["Kembalikan", "Batal"],
        ["‹ Kembali"],
    ]


async def test_no_field_chosen_is_no_return(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await dewi.says("/verifikasi")
    assert "Isian mana" in (await dewi.forges("rr:1:0"))["text"]
    assert "Isian mana" in (await dewi.forges("rr:1:-8"))["text"]
    assert await town.held(dewi) is None


async def test_a_return_can_be_called_off_and_brought_back(town: Town) -> None:
    _, dewi = await under_review(town)
    await chooses(dewi, "Nilai")
    cancelled = await dewi.says("/batal")
    assert "Draf dihapus: Kembalikan SAKIP 2026 · Dinas Kesehatan." in cancelled["text"]
    await dewi.presses("Urungkan")
    assert "Terima" in labels(await dewi.presses("‹ Laporan"))
    assert len(await town.events(HEALTH.code)) == 1


async def test_a_return_is_undone_while_nobody_repairs(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await returned(dewi, "Nilai")
    notice = await siti.card()
    await dewi.presses("Urungkan")
    await town.send_notices()
    assert "SAKIP 2026 kembali menunggu" in (await siti.card())["text"]
    shown = await siti.presses("Perbaiki sekarang", notice)
    assert "menunggu Sub Bagian Kelembagaan dan Kinerja" in shown["text"]
    assert await siti.message(notice["message_id"]) == notice
    assert await town.held(siti) is None


async def test_a_return_that_is_being_repaired_stays(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await returned(dewi, "Nilai")
    await siti.presses("Perbaiki sekarang")
    late = await dewi.presses("Urungkan")
    assert late["text"].startswith("Operator sudah mulai memperbaiki laporan ini")
    assert len(await town.events(HEALTH.code)) == 2


async def test_a_returned_correction_is_repaired_from_the_correction(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    await siti.opens(
        "SAKIP", press("Ajukan koreksi"), "Nilai salah ketik", press("Ubah nilai"), "79", press("Kirim")
    )
    await returned(dewi, "Bukti", reason="Bukti belum ada atau kurang")
    told = (await siti.says("/status"))["text"]
    assert "BB · 75,50 · diterima" in told
    assert "koreksi perlu perbaikan (Bukti): Bukti belum ada atau kurang" in told
    await siti.presses("Perbaiki SAKIP")
    summary = await siti.presses("Belum ada berkas")
    assert "Nilai: 79,00" in summary["text"]
    assert "50,00 %  (1/2)" in (await dewi.says("/iku"))["text"]


async def test_a_colleague_repairs_what_another_sent(town: Town, siti: Talker, dewi: Talker) -> None:
    ani = await town.operator(1005, "Ani")
    await ani.says("/status")
    await siti.reports_sakip()
    await returned(dewi, "Nilai")
    await ani.presses("Perbaiki sekarang")
    asked = await siti.presses("Perbaiki sekarang")
    assert "diisi rekan Anda, Ani" in asked["text"]
    await ani.says("72")
    await ani.presses("Kirim")
    assert [event.by for event in await town.events(HEALTH.code)][-1] == (await town.person(ani)).id


async def test_an_ikm_of_nine_unsur_returns_them_as_one(town: Town) -> None:
    siti, rudi = await town.operator(), await town.reviewer("tatalaksana")
    await siti.opens(
        "IKM",
        press("Hitung dari 9 unsur"),
        "3,31 3,35 3,49 3,40 3,44 3,50 3,52 3,60 3,41",
        press("bobot 1/9", "Lewati", "Belum ada berkas", "Kirim"),
    )
    await returned(rudi, "9 unsur")
    told = await siti.card()
    assert "• 9 unsur\n" in told["text"]
    asked = await siti.presses("Perbaiki sekarang")
    assert "/4" not in asked["text"].splitlines()[2]
    summary = await siti.walks("3,31 3,35 3,49 3,40 3,44 3,50 3,52 3,60 3,50", press("bobot 1/9"))
    assert "Responden: dilewati" in summary["text"]
    await siti.presses("Kirim")
    assert "3,41 → 3,50" in (await opens_report(rudi))["text"]


async def test_what_came_without_a_draft_is_repaired_too(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.says("/status")
    await submits(town, siti)
    await returned(dewi, "Nilai")
    await siti.presses("Perbaiki sekarang")
    assert "Nilai: 71,00" in (await siti.says("71"))["text"]


async def test_the_sentence_for_a_colleague_of_another_opd(
    town: Town, eka: Talker, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    await returned(dewi, "Nilai")
    await eka.says("/status")
    assert "tidak terdaftar sebagai operator OPD ini" in (await eka.forges("rw:2"))["text"]
    assert await town.held(eka) is None
