"""*Terima semua yang tidak berubah*: only what repeats last year's answer, with evidence of this year."""

from domain.reports.events import EventKind
from handlers.review.buttons import OpenFile
from tests.handlers.review.reviewing import chooses_papers, inbox_of
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press
from tests.town.talker import data_of

LAST_YEAR = ("lhe-2025.pdf", b"%PDF-1.7 2025", "application/pdf")
BATCH = "Terima semua yang tidak berubah"


async def reports(talker: Talker, content: bytes, nilai: str = "75,5") -> None:
    await talker.opens("SAKIP", "BB", nilai)
    await talker.sends(("lhe.pdf", content, "application/pdf"))
    await talker.presses("Kirim")
    await talker.town.tick()


async def a_year_later(town: Town) -> tuple[Talker, Talker]:
    """Return the operators of two OPD whose reports of last year are verified."""
    siti, eka = await town.operator(), await town.operator(1004, "Eka", LIBRARY.code)
    town.now = town.now.replace(year=2025)
    await reports(siti, b"%PDF-1.7 dinkes 2025")
    await reports(eka, b"%PDF-1.7 perpus 2025")
    await town.verify(HEALTH.code)
    await town.verify(LIBRARY.code)
    town.now = town.now.replace(year=2026)
    return siti, eka


async def listed(town: Town, dewi: Talker) -> Json:
    await inbox_of(dewi)
    town.pass_time(minutes=1)
    return await dewi.presses(BATCH)


async def test_all_that_did_not_change_is_accepted_after_a_list(town: Town) -> None:
    siti, eka = await a_year_later(town)
    dewi = await town.reviewer()
    await reports(siti, b"%PDF-1.7 dinkes 2026")
    await reports(eka, b"%PDF-1.7 perpus 2026")
    shown = await listed(town, dewi)
    assert "• DINKES: SAKIP 2026, BB · 75,50\n• DISPERPUSIP: SAKIP 2026" in shown["text"]
    assert labels(shown) == ["Terima 2 laporan", "‹ Daftar"]
    assert len(await town.events(HEALTH.code)) == 3
    done = await dewi.presses("Terima 2 laporan")
    assert done["text"] == (
        "✅ 2 laporan diterima. Operatornya diberi tahu.\n\nBisa diurungkan sampai pukul 09.21."
    )
    assert [event.kind for event in await town.events(LIBRARY.code)][-1] is EventKind.VERIFIED
    await town.send_notices()
    assert "SAKIP 2026 diterima" in (await eka.card())["text"]
    back = await dewi.presses("Urungkan semua")
    assert back["text"].startswith("2 keputusan diurungkan. Laporannya kembali menunggu Anda.")
    assert "2 laporan menunggu Anda" in back["text"]


async def test_another_answer_old_evidence_or_a_shared_file_is_looked_at_by_itself(town: Town) -> None:
    siti, eka = await a_year_later(town)
    dewi = await town.reviewer()
    await reports(siti, b"%PDF-1.7 dinkes 2026", "76")
    await reports(eka, b"%PDF-1.7 perpus 2025")
    assert BATCH not in labels(await inbox_of(dewi))
    shown = await dewi.forges("rb")
    assert "tidak ada laporan yang sama dengan jawaban yang diterima tahun lalu" in shown["text"]
    assert labels(shown) == ["‹ Daftar"]
    await siti.withdraws()
    await siti.presses("Ubah nilai")
    await siti.says("75,5")
    await siti.sends(("lama.pdf", b"%PDF-1.7 perpus 2025", "application/pdf"))
    await siti.presses("Kirim")
    await town.tick()
    assert BATCH not in labels(await inbox_of(dewi))


async def test_a_list_that_changed_accepts_nothing(town: Town) -> None:
    siti, eka = await a_year_later(town)
    dewi = await town.reviewer()
    await reports(siti, b"%PDF-1.7 dinkes 2026")
    await listed(town, dewi)
    await reports(eka, b"%PDF-1.7 perpus 2026")
    again = await dewi.presses("Terima 1 laporan")
    assert "Daftarnya berubah sejak ditampilkan" in again["text"]
    assert len(await town.events(HEALTH.code)) == 3
    await siti.withdraws()
    await eka.withdraws()
    gone = await dewi.presses("Terima 2 laporan")
    assert "Saat ini tidak ada laporan" in gone["text"]


async def test_what_an_operator_went_on_with_stays_accepted(town: Town) -> None:
    siti, eka = await a_year_later(town)
    dewi = await town.reviewer()
    await reports(siti, b"%PDF-1.7 dinkes 2026")
    await reports(eka, b"%PDF-1.7 perpus 2026")
    await listed(town, dewi)
    await dewi.presses("Terima 2 laporan")
    await siti.opens("SAKIP", press("Ajukan koreksi"))
    assert (await dewi.presses("Urungkan semua"))["text"].startswith("1 keputusan diurungkan.")
    kinds = [event.kind for event in await town.events(HEALTH.code)]
    assert EventKind.UNDONE not in kinds


async def test_a_batch_is_not_undone_after_five_minutes_or_by_another_sub_bagian(town: Town) -> None:
    siti, _ = await a_year_later(town)
    dewi, rudi = await town.reviewer(), await town.reviewer("anjab", 2003, "Rudi")
    await reports(siti, b"%PDF-1.7 dinkes 2026")
    await listed(town, dewi)
    await dewi.presses("Terima 1 laporan")
    first = (await town.events(HEALTH.code))[-1].id
    await rudi.says("/verifikasi")
    assert "diperiksa Sub Bagian lain" in (await rudi.forges(f"rz:{first}"))["text"]
    town.pass_time(minutes=6)
    assert "Sudah lewat lima menit" in (await dewi.presses("Urungkan semua"))["text"]
    assert len(await town.events(HEALTH.code)) == 4


CLEAR = "Terima semua tanpa ⚠️"


async def test_what_bears_no_warning_is_accepted_after_a_list_that_says_what_is_left_out(town: Town) -> None:
    siti, eka = await town.operator(), await town.operator(1004, "Eka", LIBRARY.code)
    dewi = await town.reviewer()
    await reports(siti, b"%PDF-1.7 dinkes")
    await eka.reports_sakip("B", "65")
    assert CLEAR not in labels(await inbox_of_unopened(town, dewi))
    await chooses_papers(town, dewi, wanted=True)
    await dewi.says("/verifikasi")  # the evidence of the first has come by now
    await inbox_of(dewi)
    shown = await dewi.presses(CLEAR)
    assert shown["text"] == (
        "Tanpa peringatan ⚠️, bukti sudah dibuka\n\n"
        "• DINKES: SAKIP 2026, BB · 75,50\n\n"
        "Tidak ikut: 1 tanpa bukti.\n\n"
        "Terima 1 laporan ini sekaligus? Semua buktinya sudah dibuka Bapak/Ibu atau rekan, dan "
        "nilainya tidak melonjak."
    )
    done = await dewi.presses("Terima 1 laporan")
    assert done["text"].startswith("✅ 1 laporan diterima.")
    assert (await town.events(LIBRARY.code))[-1].kind is EventKind.SUBMITTED
    await dewi.presses("Urungkan semua")
    assert (await town.events(HEALTH.code))[-1].kind is EventKind.UNDONE


async def test_a_file_that_nobody_opened_keeps_its_report_out(town: Town) -> None:
    siti, dewi = await town.operator(), await town.reviewer()
    await siti.fills_sakip()
    for number in (b"1", b"2"):
        await siti.sends((f"{number.decode()}.pdf", b"%PDF-1.7 dinkes" + number, "application/pdf"))
    await town.tick()
    await siti.presses("Kirim")
    await chooses_papers(town, dewi, wanted=False)
    sent = await town.last_sent(HEALTH.code)
    for left, file in zip((True, False), sent.files, strict=True):
        await dewi.says("/verifikasi")
        await dewi.forges(OpenFile(sent.id, file).pack())
        assert (CLEAR not in labels(await inbox_of(dewi))) is left


async def inbox_of_unopened(town: Town, dewi: Talker) -> Json:
    """Go to the list without any evidence coming by itself."""
    await chooses_papers(town, dewi, wanted=False)
    return await inbox_of(dewi)


async def test_a_card_of_before_there_were_several_reasons_still_accepts(town: Town) -> None:
    siti, _ = await a_year_later(town)
    dewi = await town.reviewer()
    await reports(siti, b"%PDF-1.7 dinkes 2026")
    shown = await listed(town, dewi)
    fingerprint = data_of(shown)["Terima 1 laporan"].rpartition(":")[2]
    assert (await dewi.forges(f"rx:{fingerprint}"))["text"].startswith("✅ 1 laporan diterima.")


async def test_a_reason_that_there_is_not_accepts_nothing(town: Town, siti: Talker, dewi: Talker) -> None:
    await reports(siti, b"%PDF-1.7 dinkes")
    await dewi.says("/verifikasi")
    for data in ("rk:z", "rq:z:0"):
        assert "sudah tidak berlaku" in (await dewi.forges(data))["text"]
    assert len(await town.events(HEALTH.code)) == 1
