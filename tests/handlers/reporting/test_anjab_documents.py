"""Analisis jabatan: what is offered beside the simple report, and a document that is too old."""

from datetime import timedelta

import pytest

from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from tests.handlers.admins import admin_of
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels, press

OLD = "20 September 2020"
"""Six years and two months before the day of these tests."""
DOUBT = (
    "Dokumen ini berumur 6 tahun 2 bulan; masa berlaku 5 tahun.\n"
    "Tanggalnya 20 September 2020. Bila memang yang terbaru, pemeriksa diberi tahu umurnya."
)


async def dated(siti: Talker, day: str) -> Json:
    return await siti.opens("Analisis jabatan", press("Sudah dilaksanakan"), day)


async def rest(siti: Talker) -> Json:
    return await siti.walks("060/123/2020", press("Lewati", "Belum ada berkas"))


async def sent(town: Town) -> dict[str, str]:
    return dict(
        [one for one in await town.events(HEALTH.code) if one.kind is EventKind.SUBMITTED][-1].answers
    )


async def test_abk_and_establishment_are_offered_on_the_summary(town: Town, siti: Talker) -> None:
    await dated(siti, "31/3/2026")
    summary = await rest(siti)
    assert "Isi ABK, penetapan" in labels(summary)
    assert "ABK" not in summary["text"]
    asked = await siti.presses("Isi ABK, penetapan")
    assert "Apakah analisis beban kerja (ABK) termasuk di dalamnya?" in asked["text"]
    assert labels(asked)[:2] == ["Ya, termasuk", "Belum"]
    await siti.presses("Ya, termasuk")
    summary = await siti.says("188.45/210/2026")
    assert "ABK: ya, termasuk\nNomor penetapan: 188.45/210/2026" in summary["text"]
    await siti.presses("Kirim")
    answers = await sent(town)
    assert (answers["abk"], answers["nomor-penetapan"]) == ("ya", "188.45/210/2026")
    nur = await town.reviewer("anjab", 2003, "Nur")
    card = await nur.says("/verifikasi")
    assert "ABK: ya, termasuk\nNomor penetapan: 188.45/210/2026" in card["text"]
    await nur.presses("Terima")
    assert "1 dengan ABK" in (await nur.says("/iku anjab"))["text"]
    shown = await nur.presses(HEALTH.code)
    assert "ABK: ya, termasuk\nNomor penetapan: 188.45/210/2026" in shown["text"]


async def test_a_report_without_them_stores_nothing_of_them(town: Town, siti: Talker) -> None:
    await dated(siti, "31/3/2026")
    await rest(siti)
    await siti.presses("Kirim")
    assert await sent(town) == {
        "status": "sudah",
        "tanggal": "2026-03-31",
        "nomor": "060/123/2020",
        "jabatan": "",
        "bukti": "belum",
    }


async def test_the_last_stage_is_the_establishment(siti: Talker) -> None:
    asked = await siti.opens("Analisis jabatan", press("Belum dilaksanakan"))
    assert labels(asked)[4] == "Penetapan hasil"
    assert "Tahap" not in (await siti.says("penetapan hasil"))["text"]


async def test_an_old_document_is_doubted_with_its_age(siti: Talker) -> None:
    doubted = await dated(siti, OLD)
    assert doubted["text"].endswith(DOUBT)
    assert labels(doubted) == ["Perbaiki tanggalnya", "Memang itu dokumennya", "‹ Kembali", "Batal"]


async def test_an_old_document_said_in_one_message_is_doubted(siti: Talker) -> None:
    await siti.opens("Analisis jabatan")
    assert (await siti.says(f"sudah, {OLD}"))["text"].endswith(DOUBT)


async def test_the_date_is_put_right(town: Town, siti: Talker) -> None:
    await dated(siti, OLD)
    asked = await siti.presses("Perbaiki tanggalnya")
    assert "Tanggal Laporan Hasil Analisis Jabatan?" in asked["text"]
    await siti.says("20 September 2025")
    summary = await rest(siti)
    assert "Tanggal laporan: 20 September 2025\n" in summary["text"]
    await siti.presses("Kirim")
    assert "umur" not in await sent(town)


async def test_right_as_it_is_flags_it_to_the_reviewer(town: Town, siti: Talker) -> None:
    await dated(siti, OLD)
    await siti.presses("Memang itu dokumennya")
    summary = await rest(siti)
    told = "Tanggal laporan: 20 September 2020 · umur 6 tahun 2 bulan, lewat masa berlaku 5 tahun\n"
    assert told in summary["text"]
    assert "Artinya: memenuhi" in summary["text"]
    await siti.presses("Kirim")
    assert (await sent(town))["umur"] == "2026-11-23/5"
    nur = await town.reviewer("anjab", 2003, "Nur")
    card = await nur.says("/verifikasi")
    assert "⚠️ Dokumen berumur 6 tahun 2 bulan; masa berlaku 5 tahun." in card["text"]
    assert told in card["text"]
    await nur.presses("Terima")
    assert "1 dokumen lewat masa berlaku" in (await nur.says("/iku anjab"))["text"]
    assert told in (await nur.presses(HEALTH.code))["text"]


async def test_after_two_years_a_review_is_advised_and_nothing_asked(town: Town, siti: Talker) -> None:
    assert "Nomor Laporan" in (await dated(siti, "22 November 2024"))["text"]
    summary = await rest(siti)
    told = "22 November 2024 · umur 2 tahun 1 hari, tinjauan ulang dianjurkan (2 tahun)"
    assert told in summary["text"]
    await siti.presses("Kirim")
    nur = await town.reviewer("anjab", 2003, "Nur")
    card = await nur.says("/verifikasi")
    assert told in card["text"]
    assert "masa berlaku" not in card["text"]


@pytest.mark.parametrize(("years", "doubted"), [("6", True), ("7", False)])
async def test_the_year_says_how_long_a_document_holds(
    town: Town, siti: Talker, years: str, doubted: bool
) -> None:
    admin = await admin_of(town)
    await admin.walks("/aturan", press("Ubah masa berlaku anjab", f"{years} tahun", "PermenPANRB 1/2020"))
    shown = await admin.presses("Simpan")
    assert f"Analisis jabatan: dokumen berlaku {years} tahun" in shown["text"]
    asked = await dated(siti, OLD)
    assert (f"masa berlaku {years} tahun" in asked["text"]) is doubted


async def test_a_document_that_expires_while_the_draft_lies_is_doubted_before_it_is_sent(
    town: Town, siti: Talker
) -> None:
    await dated(siti, "23 November 2021")
    summary = await rest(siti)
    town.now += timedelta(days=1)
    doubted = await siti.presses("Kirim", summary)
    assert "⚠️ Belum terkirim: ada yang perlu dijawab dulu." in doubted["text"]
    assert "Dokumen ini berumur 5 tahun 1 hari; masa berlaku 5 tahun." in doubted["text"]
    assert await town.events(HEALTH.code) == []
    await siti.walks(press("Memang itu dokumennya", "Kirim"))
    assert (await sent(town))["umur"] == "2026-11-24/5"


OLD_REPORT = {"status": "sudah", "tanggal": "2019-01-10", "nomor": "060/1", "jabatan": "", "bukti": "belum"}
"""As it was stored before ages were asked about."""


async def verified(town: Town, siti: Talker, answers: dict[str, str]) -> Talker:
    """Let such a report be there and accepted; return who accepted it."""
    by = (await town.person(siti)).id
    await town.happens(EventKind.SUBMITTED, HEALTH.code, IndicatorKey.ANJAB, answers, by=by)
    nur = await town.reviewer("anjab", 2003, "Nur")
    card = await nur.says("/verifikasi")
    assert "masa berlaku" not in card["text"]
    await nur.presses("Terima")
    return nur


async def test_a_report_of_before_there_were_ages_means_what_it_meant(town: Town, siti: Talker) -> None:
    nur = await verified(town, siti, OLD_REPORT)
    assert "50,00 %  (1/2)" in (await nur.says("/iku anjab"))["text"]
    shown = await nur.presses(HEALTH.code)
    assert "Tanggal laporan: 10 Januari 2019" in shown["text"]
    assert "masa berlaku" not in shown["text"]


async def test_an_old_report_is_doubted_once_it_is_corrected(town: Town, siti: Talker) -> None:
    await verified(town, siti, OLD_REPORT)
    await siti.walks("/lapor anjab", press("Ajukan koreksi"))
    doubted = await siti.says("nomor salah ketik")
    assert "Dokumen ini berumur 7 tahun 10 bulan; masa berlaku 5 tahun." in doubted["text"]
    await siti.walks(press("Memang itu dokumennya", "Ubah nomor"), "060/2", press("Kirim"))
    assert await sent(town) == {**OLD_REPORT, "nomor": "060/2", "umur": "2026-11-23/5"}


async def test_what_was_confirmed_is_not_asked_again_by_a_correction(town: Town, siti: Talker) -> None:
    await dated(siti, OLD)
    await siti.presses("Memang itu dokumennya")
    await rest(siti)
    await siti.presses("Kirim")
    nur = await town.reviewer("anjab", 2003, "Nur")
    await nur.walks("/verifikasi", press("Terima"))
    await siti.walks("/lapor anjab", press("Ajukan koreksi"))
    summary = await siti.says("nomor salah ketik")
    assert "Periksa sebelum dikirim" in summary["text"]


async def test_a_returned_date_is_doubted_anew(town: Town, siti: Talker) -> None:
    await dated(siti, OLD)
    await siti.presses("Memang itu dokumennya")
    await rest(siti)
    await siti.presses("Kirim")
    nur = await town.reviewer("anjab", 2003, "Nur")
    await nur.walks("/verifikasi", press("Kembalikan", "Tanggal laporan"))
    await nur.walks(press("Lanjut"), "tanggalnya keliru", press("Kembalikan"))
    await town.send_notices()
    asked = await siti.presses("Perbaiki sekarang")
    assert "Tanggal Laporan Hasil Analisis Jabatan?" in asked["text"]
    assert "Dokumen ini berumur 7 tahun 2 bulan" in (await siti.says("20/9/2019"))["text"]
    await siti.walks("20/9/2022", press("Kirim"))
    answers = await sent(town)
    assert answers["tanggal"] == "2022-09-20"
    assert "umur" not in answers
