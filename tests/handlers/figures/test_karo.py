"""Kabupaten Karo 2020: of 26 perangkat daerah 5 have mutu A, 14 B and 7 C."""

from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, LIBRARY, Town

OPDS = 26
SURVEYED = ["90"] * 5 + ["80"] * 8 + ["70"] * 7
"""The twenty units of the published survey: A 5, B 8, C 7."""
OTHERS = ["80"] * 6


async def test_the_published_figure_of_karo_is_what_iku_shows() -> None:
    async with Town() as town:
        await town.found_opds(OPDS - 2)
        await town.set_year("target.ikm", "75")
        siti = await town.person(await town.operator())
        codes = [HEALTH.code, LIBRARY.code, *(f"OPD{number}" for number in range(OPDS - 2))]
        for code, nilai in zip(codes, SURVEYED + OTHERS, strict=True):
            answers = {"cara": "terbit", "nilai": nilai, "responden": "", "bukti": "belum"}
            await town.happens(EventKind.SUBMITTED, code, IndicatorKey.IKM, answers, by=siti.id)
            await town.verify(code)
        rina = await town.reviewer("tatalaksana", 2002, "Rina")
        shown = plain((await rina.says("/iku"))["text"])
        assert "3a · IKM baik  73,08 %  (19/26)" in shown
        assert "target 75 % · butuh 1 OPD lagi" in shown
        card = plain((await rina.says("/iku 3a"))["text"])
        assert "73,08 %  (19/26)" in card
        assert "97,44 % · Sangat Tinggi" in card or "97,44 % (Sangat Tinggi)" in card
        assert "✅ 19 memenuhi" in card
        assert "7 belum memenuhi" in card
