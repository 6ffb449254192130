"""What an operator may say of the LHE itself, on the summary: its number, its date, the year it evaluates."""

from tests.handlers.review.reviewing import gives_back, opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press
from tests.town.thumb import Thumb

PDF = ("LHE AKIP 2026.pdf", b"%PDF-1.7 lhe", "application/pdf")
LHE = "700/12/2026, 12 Mei 2026"


async def at_summary(siti: Talker) -> None:
    await siti.opens("SAKIP", press("BB"), "75,5", press("Belum ada berkas"))


async def test_nobody_is_asked_for_the_number_and_the_summary_offers_it(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", press("BB"), "75,5")
    summary = await siti.presses("Belum ada berkas")
    assert "Nilai: 75,50\nTahun yang dievaluasi: 2025\nBukti: Belum ada berkas" in summary["text"]
    assert labels(summary)[:4] == ["Ubah predikat", "Ubah nilai", "Ubah bukti", "Isi nomor LHE"]
    await siti.presses("Kirim")
    (sent,) = await town.events(HEALTH.code)
    assert set(sent.answers) == {"predikat", "nilai", "bukti"}


async def test_one_message_says_number_and_date(town: Town, siti: Talker) -> None:
    await at_summary(siti)
    asked = await siti.presses("Isi nomor LHE")
    assert "Nomor LHE AKIP?" in asked["text"]
    assert "SAKIP 2026\n" in asked["text"]  # no step: it is none of the way
    assert labels(asked) == ["Lewati", "Lewati semua", "‹ Kembali", "Batal"]
    summary = await siti.says(LHE)
    assert "LHE: 700/12/2026, 12 Mei 2026\nTahun yang dievaluasi: 2025" in summary["text"]
    assert "Ubah nomor LHE" in labels(summary)
    assert "Isi nomor LHE" not in labels(summary)
    await siti.presses("Kirim")
    (sent,) = await town.events(HEALTH.code)
    assert (sent.answers["nomor"], sent.answers["tanggal"]) == ("700/12/2026", "2026-05-12")
    assert "tahun-laporan" not in sent.answers


async def test_one_by_one_each_may_be_skipped(siti: Talker) -> None:
    await at_summary(siti)
    await siti.presses("Isi nomor LHE")
    assert "Tanggal LHE AKIP?" in (await siti.says("700/12/2026"))["text"]
    asked = await siti.presses("Lewati")
    assert "Tahun berapa yang dievaluasi?" in asked["text"]
    assert labels(asked)[:3] == ["2024", "2025", "2026"]
    assert "Lewati semua" not in labels(asked)
    summary = await siti.presses("2024")
    assert "LHE: 700/12/2026\nTahun yang dievaluasi: 2024" in summary["text"]
    await siti.presses("Ubah nomor LHE")
    summary = await siti.walks(press("Tetap, lanjut ›", "Lewati", "Kosongkan"))
    assert "Tahun yang dievaluasi: 2025" in summary["text"]


async def test_all_of_it_is_skipped_in_one_tap_and_back_leads_to_the_summary(siti: Talker) -> None:
    await at_summary(siti)
    await siti.presses("Isi nomor LHE")
    assert "Isi nomor LHE" in labels(await siti.presses("Lewati semua"))
    await siti.presses("Isi nomor LHE")
    assert "Periksa sebelum dikirim" in (await siti.presses("‹ Kembali"))["text"]


async def test_a_date_in_the_future_is_refused_and_a_late_year_asked_back(siti: Talker) -> None:
    await at_summary(siti)
    await siti.presses("Isi nomor LHE")
    assert "Nomor LHE AKIP?" in (await siti.says("700/12, 24 November 2026"))["text"]
    await siti.says("700/12, 23 November 2026, 2027")
    doubt = await siti.card()
    assert "LHE ini mengevaluasi tahun 2027?" in doubt["text"]
    assert "Laporan ini untuk tahun 2026" in doubt["text"]
    asked = await siti.presses("Pilih tahun lain")
    assert "Tahun berapa yang dievaluasi?" in asked["text"]
    assert "Tahun yang dievaluasi: 2026" in (await siti.presses("2026"))["text"]


async def test_the_simple_report_takes_the_taps_it_always_took(siti: Talker) -> None:
    thumb = Thumb(siti)
    await thumb.chooses("/lapor")
    await thumb.taps_on("SAKIP")
    await thumb.taps_on("BB")
    await thumb.types("75,5")
    await thumb.attaches(PDF)
    await thumb.taps_on("Kirim")
    assert (thumb.taps, thumb.characters, thumb.most_cards) == (5, 4, 1)


async def test_with_a_number_it_is_one_tap_and_one_message_more(siti: Talker) -> None:
    thumb = Thumb(siti)
    await thumb.types("/lapor sakip")
    await thumb.types("75,5")
    await thumb.attaches(PDF)
    await thumb.taps_on("Isi nomor LHE")
    await thumb.types(LHE)
    receipt = await thumb.taps_on("Kirim")
    assert "Laporan terkirim" in receipt["text"]


async def test_a_colleague_goes_on_where_the_number_is_asked(siti: Talker, budi: Talker) -> None:
    await at_summary(siti)
    await siti.presses("Isi nomor LHE")
    await budi.opens("SAKIP")
    assert "Nomor LHE AKIP?" in (await budi.presses("Lanjutkan"))["text"]
    assert "LHE: 700/12/2026, 12 Mei 2026" in (await budi.says(LHE))["text"]


async def test_a_file_sent_while_the_number_is_asked_is_not_lost(town: Town, siti: Talker) -> None:
    await at_summary(siti)
    await siti.presses("Isi nomor LHE")
    assert "Nomor LHE AKIP?" in (await siti.sends(PDF))["text"]
    assert "Bukti: 1 berkas\n📎 LHE AKIP 2026.pdf" in (await siti.says(LHE))["text"]
    await siti.presses("Kirim")
    (sent,) = await town.events(HEALTH.code)
    assert (sent.answers["bukti"], len(sent.files)) == ("selesai", 1)


async def test_a_reviewer_may_return_the_number_that_was_left_out(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    card = await opens_report(dewi)
    assert "Tahun yang dievaluasi: 2025" in card["text"]
    await gives_back(dewi, "Nomor LHE", reason="Tahun atau dokumennya keliru")
    await town.send_notices()
    asked = await siti.presses("Perbaiki sekarang")
    assert "Nomor LHE AKIP?" in asked["text"]
    assert "Tahun atau dokumennya keliru" in asked["text"]
    asked = await siti.says(LHE)
    assert "Tahun berapa yang dievaluasi?" in asked["text"]
    await siti.walks(press("2025", "Kirim"))
    card = await opens_report(dewi)
    assert "Nomor LHE: – → 700/12/2026" in card["text"]
    assert "LHE: 700/12/2026, 12 Mei 2026" in card["text"]


async def test_a_correction_says_that_the_number_is_new(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    await siti.opens("SAKIP", press("Ajukan koreksi"), "nomor terlewat")
    await siti.presses("Isi nomor LHE")
    summary = await siti.says(LHE)
    assert "Nomor LHE: – → 700/12/2026" in summary["text"]
    assert "Laporan terkirim" in (await siti.presses("Kirim"))["text"].replace("Koreksi", "Laporan")
