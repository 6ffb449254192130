"""*Ajukan koreksi*: a correction says that it is one wherever it is seen, says why, and changes something."""

import pytest

from domain.forms.correction import CORRECTS, REASON
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from tests.handlers.review.reviewing import inbox_of, opens_report, papers
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

WHY = "Nilai salah <ketik>"
PDF = ("LHE.pdf", b"%PDF-1.7 lhe", "application/pdf")


async def verified(town: Town) -> Talker:
    """Let a report with one file be verified; return its operator."""
    siti = await town.operator()
    await siti.opens("SAKIP", "BB", "75,5")
    await siti.sends(PDF)
    await town.tick()
    await siti.presses("Kirim")
    await town.verify(HEALTH.code)
    return siti


async def corrects(siti: Talker, nilai: str = "79") -> None:
    await siti.opens("SAKIP", press("Ajukan koreksi"), WHY, press("Ubah nilai"), nilai)


async def last(town: Town) -> ReportEvent:
    return (await town.events(HEALTH.code))[-1]


async def test_it_asks_why_before_anything_else(town: Town) -> None:
    siti = await verified(town)
    await siti.opens("SAKIP")
    asked = await siti.presses("Ajukan koreksi")
    assert asked["text"].startswith(f"Koreksi SAKIP 2026\n{HEALTH.name}\n\nMengapa laporan ini dikoreksi?")
    assert labels(asked) == ["‹ Daftar laporan", "Batal"]
    assert "belum ada jawaban" in (await siti.says("!!!"))["text"]
    assert "paling banyak 300 karakter" in (await siti.says("x" * 301))["text"]


async def test_its_summary_says_what_it_changes_and_keeps_the_files(town: Town) -> None:
    siti = await verified(town)
    await corrects(siti)
    summary = (await siti.card())["text"]
    assert summary.startswith(f"Koreksi SAKIP 2026\n{HEALTH.name}\n\nPeriksa sebelum dikirim:")
    assert f"Alasan: {WHY}" in summary
    assert "📎 LHE.pdf" in summary
    assert "Dibanding yang diterima:\nNilai: 75,50 → 79,00" in summary
    assert "Ubah alasan" in labels(await siti.card())


async def test_its_receipt_says_what_it_is_and_why(town: Town) -> None:
    siti = await verified(town)
    await corrects(siti)
    receipt = await siti.presses("Kirim")
    assert receipt["text"].startswith(
        f"🕓 Koreksi terkirim\n\nKoreksi SAKIP 2026 · {HEALTH.name}\n"
        f"BB · 79,00 · 1 berkas\nAlasan koreksi: {WHY}\n\nTiket: "
    )
    assert "Angka resmi tetap sampai koreksi ini diterima." in receipt["text"]
    sent = await last(town)
    assert (sent.kind, sent.reason, sent.is_correction) == (EventKind.SUBMITTED, WHY, True)
    assert not {CORRECTS, REASON} & set(sent.answers)


async def test_everybody_who_sees_it_sees_why(town: Town) -> None:
    siti, dewi = await verified(town), await town.reviewer()
    await corrects(siti)
    await siti.presses("Kirim")
    assert f"koreksi: “{WHY}”" in (await inbox_of(dewi))["text"]
    card = await opens_report(dewi)
    assert "Koreksi SAKIP 2026 · 1 dari 1" in card["text"]
    assert f"Alasan koreksi: {WHY}\nKoreksi atas jawaban yang sudah diterima." in card["text"]
    status = (await siti.says("/status"))["text"]
    assert f"koreksi menunggu sejak 23 Nov 2026 09.15 WIB\nAlasan koreksi: {WHY}" in status
    history = (await siti.presses("Riwayat"))["text"]
    assert (
        f"dikirim · Koreksi SAKIP 2026\nBB · 79,00 · {(await last(town)).ticket}\nAlasan koreksi: {WHY}"
        in history
    )
    assert f"Alasan koreksi: {WHY}" in (await siti.opens("SAKIP"))["text"]
    await dewi.says("/iku sakip")
    assert f"Alasan koreksi: {WHY}" in (await dewi.presses(HEALTH.code))["text"]
    await opens_report(dewi)
    accepted = await dewi.presses("Terima")
    assert "Koreksi SAKIP 2026" in accepted["text"]
    await town.send_notices()
    assert "Koreksi SAKIP 2026 diterima" in (await siti.card())["text"]


async def test_one_that_changes_nothing_is_refused_with_a_way_out(town: Town) -> None:
    siti = await verified(town)
    await siti.opens("SAKIP", press("Ajukan koreksi"))
    summary = await siti.says(WHY)
    assert "Belum ada yang berbeda dari jawaban yang diterima." in summary["text"]
    refused = await siti.presses("Kirim")
    assert refused["text"].startswith("⚠️ Koreksi ini sama dengan laporan yang sudah diterima")
    assert {"Ubah predikat", "Ubah nilai", "Ubah bukti", "Batal"} <= set(labels(refused))
    assert (await last(town)).kind is EventKind.VERIFIED
    await siti.presses("Ubah nilai")
    await siti.says("80")
    assert "Koreksi terkirim" in (await siti.presses("Kirim"))["text"]


async def test_another_file_alone_is_a_change(town: Town) -> None:
    siti = await verified(town)
    await siti.opens("SAKIP", press("Ajukan koreksi"), WHY, press("Ubah bukti", "🗑 LHE.pdf"))
    await siti.sends(("LHE baru.pdf", b"%PDF-1.7 baru", "application/pdf"))
    await town.tick()
    summary = await siti.card()
    assert "Bukti: 1 berkas → 1 berkas (berkasnya berganti)" in summary["text"]
    assert "Koreksi terkirim" in (await siti.presses("Kirim"))["text"]


async def test_a_returned_correction_keeps_its_reason(town: Town) -> None:
    siti, dewi = await verified(town), await town.reviewer()
    await corrects(siti)
    await siti.presses("Kirim")
    await opens_report(dewi)
    await dewi.walks(press("Kembalikan", "Nilai", "Lanjut: alasan ›"), "Beda dengan LHE")
    await town.send_notices()
    await dewi.presses("Kembalikan")
    await town.send_notices()
    notice = await siti.card()
    assert "Koreksi SAKIP 2026 perlu diperbaiki" in notice["text"]
    await siti.presses("Perbaiki sekarang")
    summary = await siti.says("78")
    assert summary["text"].startswith("Perbaikan Koreksi SAKIP 2026")
    assert f"Alasan: {WHY}" in summary["text"]
    await siti.presses("Kirim")
    assert (await last(town)).reason == WHY
    assert f"baru saja\n    🔁 dikirim ulang · koreksi: “{WHY}”" in (await inbox_of(dewi))["text"]


async def test_one_that_is_taken_back_is_a_correction_still(town: Town) -> None:
    siti = await verified(town)
    await corrects(siti)
    await siti.presses("Kirim")
    draft = await siti.withdraws()
    assert "Koreksi SAKIP 2026" in draft["text"]
    assert f"Alasan: {WHY}" in draft["text"]


async def test_a_draft_from_before_the_verification_goes_on_as_a_correction(
    town: Town, siti: Talker, budi: Talker
) -> None:
    await siti.fills_sakip("A", "85")
    ended = await siti.presses("Batal")
    await budi.reports_sakip()
    await town.verify(HEALTH.code)
    await siti.presses("Urungkan", ended)
    asked = await siti.presses("Kirim")
    assert "Mengapa laporan ini dikoreksi?" in asked["text"]
    assert (await last(town)).kind is EventKind.VERIFIED
    await siti.says(WHY)
    assert "Koreksi terkirim" in (await siti.presses("Kirim"))["text"]


@pytest.mark.parametrize("report", ["IKM", "Analisis"])
async def test_every_report_asks_its_corrections_why(town: Town, siti: Talker, report: str) -> None:
    key, answers = {
        "IKM": (IndicatorKey.IKM, {"cara": "terbit", "nilai": "85.5", "responden": "", "bukti": "belum"}),
        "Analisis": (IndicatorKey.ANJAB, {"status": "belum", "tahap": "persiapan", "bulan": "2027-01"}),
    }[report]
    by = (await town.person(siti)).id
    await town.happens(EventKind.SUBMITTED, HEALTH.code, key, answers | {"bukti": "belum"}, by=by)
    await town.verify(HEALTH.code)
    await siti.opens(report)
    assert "Mengapa laporan ini dikoreksi?" in (await siti.presses("Ajukan koreksi"))["text"]
    assert "Periksa sebelum dikirim" in (await siti.says(WHY))["text"]
    assert "Koreksi ini sama dengan" in (await siti.presses("Kirim"))["text"]


async def test_what_is_left_of_it_in_the_reviewers_chat_says_so(town: Town) -> None:
    siti, dewi = await verified(town), await town.reviewer()
    await corrects(siti)
    receipt = await siti.presses("Kirim")
    below = await opens_report(dewi)
    (file,) = await papers(dewi)
    assert file["caption"].startswith(f"{HEALTH.name} · Koreksi SAKIP 2026 · ")
    assert (await dewi.presses("Kembalikan", below))["text"].startswith("Kembalikan Koreksi SAKIP 2026\n")
    await siti.withdraws(receipt)
    gone = await dewi.presses("‹ Laporan")
    assert gone["text"].startswith("Koreksi SAKIP 2026\n")
    assert "ditarik kembali oleh Siti" in gone["text"]


async def test_its_summary_stands_in_the_order_of_its_questions(town: Town, siti: Talker) -> None:
    nine = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"
    await siti.opens("IKM", nine, press("87,28", "Lewati", "Belum ada berkas", "Kirim"))
    await town.verify(HEALTH.code)
    summary = await siti.opens(
        "IKM",
        press("Ajukan koreksi"),
        WHY,
        press("Ubah 9 unsur"),
        "3,41 3,45 3,59 3,93 3,45 3,39 3,39 3,76 3,35",
        press("bobot 1/9"),
    )
    assert f"Alasan: {WHY}\nCara: Hitung dari 9 unsur\nU1 Persyaratan: 3,41\n" in summary["text"]
    told = "Dibanding yang diterima:\nU1: 3,31 → 3,41 · U2: 3,35 → 3,45 · U3: 3,49 → 3,59\n"
    assert told in summary["text"]
