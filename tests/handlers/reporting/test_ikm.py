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
    asked = await siti.says(NINE)
    assert "Nilai IKM: 87,28 · mutu B" in asked["text"]
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
    assert "Nilai IKM: 87,28 · mutu B" in card["text"]


async def test_revising_the_unsur_walks_through_all_of_them(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"), NINE, press("Lewati", "Belum ada berkas"))
    asked = await siti.presses("Ubah 9 unsur")
    assert "Unsur 1 dari 9" in asked["text"]
    assert "Jawaban Anda: 3,31" in asked["text"]
    asked = await siti.presses("Tetap, lanjut ›")
    assert "Unsur 2 dari 9" in asked["text"]
    assert "Unsur 3 dari 9" in (await siti.says("3,40"))["text"]
    for _ in range(7):
        asked = await siti.presses("Tetap, lanjut ›")
    assert "Periksa sebelum dikirim" in asked["text"]


async def test_two_readings_that_fall_on_different_sides_are_asked(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"))
    doubt = await siti.says("3,54 3,54 3,54 3,54 3,54 3,54 3,54 3,54 3,54")
    assert "IKM mana yang dipublikasikan?" in doubt["text"]
    assert labels(doubt)[:2] == ["88,50 (A) · bobot 1/9", "87,62 (B) · bobot 0,11"]
    summary = await siti.walks(press("87,62", "Lewati", "Belum ada berkas"))
    assert "Nilai IKM: 87,62 · mutu B" in summary["text"]


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
    assert "Nilai IKM: 87,28 · mutu B" in asked["text"]
    refused = await siti.says("12-11-2026")
    assert "“12-11-2026” terbaca sebagai tanggal, padahal yang diminta angka." in refused["text"]
    assert "Berapa responden survei?" in refused["text"]


async def test_the_remaining_eight_are_taken_at_the_second_unsur(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"), "3,31")
    asked = await siti.says("3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35")
    assert "Terbaca: U2 3,35; U3 3,49;" in asked["text"]
    assert "Nilai IKM: 87,28 · mutu B" in asked["text"]


async def test_the_summary_names_the_nine_and_marks_the_lowest(siti: Talker) -> None:
    summary = await siti.opens("IKM", press("Hitung dari 9 unsur"), NINE, press("Lewati", "Belum ada berkas"))
    assert (
        "U1 Persyaratan: 3,31 · terendah\nU2 Sistem dan prosedur: 3,35\nU3 Waktu penyelesaian: 3,49\n"
        "U4 Biaya/tarif: 3,93\nU5 Produk pelayanan: 3,45\nU6 Kompetensi pelaksana: 3,39\n"
        "U7 Perilaku pelaksana: 3,39\nU8 Pengaduan dan saran: 3,76\nU9 Sarana dan prasarana: 3,35\n"
        "Nilai IKM: 87,28 · mutu B"
    ) in summary["text"]


async def test_the_reviewer_reads_the_nine_by_name_too(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"), NINE, press("Lewati", "Belum ada berkas", "Kirim"))
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    card = await opens_report(rina)
    assert "U1 Persyaratan: 3,31 · terendah\nU2 Sistem dan prosedur: 3,35" in card["text"]
