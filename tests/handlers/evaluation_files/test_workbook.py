"""The workbook of an evaluation: what stands in it, and that nothing in it is a formula."""

from domain.evaluation.sheet import FORMULA
from domain.keys import IndicatorKey
from storage.foreign.spreadsheets import rows_of
from tests.handlers.evaluation_files.sheets import opened
from tests.town.dialogue import HEALTH, Talker, Town, labels

KEY = IndicatorKey.KELEMBAGAAN


async def downloaded(town: Town, talker: Talker) -> bytes:
    await talker.says("/evaluasi")
    return await town.download(await talker.presses("Unduh isian"))


async def test_names_and_notes_never_become_formulas(town: Town, dewi: Talker) -> None:
    note = '=HYPERLINK("http://x","y")'
    await town.evaluated(HEALTH.code, KEY, {"hasil": "tepat", "catatan": note})
    content = await downloaded(town, dewi)
    for sheet in opened(content).worksheets[:2]:
        cell = sheet["F3"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (note, "s", True)
    assert rows_of(content, formula=FORMULA)[2][5] == note


async def test_the_workbook_offers_what_is_understood(town: Town) -> None:
    await town.evaluated(HEALTH.code, KEY, {"hasil": "tepat", "skor": "75", "peringkat": "P-4"}, 2024)
    dewi = await town.reviewer()
    book = opened(await downloaded(town, dewi))
    assert book.sheetnames == ["Isian", "Hasil terakhir", "Petunjuk"]
    isian = book["Isian"]
    offered = isian.data_validations.dataValidation[0]
    assert (offered.formula1, str(offered.sqref)) == ('"Tepat,Perlu penyesuaian"', "D3:D4")
    assert [isian[place].value for place in ("A3", "B3", "C3", "D3")] == [
        HEALTH.code, HEALTH.name, "tepat · P-4 (75,00) (2024)", None,
    ]  # fmt: skip
    assert [book["Hasil terakhir"][place].value for place in ("D3", "E3")] == ["Tepat", "75"]
    assert "Terapkan" in " ".join(str(row[0].value) for row in book["Petunjuk"].iter_rows())


async def test_below_the_workbook_is_the_way_home(dewi: Talker) -> None:
    await dewi.says("/evaluasi")
    sheet = await dewi.presses("Unduh isian")
    home = await dewi.presses("‹ Beranda")
    assert "Nilai Tepat tugas dan fungsi" in labels(home)
    assert home["message_id"] > sheet["message_id"]
