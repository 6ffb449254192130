"""An operator's SAKIP report beside the rekap of the Inspektorat."""

from tests.handlers.rekaps import keep_rekap
from tests.handlers.review.reviewing import gives_back, opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press
from tests.town.thumb import Thumb

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")
DIFFERS = "Berbeda dari rekap Inspektorat."


async def test_what_agrees_is_said_and_costs_no_tap(town: Town, siti: Talker) -> None:
    await keep_rekap(town, DINKES="BB 75.50")
    thumb = Thumb(siti)
    await thumb.chooses("/lapor")
    await thumb.taps_on("SAKIP")
    await thumb.taps_on("BB")
    await thumb.types("75,5")
    summary = await thumb.attaches(PDF)
    assert "Sesuai rekap Inspektorat." in summary["text"]
    await thumb.taps_on("Kirim")
    assert (thumb.taps, thumb.characters) == (5, 4)
    (sent,) = await town.events(HEALTH.code)
    assert set(sent.answers) == {"predikat", "nilai", "bukti"}


async def test_without_a_rekap_or_without_this_opd_in_it_nothing_is_said(town: Town, siti: Talker) -> None:
    summary = await siti.fills_sakip()
    assert "ekap" not in summary["text"]
    await keep_rekap(town, DISPERPUSIP="BB 75.50")
    await siti.presses("Ubah nilai")
    assert "ekap" not in (await siti.says("76"))["text"]


async def test_what_differs_is_asked_about_with_both_values(siti: Talker, town: Town) -> None:
    await keep_rekap(town, DINKES="BB 75.50")
    doubt = await siti.opens("SAKIP", "A 85")
    assert DIFFERS in doubt["text"]
    assert "Jawaban Bapak/Ibu A · 85,00, di rekap BB · 75,50. Mana yang benar?" in doubt["text"]
    assert labels(doubt)[:3] == ["Pakai rekap: BB · 75,50", "Tetap A · 85,00", "Ketik ulang"]
    await siti.presses("Pakai rekap: BB · 75,50")
    summary = await siti.presses("Belum ada berkas")
    assert "Predikat: BB · Sangat Baik\nNilai: 75,50" in summary["text"]
    assert "Sesuai rekap Inspektorat." in summary["text"]


async def test_typed_anew_it_is_compared_again(siti: Talker, town: Town) -> None:
    await keep_rekap(town, DINKES="BB 75.50")
    await siti.opens("SAKIP", "A 85")
    assert "Apa predikat LHE" in (await siti.presses("Ketik ulang"))["text"]
    assert DIFFERS in (await siti.says("BB 75,4"))["text"]
    assert "Kirim bukti" in (await siti.says("BB 75,5"))["text"]


async def test_what_is_kept_is_sent_and_the_reviewer_sees_both(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await keep_rekap(town, DINKES="BB 75.50")
    await siti.opens("SAKIP", "A 85", press("Tetap A · 85,00"))
    summary = await siti.presses("Belum ada berkas")
    assert "Di rekap Inspektorat BB · 75,50; pemeriksa melihat keduanya." in summary["text"]
    await siti.presses("Kirim")
    card = await opens_report(dewi)
    assert "A · Memuaskan → memenuhi\nNilai: 85,00" in card["text"]
    assert (
        "⚠️ Rekap Inspektorat: BB · 75,50, berbeda dari laporan ini. Pelapor tetap pada jawabannya."
        in card["text"]
    )


async def test_a_rekap_that_comes_before_sending_is_asked_about_then(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "A 85", press("Belum ada berkas"))
    await keep_rekap(town, DINKES="BB 75.50")
    asked = await siti.presses("Kirim")
    assert "⚠️ Belum terkirim: ada yang perlu dijawab dulu." in asked["text"]
    assert DIFFERS in asked["text"]
    assert await town.events(HEALTH.code) == []
    await siti.walks(press("Tetap A · 85,00", "Kirim"))
    assert len(await town.events(HEALTH.code)) == 1


async def test_a_new_value_of_the_rekap_is_asked_about_again(town: Town, siti: Talker) -> None:
    await keep_rekap(town, DINKES="BB 75.50")
    await siti.opens("SAKIP", "A 85", press("Tetap A · 85,00", "Belum ada berkas"))
    await keep_rekap(town, DINKES="BB 76.00")
    assert "di rekap BB · 76,00" in (await siti.presses("Kirim"))["text"]
    await keep_rekap(town, DINKES="A 85.00")
    await siti.says("/lapor sakip")
    assert "Laporan terkirim" in (await siti.presses("Kirim"))["text"]
    (sent,) = await town.events(HEALTH.code)
    assert "rekap-tetap" not in sent.answers


async def test_a_rekap_that_comes_after_the_report_is_told_to_the_reviewer_alone(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    await keep_rekap(town, DINKES="A 85.00")
    card = await opens_report(dewi)
    assert "⚠️ Rekap Inspektorat: A · 85,00, berbeda dari laporan ini." in card["text"]
    assert "tetap pada jawabannya" not in card["text"]
    await keep_rekap(town, DINKES="BB 75.50")
    assert "✓ Sesuai rekap Inspektorat: BB · 75,50" in (await opens_report(dewi))["text"]


async def test_a_repair_of_what_differs_is_asked_again(town: Town, siti: Talker, dewi: Talker) -> None:
    await keep_rekap(town, DINKES="BB 75.50")
    await siti.opens("SAKIP", "A 85", press("Tetap A · 85,00", "Belum ada berkas", "Kirim"))
    await opens_report(dewi)
    await gives_back(dewi, "Nilai")
    await town.send_notices()
    await siti.presses("Perbaiki sekarang")
    await siti.says("86")
    assert DIFFERS in (await siti.card())["text"]
    summary = await siti.presses("Pakai rekap: BB · 75,50")
    assert "Predikat: BB · Sangat Baik\nNilai: 75,50" in summary["text"]


async def test_a_rekap_with_the_kategori_alone_compares_the_predikat(town: Town, siti: Talker) -> None:
    await keep_rekap(town, DINKES="BB")
    doubt = await siti.opens("SAKIP", "A 85")
    assert "di rekap BB. Mana yang benar?" in doubt["text"]
    assert "BB · di atas 70–80. Nilainya?" in (await siti.presses("Pakai rekap: BB"))["text"]
    await siti.says("75,5")
    assert "Sesuai rekap Inspektorat." in (await siti.presses("Belum ada berkas"))["text"]


async def test_nothing_of_the_rekap_counts_by_itself(town: Town, siti: Talker, boss: Talker) -> None:
    await keep_rekap(town, DINKES="A 85.00", DISPERPUSIP="A 85.00")
    assert "0,00 %" in (await boss.says("/iku sakip"))["text"]
    assert "⬜ SAKIP" in (await siti.says("/lapor"))["text"]
