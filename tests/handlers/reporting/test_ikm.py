"""IKM: the published value, or the nine unsur, one by one or all at once."""

import pytest

from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"


async def test_the_published_value(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", press("Nilai IKM yang dipublikasikan"))
    asked = await siti.says("85.5")
    assert "Berapa responden" in asked["text"]
    await siti.says("150 dari 1.200")
    summary = await siti.presses("Belum ada berkas")
    assert "Nilai IKM: 85,50" in summary["text"]
    assert "Responden: 150 dari 1.200 orang" in summary["text"]
    assert "minimal 291 responden" in summary["text"]
    assert "memenuhi “IKM baik”" in summary["text"]
    await siti.presses("Kirim")
    assert (await town.events(HEALTH.code))[0].answers["nilai"] == "85.5"


async def test_nine_unsur_in_one_message(siti: Talker) -> None:
    await siti.opens("IKM")
    asked = await siti.presses("Hitung dari 9 unsur")
    assert "Unsur 1 dari 9: Persyaratan." in asked["text"]
    assert "Boleh sembilan sekaligus" in asked["text"]
    doubt = await siti.says(NINE)
    assert "IKM mana yang dipublikasikan?" in doubt["text"]
    assert labels(doubt)[:4] == [
        "87,28 (B) · bobot 1/9",
        "87,19 (B) · bobot 0,111",
        "86,41 (B) · bobot 0,11",
        "Angka lain yang tertulis",
    ]
    asked = await siti.presses("87,28 (B) · bobot 1/9")
    assert "Nilai IKM: 87,28 · mutu B · bobot 1/9" in asked["text"]
    await siti.presses("Lewati")
    summary = await siti.presses("Belum ada berkas")
    assert "Nilai IKM: 87,28 · mutu B" in summary["text"]
    receipt = await siti.presses("Kirim")
    assert "87,28 · B" in receipt["text"]


async def test_nine_unsur_one_by_one(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"))
    for number, value in enumerate(NINE.split(), start=1):
        card = await siti.card()
        assert f"Unsur {number} dari 9" in card["text"]
        assert "2/4" in card["text"]
        card = await siti.says(value)
    assert labels(card)[0] == "87,28 (B) · bobot 1/9"


async def test_revising_the_unsur_walks_through_all_of_them(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"), NINE, press("87,28", "Lewati", "Belum ada berkas"))
    asked = await siti.presses("Ubah 9 unsur")
    assert "Unsur 1 dari 9" in asked["text"]
    assert "Jawaban Anda: 3,31" in asked["text"]
    asked = await siti.presses("Tetap, lanjut ›")
    assert "Unsur 2 dari 9" in asked["text"]
    assert "Unsur 3 dari 9" in (await siti.says("3,40"))["text"]
    for _ in range(7):
        asked = await siti.presses("Tetap, lanjut ›")
    assert "IKM mana yang dipublikasikan?" in asked["text"]
    assert "Periksa sebelum dikirim" in (await siti.presses("bobot 0,111"))["text"]


async def test_two_readings_that_fall_on_different_sides_are_asked(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"))
    doubt = await siti.says("3,54 3,54 3,54 3,54 3,54 3,54 3,54 3,54 3,54")
    assert "IKM mana yang dipublikasikan?" in doubt["text"]
    assert labels(doubt)[:3] == ["88,50 (A) · bobot 1/9", "88,41 (A) · bobot 0,111", "87,62 (B) · bobot 0,11"]
    summary = await siti.walks(press("87,62", "Lewati", "Belum ada berkas"))
    assert "Nilai IKM: 87,62 · mutu B · bobot 0,11" in summary["text"]


async def test_an_interval_is_asked_back(siti: Talker) -> None:
    doubt = await siti.opens("IKM", press("Nilai IKM yang dipublikasikan"), "3,4")
    assert "3,40 × 25 = 85,00" in doubt["text"]
    asked = await siti.presses("Ya, × 25 = 85,00")
    assert "Berapa responden" in asked["text"]


async def test_an_interval_that_was_a_slip_is_typed_again(siti: Talker) -> None:
    await siti.opens("IKM", press("Nilai IKM yang dipublikasikan"), "3,4")
    assert "Berapa nilai IKM" in (await siti.presses("Bukan, ketik ulang"))["text"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("24,99", "di luar batas; yang bisa 25"),
        ("100,01", "di luar batas"),
        ("BB", "bukan angka"),
        ("4,5", "di luar batas"),
    ],
)
async def test_a_value_outside_the_scale_is_refused(siti: Talker, typed: str, why: str) -> None:
    asked = await siti.opens("IKM", press("Nilai IKM yang dipublikasikan"), typed)
    assert why in asked["text"]
    assert "Berapa nilai IKM" in asked["text"]


async def test_one_unsur_outside_the_scale_is_refused(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"))
    assert "di luar batas" in (await siti.says("4,01"))["text"]


async def test_a_message_of_eight_numbers_says_how_many_are_wanted(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"))
    asked = await siti.says("3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76")
    assert "berisi 8 angka; di sini perlu 9 angka" in asked["text"]


async def test_nine_numbers_at_the_first_question_and_a_date_at_the_counts(siti: Talker) -> None:
    await siti.opens("IKM")
    asked = await siti.says("3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35")
    assert "Terbaca: cara Hitung dari 9 unsur; U1 3,31; U2 3,35;" in asked["text"]
    await siti.presses("87,28")
    refused = await siti.says("12-11-2026")
    assert "“12-11-2026” terbaca sebagai tanggal, padahal yang diminta angka." in refused["text"]
    assert "Berapa responden survei?" in refused["text"]


async def test_the_remaining_eight_are_taken_at_the_second_unsur(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"), "3,31")
    asked = await siti.says("3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35")
    assert "Terbaca: U2 3,35; U3 3,49;" in asked["text"]
    assert labels(asked)[0] == "87,28 (B) · bobot 1/9"


async def test_the_summary_names_the_nine_and_marks_the_lowest(siti: Talker) -> None:
    summary = await siti.opens(
        "IKM", press("Hitung dari 9 unsur"), NINE, press("87,28", "Lewati", "Belum ada berkas")
    )
    assert (
        "U1 Persyaratan: 3,31 · terendah\nU2 Sistem dan prosedur: 3,35\nU3 Waktu penyelesaian: 3,49\n"
        "U4 Biaya/tarif: 3,93\nU5 Produk pelayanan: 3,45\nU6 Kompetensi pelaksana: 3,39\n"
        "U7 Perilaku pelaksana: 3,39\nU8 Pengaduan dan saran: 3,76\nU9 Sarana dan prasarana: 3,35\n"
        "Nilai IKM: 87,28 · mutu B"
    ) in summary["text"]


async def test_the_reviewer_reads_the_nine_by_name_too(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", NINE, press("86,41", "Lewati", "Belum ada berkas", "Kirim"))
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    card = await opens_report(rina)
    assert "U1 Persyaratan: 3,31 · terendah\nU2 Sistem dan prosedur: 3,35" in card["text"]
    assert "Nilai IKM: 86,41 · mutu B · bobot 0,11" in card["text"]


async def test_a_number_that_no_reading_gives_is_reported_as_it_is(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", NINE)
    refused = await siti.says("88,88")
    assert "“88,88” tidak keluar dari unsur ini dengan bobot mana pun." in refused["text"]
    assert "tekan Angka lain yang tertulis" in refused["text"]
    asked = await siti.presses("Angka lain yang tertulis")
    assert "Berapa nilai IKM yang dipublikasikan?" in asked["text"]
    await siti.walks("88,88", press("Lewati", "Belum ada berkas", "Kirim"))
    (sent,) = await town.events(HEALTH.code)
    assert sent.answers == {"cara": "terbit", "nilai": "88.88", "responden": "", "bukti": "belum"}


async def test_what_gaspul_published_is_offered_and_understood(town: Town, siti: Talker) -> None:
    """A published 90,56 was once stored as 91,48."""
    doubt = await siti.opens("IKM", "3,66 3,66 3,66 3,66 3,66 3,66 3,66 3,66 3,652")
    assert labels(doubt)[:3] == ["91,48 (A) · bobot 1/9", "91,39 (A) · bobot 0,111", "90,56 (A) · bobot 0,11"]
    receipt = await siti.walks("90,56", press("Lewati", "Belum ada berkas", "Kirim"))
    assert "90,56 · A" in receipt["text"]
    assert (await town.events(HEALTH.code))[0].answers["bacaan"] == "bobot"


async def test_fourteen_averages_are_asked_back_once(town: Town, siti: Talker) -> None:
    doubt = await siti.opens("IKM", "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35 3,20 3,40 3,60 3,10 3,50")
    assert "Terbaca 14 angka. Surveinya memang 14 unsur?" in doubt["text"]
    asked = await siti.presses("Ya, 14 unsur")
    assert "Nilai IKM: 86,11 · mutu B · 14 unsur" in asked["text"]
    summary = await siti.walks(press("Lewati", "Belum ada berkas"))
    assert "Unsur 11–14: 3,40 · 3,60 · 3,10 · 3,50\nTerendah: unsur 13\nNilai IKM: 86,11" in summary["text"]
    await siti.presses("Kirim")
    assert (await town.events(HEALTH.code))[0].answers["jumlah"] == "14"


async def test_another_number_of_unsur_one_by_one(siti: Talker) -> None:
    asked = await siti.opens("IKM", press("Jumlah unsur lain"))
    assert "Berapa unsur surveinya?" in asked["text"]
    asked = await siti.says("3")
    assert "Rata-rata unsur 1 dari 3?" in asked["text"]
    asked = await siti.walks("3", "3,5", "4")
    assert "Nilai IKM: 87,50 · mutu B · 3 unsur" in asked["text"]


async def test_many_decimals_are_shown_beside_what_counts(town: Town, siti: Talker) -> None:
    summary = await siti.opens("IKM", "66.34375", press("Lewati", "Belum ada berkas"))
    assert "Nilai IKM: 66,34 (tertulis 66,34375)" in summary["text"]
    assert "belum memenuhi" in summary["text"]
    receipt = await siti.presses("Kirim")
    assert "66,34 · C" in receipt["text"]
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    assert "Nilai IKM: 66,34 (tertulis 66,34375)" in (await opens_report(rina))["text"]


async def test_the_order_of_the_year_and_a_draft_of_before_it_changed(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", "3,1 3,2 3,3 3,4 3,5 3,6 3,7 3,8 3,9", press("87,50"))
    await town.set_year("ikm.order", "98")
    doubt = await siti.says("150")
    assert "Urutan unsur ke-8 dan ke-9 tahun ini berubah. Sudah benarkah ini?" in doubt["text"]
    assert "Tercatat Pengaduan dan saran 3,80 dan Sarana dan prasarana 3,90." in doubt["text"]
    summary = await siti.walks(press("Tukar keduanya", "Lewati", "Belum ada berkas"))
    assert "U8 Sarana dan prasarana: 3,80\nU9 Pengaduan dan saran: 3,90" in summary["text"]
    await siti.presses("Kirim")
    (sent,) = await town.events(HEALTH.code)
    assert (sent.answers["u8"], sent.answers["u9"], sent.answers["urutan"]) == ("3.9", "3.8", "98")
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    assert "U8 Sarana dan prasarana: 3,80\nU9 Pengaduan dan saran: 3,90" in (await opens_report(rina))["text"]
