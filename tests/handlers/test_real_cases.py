"""Figures that cities have published, reached by talking to the bot: they come out as they were printed.

Kabupaten Karo stands in `figures/test_karo.py`, the published 90,56 of GASPUL in `reporting/test_ikm.py`.
"""

import pytest

from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, press


async def verified(town: Town, *predikat: str) -> None:
    """Let an OPD each have a verified predikat; the city has as many OPD."""
    await town.found_opds(len(predikat) - 2)
    siti = await town.person(await town.operator())
    codes = [HEALTH.code, LIBRARY.code, *(f"OPD{number}" for number in range(len(predikat) - 2))]
    nilai = {"A": "85", "BB": "75", "B": "65", "CC": "55"}
    for code, grade in zip(codes, predikat, strict=True):
        answers = {"predikat": grade, "nilai": nilai[grade], "bukti": "belum"}
        await town.happens(EventKind.SUBMITTED, code, IndicatorKey.SAKIP, answers, by=siti.id)
        await town.verify(code)


async def test_the_components_of_an_lhe_are_added_up_where_the_predikat_is_asked(siti: Talker) -> None:
    """A published LHE: 26,20 + 28,33 + 13,93 + 21,19 = 89,65, which is an A."""
    summary = await siti.opens("SAKIP", "26,20 + 28,33 + 13,93 + 21,19", press("Belum ada berkas"))
    assert "A · Memuaskan" in summary["text"]
    assert "89,65" in summary["text"]


@pytest.mark.parametrize(("minimum", "shown"), [("B", "100,00 %  (51/51)"), ("A", "31,37 %  (16/51)")])
async def test_sumatera_barat_2024_by_either_threshold(
    town: Town, boss: Talker, minimum: str, shown: str
) -> None:
    await verified(town, *["A"] * 16, *["BB"] * 20, *["B"] * 15)
    await town.set_year("sakip.minimum", minimum)
    assert f"1 · SAKIP baik  {shown}" in plain((await boss.says("/iku"))["text"])


async def test_a_capaian_above_a_hundred_is_shown_as_it_is(town: Town, boss: Talker) -> None:
    """BP Batam 2025 published 112,73; 31 of 50 at a target of 55 % give it."""
    await verified(town, *["BB"] * 31, *["CC"] * 19)
    await town.set_year("target.sakip", "55")
    card = plain((await boss.says("/iku sakip"))["text"])
    assert "62,00 %  (31/50)" in card
    assert "Capaian 112,73 % · Sangat Tinggi" in card
