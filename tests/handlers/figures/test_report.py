"""The report of one OPD behind a figure, and its history: to read, and only by those who may see it."""

from dataclasses import replace

import pytest

from domain.indicators.ketatalaksanaan import reason_key
from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from tests.town.dialogue import HEALTH, Talker, Town, labels, press


async def test_a_checklist_is_shown_item_by_item(town: Town, boss: Talker) -> None:
    person = await town.person(boss)
    answers = {"sop": "met", "probis": "unmet", "layanan": "not_applicable"}
    answers[reason_key("layanan")] = "tidak melayani <umum>"
    key = IndicatorKey.KETATALAKSANAAN
    await town.happens(EventKind.EVALUATED, HEALTH.code, key, answers, by=person.id)
    await boss.says("/iku tatalaksana")
    card = (await boss.presses(HEALTH.code))["text"]
    assert "SOP AP ditetapkan dan direviu: terpenuhi\nPeta proses bisnis: belum terpenuhi" in card
    assert "Standar pelayanan dan maklumat: tidak berlaku (tidak melayani <umum>)\n" in card
    assert "Tata naskah dinas: belum dinilai" in card


async def test_the_report_of_an_opd_with_its_files_and_history(
    town: Town, boss: Talker, siti: Talker
) -> None:
    await siti.opens("SAKIP", "BB", "75,5")
    await siti.sends(("LHE & 2026.pdf", b"%PDF-1.7 x", "application/pdf"))
    await siti.presses("Kirim")
    await boss.says("/iku sakip")
    card = await boss.presses(HEALTH.code)
    assert card["text"].startswith(
        "1 · SAKIP 2026\nDinas Kesehatan\n\n🕓 BB · 75,50\n\n"
        "Menunggu verifikasi\nPredikat: BB · Sangat Baik\nNilai: 75,50\n"
        "Tahun yang dievaluasi: 2025\n📎 “LHE & 2026.pdf” (1 KB)\n"
        "dilaporkan Siti, 23 Nov 2026 09.15 WIB\nSKP-26-"
    )
    await town.verify(HEALTH.code)
    history = await boss.presses("Riwayat", card)
    assert history["text"].index("✅ diterima") < history["text"].index("🕓 dikirim")
    assert "BB · 75,50" in history["text"]
    assert "✅ BB · 75,50" in (await boss.presses("‹ Laporan"))["text"]


async def test_a_returned_report_shows_its_reason_and_a_resent_one_says_so(
    town: Town, boss: Talker, siti: Talker
) -> None:
    await siti.reports_sakip()
    await town.send_back(HEALTH.code, "Nilai tidak terbaca")
    await boss.says("/iku sakip")
    card = (await boss.presses(HEALTH.code))["text"]
    assert "🔁 perlu perbaikan" in card
    assert "Dikembalikan 23 Nov 2026 09.15 WIB\nPredikat: BB · Sangat Baik" in card
    assert "Alasan: Nilai tidak terbaca" in card
    again = replace(await town.last_sent(HEALTH.code), draft=None, draft_version=None, at=town.now)
    async with town.storage.uow() as uow:
        await uow.reports.append(again)
        await uow.commit()
    assert f"🕓 {HEALTH.code}" in labels(await boss.presses("‹ SAKIP"))
    assert "Menunggu verifikasi (dikirim ulang)" in (await boss.presses(HEALTH.code))["text"]


async def test_the_past_shows_what_was_known_then(boss: Talker, siti: Talker) -> None:
    await siti.reports_sakip()
    await boss.says("/iku tw2 sakip")
    card = await boss.presses(HEALTH.code)
    assert "⬜ belum lapor" in card["text"]
    assert (await boss.presses("Riwayat"))["text"].endswith("Belum ada laporan.")


async def test_the_history_is_paged(town: Town, boss: Talker, siti: Talker) -> None:
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    for nilai in range(71, 75):
        town.pass_time(days=1)
        await siti.corrects_sakip(str(nilai))
        await town.verify(HEALTH.code)
    first = await boss.walks("/iku sakip", press(HEALTH.code, "Riwayat"))
    assert "1/2" in labels(first)
    assert first["text"].count("SKP-26-") == 2
    second = await boss.presses("›")
    assert second["text"].count("SKP-26-") == 3


async def test_an_opd_that_was_closed_by_then_is_not_counted(town: Town, boss: Talker) -> None:
    await boss.says("/iku sakip")
    card = await boss.presses(HEALTH.code)
    await town.close_opd(HEALTH)
    gone = await boss.presses("Riwayat", card)
    assert gone["text"].startswith("Riwayat laporan")
    assert "tidak termasuk dalam angka" in (await boss.presses("‹ Laporan"))["text"]


@pytest.mark.parametrize(
    "data", ["kr:sakip:DISPERPUSIP:2026:0:0", "kh:sakip:DISPERPUSIP:2026:0:0:0", "kr:sakip:NOBODY:2026:0:0"]
)
async def test_a_forged_button_opens_no_other_opd(eka: Talker, siti: Talker, data: str) -> None:
    await eka.reports_sakip()
    await siti.says("/iku")
    said = await siti.forges(data)
    assert "tidak terdaftar" in said["text"]
    assert "75,50" not in said["text"]


@pytest.mark.parametrize(
    "data",
    [
        "kr:sakip:NOBODY:2026:0:0",
        "kh:sakip:NOBODY:2026:0:0:0",
        "kr:nothing:DINKES:2026:0:0",
        "kh:sakip:DINKES:2026:9:0:0",
        "kr:sakip:DINKES:1:0:0",
        "d:nothing:2026:0:0",
    ],
)
async def test_what_there_is_not_is_refused(boss: Talker, data: str) -> None:
    await boss.says("/iku")
    assert "sudah tidak berlaku" in (await boss.forges(data))["text"]
