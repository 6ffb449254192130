"""A document that is asked for in plain words: it comes for who may have it, and for nobody else."""

import pytest

from handlers.papers.texts import NOT_YOURS
from tests.handlers.homes import home_keys
from tests.town.dialogue import Talker, Town, labels, press


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("grafik", "Grafik 2026"),
        ("grafik sakip tw2", "Grafik 2026 · TW II · SAKIP"),
        ("unduh pengukuran 2025", "Pengukuran (XLSX) 2025"),
        ("formulir iku", "Formulir IKU 2026"),
        ("bahan bukti sakip", "Bahan bukti 2026 · SAKIP"),
    ],
)
async def test_what_is_named_is_prepared_at_once(boss: Talker, said: str, called: str) -> None:
    assert (await boss.says(said))["text"].startswith(f"{called}\nSedang disiapkan…")


async def test_the_menu_opens_by_its_name(boss: Talker) -> None:
    wanted = await boss.walks("/iku sakip 2025", press("Unduh"))
    shown = await boss.says("unduh sakip 2025")
    assert (shown["text"], labels(shown)) == (wanted["text"], labels(wanted))


@pytest.mark.parametrize("said", ["bahan bukti", "nota dinas", "unduh pengukuran excel"])
async def test_who_may_not_have_it_is_told_so(town: Town, siti: Talker, said: str) -> None:
    told = await siti.says(said)
    assert told["text"].startswith(NOT_YOURS)
    assert home_keys(told)
    assert not town.storage.tables.documents


async def test_a_nota_dinas_is_where_what_is_owed_is_listed(dewi: Talker) -> None:
    assert (await dewi.says("nota dinas"))["text"] == (await dewi.says("/belum"))["text"]


@pytest.mark.parametrize("said", ["unduh sakip tw9", "grafik tw7", "unduh indikator 3", "grafik 2025 2024"])
async def test_what_there_is_not_is_said_by_iku(boss: Talker, said: str) -> None:
    behind = said.removeprefix("unduh ").removeprefix("grafik ")
    assert (await boss.says(said))["text"] == (await boss.says(f"/iku {behind}"))["text"]


async def test_a_document_can_be_asked_for_below_a_question(siti: Talker) -> None:
    await siti.says("/lapor sakip")
    await siti.says("/iku")
    assert "Sedang disiapkan…" in (await siti.says("grafik"))["text"]
    assert "Sedang disiapkan…" not in (await siti.says("grafik sakit"))["text"]
