"""What is behind a percentage: the OPD in groups, with value and date, in pages."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.indicators.remark import NOTE
from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from handlers.figures.buttons import IkuHistory, IkuReport
from handlers.words.labels import FULL_ROW, width
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels

START_TEXT = "1 · Persentase dokumen SAKIP OPD yang baik\n2026 · per 23 Nov 2026 09.15 WIB\n"


def section(text: str, head: str) -> list[str]:
    """Return the lines of one group."""
    return next(block for block in text.split("\n\n") if block.startswith(head)).splitlines()[1:]


async def test_every_group_names_its_opd_with_value_and_date(town: Town, boss: Talker) -> None:
    await town.found_opds(4)
    met, unmet, waiting, wrong = [
        await town.operator(1101 + number, f"Op {number}", f"OPD{number}") for number in range(4)
    ]
    await met.reports_sakip()
    await town.verify("OPD0")
    await unmet.reports_sakip("CC", "55")
    await town.verify("OPD1")
    await waiting.reports_sakip("C", "40")
    await wrong.reports_sakip()
    await town.send_back("OPD3", "Nilai <tidak> terbaca")
    shown = (await boss.says("/iku sakip"))["text"]
    assert shown.startswith(START_TEXT)
    assert section(shown, "✅ Memenuhi (1)") == ["• Dinas 00 – BB · 75,50 · 23 Nov 2026"]
    assert section(shown, "🔶 Belum memenuhi (1)") == ["• Dinas 01 – CC · 55,00 · 23 Nov 2026"]
    assert section(shown, "🕓 Menunggu verifikasi (1)") == [
        "• Dinas 02 – C · 40,00 · belum memenuhi · dikirim 23 Nov 2026"
    ]
    assert section(shown, "🔁 Perlu perbaikan (1)") == [
        "• Dinas 03 – dikembalikan 23 Nov 2026 · Nilai <tidak> terbaca"
    ]
    assert section(shown, "⬜ Belum lapor (2)") == [f"• {HEALTH.name}", f"• {LIBRARY.name}"]
    assert "perlu perbaikan: 1 OPD" in shown


async def test_a_waiting_correction_is_listed_beside_the_number_that_stands(
    town: Town, boss: Talker, siti: Talker
) -> None:
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    town.pass_time(days=1)
    await siti.corrects_sakip("79")
    shown = await boss.says("/iku sakip")
    assert section(shown["text"], "✅ Memenuhi (1)") == [
        "• Dinas Kesehatan – BB · 75,50 · 23 Nov 2026 · koreksi menunggu"
    ]
    assert section(shown["text"], "🕓 Koreksi menunggu (1)") == [
        "• Dinas Kesehatan – BB · 79,00 · dikirim 24 Nov 2026"
    ]
    assert labels(shown).count(HEALTH.name) == 1
    card = (await boss.presses(HEALTH.name))["text"]
    assert "✅ BB · 75,50 · koreksi menunggu" in card
    assert "Diterima 23 Nov 2026 09.15 WIB\nPredikat: BB · Sangat Baik\nNilai: 75,50" in card
    assert "Koreksi menunggu\nPredikat: BB · Sangat Baik\nNilai: 79,00" in card


async def test_a_carried_over_result_names_its_year(town: Town, boss: Talker, siti: Talker) -> None:
    await town.happens(
        EventKind.EVALUATED,
        HEALTH.code,
        IndicatorKey.KELEMBAGAAN,
        {"hasil": "tepat", NOTE: "Baik sekali"},
        by=(await town.person(siti)).id,
        year=2025,
        at=datetime(2025, 5, 5, 2, tzinfo=UTC),
    )
    shown = (await boss.says("/iku kelembagaan"))["text"]
    assert "1 hasil dari tahun sebelumnya" in shown
    (line,) = section(shown, "✅ Memenuhi (1)")
    assert line.endswith("· 5 Mei 2025 · hasil dari 2025")
    card = (await boss.presses(HEALTH.name))["text"]
    assert "Diterima 5 Mei 2025 09.00 WIB · hasil dari 2025" in card
    assert "\nHasil: tepat\nCatatan: Baik sekali\ndinilai Siti, 5 Mei 2025 09.00 WIB" in card
    assert "(2025)" in (await siti.says("/iku"))["text"]


async def test_details_are_paged_and_keep_their_quarter(town: Town, boss: Talker) -> None:
    await town.found_opds(26)
    await boss.says("/iku tw2")
    first = await boss.presses("4 · Analisis jabatan")
    assert first["text"].count("• ") == 10
    assert labels(first)[:2] == ["Dinas 00", "Dinas 01"]
    assert labels(first)[10:] == ["·", "1/3", "›", "‹ Semua indikator"]
    second = await boss.presses("›")
    assert second["text"].splitlines()[1] == "2026 · TW II · per 30 Jun 2026 23.59 WIB"
    last = await boss.presses("›")
    assert last["text"].count("• ") == 8
    assert "⬜ Belum lapor (28)" in last["text"]
    assert (await boss.presses("3/3"))["text"] == last["text"]
    report = await boss.presses("Dinas 25")
    assert "TW II · per 30 Jun 2026 23.59 WIB" in report["text"]
    await boss.presses("Riwayat")
    assert (await boss.presses("‹ Laporan"))["text"] == report["text"]
    assert (await boss.presses("‹ Daftar OPD"))["text"] == last["text"]
    assert "IKU 2026 · TW II" in (await boss.presses("‹ Semua indikator"))["text"]


async def test_an_opd_of_long_name_has_a_button_that_fits(town: Town, boss: Talker) -> None:
    name = "Dinas " + "Pemberdayaan " * 7
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, name=name.strip()), by=None, at=town.now)
        await uow.commit()
    assert all(width(label) <= FULL_ROW for label in labels(await boss.says("/iku sakip")))


async def test_an_operator_opens_only_the_own_opd(eka: Talker, siti: Talker) -> None:
    await eka.reports_sakip()
    shown = await siti.says("/iku sakip")
    assert "hanya OPD Anda" in shown["text"]
    assert LIBRARY.name not in shown["text"]
    assert labels(shown) == [HEALTH.name, "‹ Semua indikator"]
    assert "⬜ belum lapor" in (await siti.presses(HEALTH.name))["text"]


async def test_a_page_beyond_the_last_is_the_last(boss: Talker) -> None:
    await boss.says("/iku")
    assert "⬜ Belum lapor (2)" in (await boss.forges("d:sakip:2026:0:99"))["text"]
    assert "⬜ Belum lapor (2)" in (await boss.forges("d:sakip:2026:0:-3"))["text"]


def test_the_longest_names_fit_into_a_button() -> None:
    code = "A" * 20
    assert len(IkuHistory("tatalaksana", code, 2026, 4, 99, 999).pack()) <= 64
    assert len(IkuReport("tatalaksana", code, 2026, 4, 99).pack()) <= 64
