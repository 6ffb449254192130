"""The menu *Unduh*: what somebody can have of what is on the screen, and nothing else."""

import pytest

from handlers.downloads.texts import NOTHING
from handlers.papers.paper import PAPERS
from tests.town.dialogue import HEALTH, Talker, labels, press

ROWS, LINES = 7, 24


async def test_it_offers_what_one_may_have_and_leads_back(boss: Talker) -> None:
    overview = await boss.says("/iku tw2")
    menu = await boss.presses("Unduh")
    assert menu["message_id"] == overview["message_id"]
    assert menu["text"].startswith("Unduh · IKU 2026 · TW II\n\n")
    assert "Formulir IKU · setahun\n" in menu["text"]
    assert len(menu["text"].splitlines()) <= LINES
    assert len(menu["keyboard"]) <= ROWS
    assert {"Formulir IKU", "‹ IKU 2026", "‹ Beranda"} <= set(labels(menu))
    assert "TW II" in (await boss.presses("‹ IKU 2026"))["text"]


async def test_an_operator_is_offered_no_rows_of_others(siti: Talker, boss: Talker) -> None:
    of_operator = set(labels(await siti.walks("/iku", press("Unduh"))))
    of_boss = set(labels(await boss.walks("/iku", press("Unduh"))))
    assert of_operator < of_boss
    assert "Formulir IKU" in of_operator


async def test_an_indicators_menu_leads_back_to_its_card(boss: Talker) -> None:
    menu = await boss.walks("/iku sakip", press("Unduh"))
    assert menu["text"].startswith("Unduh · IKU 2026 · SAKIP\n\n")
    assert "Formulir IKU · semua indikator\n" in menu["text"]
    assert HEALTH.code in str(labels(await boss.presses("‹ SAKIP")))


async def test_where_nothing_can_be_had_it_is_said(siti: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PAPERS, "get", lambda _name: None)
    assert NOTHING in (await siti.walks("/iku", press("Unduh")))["text"]


async def test_a_forged_menu_is_outdated(siti: Talker) -> None:
    await siti.says("/menu")
    for forged in ("ud:2026:9:", "ud:2026:0:nothing"):
        assert "Unduh" not in (await siti.forges(forged))["text"]
