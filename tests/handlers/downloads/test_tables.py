"""Measurement and plan of action, asked for in the chat: who may have which, and what comes."""

from dataclasses import replace

from domain.documents.action_plan import ActionPlanContent
from domain.documents.measurement import MeasurementContent, MeasurementPdfContent
from domain.documents.wanted import DocumentKind, Wanted
from handlers.papers.buttons import asks
from tests.handlers.downloads.gathering import gathered
from tests.town.dialogue import HEALTH, Talker, Town, labels

WORKBOOK, PDF, PLAN = "Pengukuran (XLSX)", "Pengukuran (PDF)", "Rencana aksi"


async def test_a_pimpinan_has_the_workbook_from_the_numbers_on_the_screen(town: Town, boss: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await boss.says("/iku 2026 tw1")
    menu = await boss.presses("Unduh")
    assert {WORKBOOK, PDF, PLAN} <= set(labels(menu))
    assert "rincian tiap OPD" in menu["text"]
    await boss.presses(WORKBOOK)
    await town.make_papers()
    file = await boss.card()
    assert file["document"]["file_name"] == "IKU-2026-TW1-pengukuran.xlsx"
    assert "SAKIP baik 0,00 % (0 dari 2)" in file["caption"]
    assert "Posisi per 31 Maret 2026 pukul 23.59 WIB" in file["caption"]
    (content,) = town.drawn.drawn
    assert isinstance(content, MeasurementContent)
    assert (content.quarter, len(content.rows)) == (1, 10)


async def test_an_operator_has_the_totals_and_never_the_rows(town: Town, siti: Talker) -> None:
    await siti.says("/iku")
    menu = await siti.presses("Unduh")
    assert WORKBOOK not in labels(menu)
    await siti.presses(PDF)
    await town.make_papers()
    assert (await siti.card())["document"]["file_name"] == "IKU-2026-pengukuran.pdf"
    await siti.says("/iku")
    await siti.presses("Unduh")
    await siti.presses(PLAN)
    await town.make_papers()
    assert (await siti.card())["document"]["file_name"] == "IKU-2026-rencana-aksi.xlsx"
    assert [type(content) for content in town.drawn.drawn] == [MeasurementPdfContent, ActionPlanContent]


async def test_an_operator_who_forges_the_key_is_refused(town: Town, siti: Talker) -> None:
    await siti.says("/iku")
    await siti.forges(asks(Wanted(kind=DocumentKind.MEASUREMENT, year=2026)).pack())
    await town.make_papers()
    assert town.drawn.drawn == []


async def test_a_year_before_which_nobody_was_there_has_no_numbers_of_that_year(town: Town) -> None:
    first = Wanted(kind=DocumentKind.MEASUREMENT_PDF, year=HEALTH.valid_from.year)
    second = replace(first, year=first.year + 1)
    for wanted, has_former in ((first, False), (second, True)):
        content = await gathered(town, wanted)
        assert isinstance(content, MeasurementPdfContent)
        assert (content.lines[0].before is not None) is has_former
