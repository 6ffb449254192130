"""The workbook of tepat tugas dan fungsi by either regulation, and results that their scores contradict."""

from domain.keys import IndicatorKey
from tests.handlers.evaluation_files.sheets import filled, opened
from tests.handlers.evaluation_files.test_receive import downloaded, refusal, sent
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town

KEY = IndicatorKey.KELEMBAGAAN


async def matures(town: Town) -> None:
    await town.set_year("kelembagaan.basis", "99/2018")


async def stored(town: Town, opd: str = HEALTH.code) -> list[dict[str, str]]:
    return [dict(one.answers) for one in await town.events(opd)]


async def test_what_its_score_contradicts_is_marked_and_not_refused(town: Town, dewi: Talker) -> None:
    content = filled(
        await downloaded(town, dewi), {"D3": "Tepat", "E3": 40, "D4": "Perlu penyesuaian", "E4": 81}
    )
    preview = await sent(town, dewi, content)
    assert (
        f"+ {HEALTH.name}: tepat · P-2 (40,00)\n+ {LIBRARY.name}: perlu penyesuaian · P-5 (81,00)\n\n"
        f"⚠️ Hasil dan skor tidak cocok: {HEALTH.name} (tepat, skornya P-2); "
        f"{LIBRARY.name} (perlu penyesuaian, skornya P-5). "
        "Periksa dulu; bila diterapkan, tersimpan begitu.\n\n"
        "Belum ada yang disimpan. Terapkan 2 hasil ini?"
    ) in preview["text"]
    await dewi.presses("Terapkan 2 hasil")
    assert await stored(town) == [{"hasil": "tepat", "skor": "40", "peringkat": "P-2"}]


async def test_one_step_from_the_boundary_nothing_is_marked(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "Tepat", "E3": 41, "D4": "perlu", "E4": 80.99})
    assert "tidak cocok" not in (await sent(town, dewi, content))["text"]


async def test_a_workbook_by_maturity(town: Town, dewi: Talker) -> None:
    await matures(town)
    content = await downloaded(town, dewi)
    sheet = opened(content)["Isian"]
    assert (sheet["E1"].value, sheet["E2"].value) == ("Permendagri 99/2018", "Skor 10–55")
    ranged = sheet.data_validations.dataValidation[1]
    assert (ranged.type, ranged.formula1, ranged.formula2, ranged.errorStyle) == (
        "whole",
        "10",
        "55",
        "warning",
    )
    told = " ".join(str(row[0].value) for row in opened(content)["Petunjuk"].iter_rows())
    assert "Skor bilangan bulat 10–55 (Permendagri 99/2018) dan Catatan boleh kosong" in told
    preview = await sent(town, dewi, filled(content, {"D3": "Tepat", "E3": 56, "D4": "Tepat", "E4": 38}))
    assert "✗ Baris 3 (DINKES): skor “56” bukan bilangan bulat 10–55" in preview["text"]
    assert f"+ {LIBRARY.name}: tepat · tingkat 4, tinggi (38)" in preview["text"]
    await dewi.presses("Terapkan 1")
    assert await stored(town, LIBRARY.code) == [
        {"hasil": "tepat", "skor": "38", "peringkat": "tingkat 4", "skala": "99/2018"}
    ]
    again = await downloaded(town, dewi)
    assert [opened(again)["Isian"][place].value for place in ("C4", "D4", "E4")] == [
        "tepat · tingkat 4, tinggi (38) (2026)",
        "Tepat",
        "38",
    ]
    preview = await sent(town, dewi, again)
    assert "Tetap: 1\n\nTidak ada yang akan berubah." in preview["text"]


async def test_the_usual_workbook_says_its_range(town: Town, dewi: Talker) -> None:
    sheet = opened(await downloaded(town, dewi))["Isian"]
    assert (sheet["E1"].value, sheet["E2"].value) == ("PermenPANRB 20/2018", "Skor 0–100")
    ranged = sheet.data_validations.dataValidation[1]
    assert (ranged.type, ranged.formula1, ranged.formula2, str(ranged.sqref)) == (
        "decimal",
        "0",
        "100",
        "E3:E4",
    )


async def test_a_workbook_of_the_other_basis_is_refused(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "Tepat", "E3": 50})
    await matures(town)
    why = "dibuat untuk penilaian menurut “PermenPANRB 20/2018”, bukan menurut dasar tahun ini"
    assert why in await refusal(town, dewi, content)
    old = filled(content, {"E1": "", "E2": "Skor"})
    assert why in await refusal(town, dewi, old)


async def test_a_workbook_of_before_there_were_two_is_read(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"E1": "", "E2": "Skor", "D3": "Tepat", "E3": 50})
    assert f"+ {HEALTH.name}: tepat · P-3 (50,00)" in (await sent(town, dewi, content))["text"]


async def test_a_preview_is_not_applied_on_another_basis(town: Town, dewi: Talker) -> None:
    await sent(town, dewi, filled(await downloaded(town, dewi), {"D3": "Tepat", "E3": 50}))
    await matures(town)
    refused = await dewi.presses("Terapkan 1")
    assert "⚠️ Tahun ini sekarang dinilai menurut Permendagri 99/2018" in refused["text"]
    assert await stored(town) == []


async def test_a_result_on_another_scale_is_not_filled_in(town: Town, dewi: Talker) -> None:
    await town.evaluated(HEALTH.code, KEY, {"hasil": "tepat", "skor": "50", "peringkat": "P-3"})
    await matures(town)
    sheet = opened(await downloaded(town, dewi))["Isian"]
    assert [sheet[place].value for place in ("C3", "D3", "E3")] == ["tepat · P-3 (50,00) (2026)", None, None]


async def test_a_checklist_of_before_an_item_was_renamed_is_read(town: Town) -> None:
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    content = await downloaded(town, rina)
    assert opened(content)["Isian"]["I2"].value == "Pemerintah digital (SPBE)"
    old = filled(content, {"I2": "SPBE", "D3": "terpenuhi", "I3": "terpenuhi"})
    assert f"+ {HEALTH.name}: 2/5 terpenuhi, 2 belum dinilai" in (await sent(town, rina, old))["text"]
    await rina.presses("Terapkan")
    assert (await stored(town))[0]["spbe"] == "met"
