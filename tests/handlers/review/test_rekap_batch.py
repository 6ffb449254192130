"""*Terima semua yang sesuai rekap*: what the Inspektorat says too, compared at the moment of accepting."""

from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from tests.handlers.rekaps import keep_rekap
from tests.handlers.review.reviewing import chooses_papers, gives_back, inbox_of, opens_report
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

BATCH = "Terima semua yang sesuai rekap"


async def reports(talker: Talker, said: str = "BB 75,5", content: bytes = b"%PDF-1.7 lhe") -> None:
    await talker.opens("SAKIP", said)
    await talker.sends(("lhe.pdf", content + str(talker.id).encode(), "application/pdf"))
    await talker.presses("Kirim")
    await talker.town.tick()


async def listed(town: Town, dewi: Talker) -> Json:
    await chooses_papers(town, dewi, wanted=False)
    await inbox_of(dewi)
    return await dewi.presses(BATCH)


async def last(town: Town, opd: str = HEALTH.code) -> EventKind:
    return (await town.events(opd))[-1].kind


async def test_what_agrees_is_accepted_although_nobody_opened_its_evidence(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await reports(siti)
    await reports(eka, "B 65")
    await keep_rekap(town, DINKES="BB 75.50", DISPERPUSIP="B 66.00")
    shown = await listed(town, dewi)
    assert shown["text"] == (
        "Sesuai rekap Inspektorat\n\n"
        "• DINKES: SAKIP 2026, BB · 75,50\n\n"
        "Tidak ikut: 1 berbeda dari rekap.\n\n"
        "Terima 1 laporan ini sekaligus? Predikat dan nilainya sama dengan rekap; buktinya belum tentu sudah "
        "dibuka."
    )
    done = await dewi.presses("Terima 1 laporan")
    assert done["text"].startswith("✅ 1 laporan diterima.")
    assert await last(town) is EventKind.VERIFIED
    assert await last(town, LIBRARY.code) is EventKind.SUBMITTED
    await dewi.presses("Urungkan semua")
    assert await last(town) is EventKind.UNDONE


async def test_what_jumps_or_changes_sides_is_marked_and_counted_before_it_is_accepted(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    town.now = town.now.replace(year=2025)
    await siti.reports_sakip("CC", "55")
    await town.verify(HEALTH.code)
    town.now = town.now.replace(year=2026)
    await reports(siti)
    await reports(eka)
    await keep_rekap(town, DINKES="BB 75.50", DISPERPUSIP="BB 75.50")
    told = (await listed(town, dewi))["text"]
    assert "• DINKES: SAKIP 2026, BB · 75,50 ⚠️\n• DISPERPUSIP: SAKIP 2026, BB · 75,50\n" in told
    assert "⚠️ Termasuk: 1 nilainya melonjak lebih dari 15 poin, 1 berubah baik atau tidak sejak" in told


async def test_without_a_rekap_it_is_not_offered(siti: Talker, dewi: Talker) -> None:
    await reports(siti)
    assert BATCH not in labels(await inbox_of(dewi))
    shown = await dewi.forges("rk:r")
    assert "tidak ada laporan yang sama dengan rekap Inspektorat" in shown["text"]
    assert "Tidak ikut" not in shown["text"]


async def test_what_the_rekap_does_not_name_is_left_out_and_counted(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await reports(siti)
    await reports(eka)
    await keep_rekap(town, DINKES="BB 75.50")
    assert "Tidak ikut: 1 tidak ada di rekap." in (await listed(town, dewi))["text"]


async def test_a_rekap_that_changed_lets_no_differing_report_through(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await reports(siti)
    await reports(eka)
    await keep_rekap(town, DINKES="BB 75.50", DISPERPUSIP="BB 75.50")
    assert "Terima 2 laporan" in labels(await listed(town, dewi))
    await keep_rekap(town, DINKES="A 85.00")
    again = await dewi.presses("Terima 2 laporan")
    assert "Daftarnya berubah sejak ditampilkan" in again["text"]
    assert "Tidak ikut: 1 berbeda dari rekap." in again["text"]
    assert await last(town) is EventKind.SUBMITTED
    await dewi.presses("Terima 1 laporan")
    assert (await last(town), await last(town, LIBRARY.code)) == (EventKind.SUBMITTED, EventKind.VERIFIED)


async def test_no_evidence_or_another_opds_keeps_a_report_out(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    await keep_rekap(town, DINKES="BB 75.50", DISPERPUSIP="BB 75.50")
    await eka.opens("SAKIP", "BB 75,5")
    await eka.sends(("lhe.pdf", b"%PDF-1.7 sama", "application/pdf"))
    await eka.presses("Kirim")
    await siti.withdraws()
    await siti.sends(("lhe.pdf", b"%PDF-1.7 sama", "application/pdf"))
    await siti.presses("Kirim")
    await town.tick()
    assert BATCH not in labels(await inbox_of(dewi))
    shown = await dewi.forges("rk:r")
    assert "Tidak ikut: 2 berkasnya sama dengan OPD lain." in shown["text"]


async def test_what_contradicts_itself_in_both_is_looked_at_by_itself(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await keep_rekap(town, DINKES="B 60.00")
    await siti.opens("SAKIP", "B 60", press("Tertulis begitu di dokumen"))
    await siti.sends(("lhe.pdf", b"%PDF-1.7", "application/pdf"))
    await siti.presses("Kirim")
    await town.tick()
    assert "✓ Sesuai rekap Inspektorat: B · 60,00" in (await opens_report(dewi))["text"]
    assert BATCH not in labels(await inbox_of(dewi))
    assert "1 nilainya beda di dokumen" in (await dewi.forges("rk:r"))["text"]


async def test_own_reports_and_what_came_back_stay_out(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await keep_rekap(town, DINKES="BB 75.50", DISPERPUSIP="BB 75.50")
    await reports(siti, "BB 75,5")
    await opens_report(dewi)
    await gives_back(dewi, "Bukti")
    await town.send_notices()
    await siti.presses("Perbaiki sekarang")
    await siti.sends(("lhe-baru.pdf", b"%PDF-1.7 baru", "application/pdf"))
    await siti.presses("Kirim")
    await reports(eka)
    await town.tick()
    rina = await town.talker(
        2009, "Rina", Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.OPERATOR, LIBRARY.code)
    )
    await rina.says("/verifikasi")
    shown = await rina.forges("rk:r")
    assert "Tidak ikut: 1 laporan OPD Bapak/Ibu sendiri (diperiksa rekan), 1 dikirim ulang." in shown["text"]


async def test_the_fullest_card_is_one_screen(town: Town, siti: Talker, dewi: Talker) -> None:
    town.now = town.now.replace(year=2025)
    await siti.reports_sakip("CC", "55")
    await town.verify(HEALTH.code)
    town.now = town.now.replace(year=2026)
    await siti.opens("SAKIP", "BB 75,5", press("Belum ada berkas", "Kirim"))
    await opens_report(dewi)
    await gives_back(dewi, "Predikat", "Nilai", "Bukti", "Nomor LHE")
    await town.send_notices()
    await keep_rekap(town, DINKES="BB 75.50")
    await siti.presses("Perbaiki sekarang")
    await siti.walks("B 60", press("Tertulis begitu di dokumen", "Tetap B · 60,00"))
    await siti.walks("700/12/2026, 12 Mei 2026", press("2024"))
    await siti.sends(("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"))
    await siti.presses("Kirim")
    card = await opens_report(dewi)
    assert "Pelapor tetap pada jawabannya." in card["text"]
    assert "Di dokumen tertulis B dan 60,00" in card["text"]
    assert "Nomor LHE: – → 700/12/2026 · Tanggal LHE: – → 12 Mei 2026" in card["text"]
    assert len(card["text"].splitlines()) <= 24
