"""Analisis jabatan: done with its report, or not yet with its stage."""

import pytest

from tests.town.dialogue import HEALTH, Talker, Town, labels, press


async def test_done_with_date_number_and_counts(town: Town, siti: Talker) -> None:
    await siti.opens("Analisis jabatan", press("Sudah dilaksanakan"))
    asked = await siti.says("31/3/2026")
    assert "Nomor Laporan" in asked["text"]
    summary = await siti.walks("060/123/2026", "120 dari 140", press("Belum ada berkas"))
    assert "Tanggal laporan: 31 Maret 2026" in summary["text"]
    assert "Jabatan dianalisis: 120 dari 140 jabatan" in summary["text"]
    assert "Artinya: memenuhi “Analisis jabatan”" in summary["text"]
    await siti.presses("Kirim")
    answers = (await town.events(HEALTH.code))[0].answers
    assert answers["tanggal"] == "2026-03-31"
    assert answers["jabatan"] == "120/140"


async def test_not_yet_with_stage_and_month(siti: Talker) -> None:
    await siti.opens("Analisis jabatan")
    asked = await siti.says("belum")
    assert "Sampai tahap mana" in asked["text"]
    asked = await siti.says("pengumpulan data")
    assert labels(asked)[:4] == ["November 2026", "Desember 2026", "Januari 2027", "Februari 2027"]
    await siti.presses("Desember 2026")
    summary = await siti.presses("Belum ada berkas")
    assert "Perkiraan selesai: Desember 2026" in summary["text"]
    assert "Artinya: belum memenuhi" in summary["text"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 Februari 2026", "bukan tanggal yang ada di kalender"),
        ("24 November 2026", "belum terjadi"),
        ("kapan ya", "tidak terbaca sebagai tanggal"),
    ],
)
async def test_a_date_that_cannot_be_is_refused(siti: Talker, typed: str, why: str) -> None:
    await siti.opens("Analisis jabatan", press("Sudah dilaksanakan"))
    assert why in (await siti.says(typed))["text"]


async def test_a_month_that_has_passed_is_refused(siti: Talker) -> None:
    await siti.opens("Analisis jabatan", press("Belum dilaksanakan", "Persiapan"))
    assert "sudah lewat" in (await siti.says("Maret 2026"))["text"]


async def test_more_analysed_than_there_are_is_refused(siti: Talker) -> None:
    await siti.opens("Analisis jabatan", press("Sudah dilaksanakan"), "kemarin")
    assert "terlalu panjang" in (await siti.says("9" * 200))["text"]
    await siti.says("060/1")
    assert "150 lebih banyak daripada 140" in (await siti.says("150/140"))["text"]


async def test_answers_of_the_way_not_taken_are_not_sent(town: Town, siti: Talker) -> None:
    await siti.opens(
        "Analisis jabatan",
        press("Sudah dilaksanakan"),
        "kemarin",
        press("‹ Kembali", "‹ Kembali", "Belum dilaksanakan", "Persiapan"),
        "desember",
        press("Belum ada berkas", "Kirim"),
    )
    assert set((await town.events(HEALTH.code))[0].answers) == {"status", "tahap", "bulan", "bukti"}
