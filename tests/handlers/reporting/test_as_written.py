"""*Tertulis begitu di dokumen*: a signed LHE that says "B (60,00)" is reported as it is."""

from domain.reports.events import EventKind
from tests.handlers.review.reviewing import gives_back, inbox_of, opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

AS_WRITTEN = "Tertulis begitu di dokumen"
PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")


async def reports_as_written(siti: Talker) -> None:
    await siti.opens("SAKIP", "B (60,00)", press(AS_WRITTEN))
    await siti.sends(PDF)
    await siti.town.tick()
    await siti.presses("Kirim")


async def test_both_are_reported_as_they_are_written(town: Town, siti: Talker) -> None:
    doubt = await siti.opens("SAKIP", "B (60,00)")
    assert "Predikat dan nilai tidak cocok." in doubt["text"]
    assert labels(doubt)[:3] == [
        "Nilai benar → predikat CC",
        "Predikat B benar → ketik ulang nilai",
        AS_WRITTEN,
    ]
    await siti.presses(AS_WRITTEN)
    summary = await siti.presses("Belum ada berkas")
    assert "Predikat: B · Baik\nNilai: 60,00" in summary["text"]
    assert "memenuhi “SAKIP baik”" in summary["text"]
    assert "Di dokumen tertulis B dan 60,00; 60,00 berarti CC." in summary["text"]
    receipt = await siti.presses("Kirim")
    assert "B · 60,00 (sesuai dokumen)" in receipt["text"]
    (sent,) = await town.events(HEALTH.code)
    assert sent.answers == {"predikat": "B", "nilai": "60", "beda": "tertulis", "bukti": "belum"}


async def test_its_words_may_be_typed(siti: Talker) -> None:
    await siti.opens("SAKIP", "B (60,00)")
    assert "Kirim bukti" in (await siti.says("tertulis begitu di dokumen"))["text"]


async def test_the_reviewer_is_told_both_readings(siti: Talker, dewi: Talker) -> None:
    await reports_as_written(siti)
    card = await opens_report(dewi)
    assert "B · Baik → memenuhi" in card["text"]
    assert "⚠️ Di dokumen tertulis B dan 60,00; 60,00 berarti CC." in card["text"]
    assert "B · 60,00 (sesuai dokumen)" in (await inbox_of(dewi))["text"]


async def test_it_is_never_accepted_unread_with_others(town: Town, siti: Talker, dewi: Talker) -> None:
    await reports_as_written(siti)
    await opens_report(dewi)
    await town.tick()
    await dewi.says("/verifikasi")
    assert not [label for label in labels(await inbox_of(dewi)) if label.startswith("Terima semua")]
    shown = await dewi.forges("rk:c")
    assert "Tidak ikut: 1 nilainya beda di dokumen." in shown["text"]


async def test_the_same_again_next_year_is_looked_at_again(town: Town, siti: Talker, dewi: Talker) -> None:
    town.now = town.now.replace(year=2025)
    await reports_as_written(siti)
    await town.verify(HEALTH.code)
    town.now = town.now.replace(year=2026)
    await siti.opens("SAKIP", "B (60,00)", press(AS_WRITTEN))
    await siti.sends(("lhe-2026.pdf", b"%PDF-1.7 baru", "application/pdf"))
    await town.tick()
    await siti.presses("Kirim")
    assert "Terima semua yang tidak berubah" not in labels(await inbox_of(dewi))


async def test_last_years_number_of_the_lhe_is_no_difference(town: Town, siti: Talker, dewi: Talker) -> None:
    for year in (2025, 2026):
        town.now = town.now.replace(year=year)
        await siti.opens("SAKIP", "BB 75,5")
        await siti.sends((f"{year}.pdf", f"%PDF-1.7 {year}".encode(), "application/pdf"))
        await town.tick()
        await siti.presses("Isi nomor LHE")
        await siti.says(f"700/12/{year}, 12 Mei {year}")
        await siti.presses("Kirim")
        if year == 2025:
            await town.verify(HEALTH.code)
    assert "Terima semua yang tidak berubah" in labels(await inbox_of(dewi))


async def test_the_indicators_card_counts_such_documents(town: Town, siti: Talker, boss: Talker) -> None:
    await reports_as_written(siti)
    assert "predikat dokumen" not in (await boss.walks("/iku sakip"))["text"]
    await town.verify(HEALTH.code)
    card = await boss.says("/iku sakip")
    assert "1 memakai predikat dokumen" in card["text"]
    assert "B · 60,00 (sesuai dokumen)" in (await boss.presses("DINKES"))["text"]


async def test_a_returned_nilai_may_change_the_predikat(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await opens_report(dewi)
    await gives_back(dewi, "Nilai")
    await town.send_notices()
    await siti.presses("Perbaiki sekarang")
    doubt = await siti.says("85")
    assert "85,00 berarti predikat A · Memuaskan" in doubt["text"]
    assert AS_WRITTEN in labels(doubt)
    summary = await siti.presses("Nilai benar → predikat A")
    assert "Predikat: A · Memuaskan\nNilai: 85,00" in summary["text"]
    await siti.presses("Kirim")
    assert (await town.events(HEALTH.code))[-1].kind is EventKind.SUBMITTED
