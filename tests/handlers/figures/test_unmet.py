"""Verified and met are two things: a verified answer that does not count has an icon of its own."""

from domain.keys import IndicatorKey
from handlers.words import words
from tests.handlers.figures.reading import plain
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, Talker, Town, labels


async def test_what_is_accepted_and_does_not_count_says_so_to_everybody(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip("CC", "55")
    await opens_report(dewi)
    decided = await dewi.presses("Terima")
    assert "✅ Diterima oleh Dewi" in decided["text"]
    assert "CC · 55,00 · belum memenuhi" in decided["text"]
    await town.send_notices()
    told = await siti.card()
    assert told["text"] == (
        "🔶 SAKIP 2026 diterima\nDinas Kesehatan: CC · 55,00 · belum memenuhi · SKP-26-0001"
    )
    status = (await siti.says("/status"))["text"]
    assert "🔶 SAKIP\nCC · 55,00 · belum memenuhi · diterima" in status
    await siti.says("/lapor")
    assert "🔶 CC · 55,00 · belum memenuhi" in (await siti.presses("SAKIP"))["text"]
    shown = await siti.says("/iku sakip")
    assert "🔶 1 belum memenuhi" in plain(shown["text"])
    assert f"🔶 {HEALTH.code}" in labels(shown)


async def test_what_counts_keeps_its_sign(siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await opens_report(dewi)
    assert "belum memenuhi" not in (await dewi.presses("Terima"))["text"]
    status = (await siti.says("/status"))["text"]
    assert "✅ SAKIP\nBB · 75,50 · diterima" in status
    assert words.UNMET not in status


async def test_an_evaluation_that_does_not_count_is_told_apart(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, {"hasil": "perlu"})
    await dewi.says("/evaluasi")
    assert f"🔶 {HEALTH.code}" in labels(await dewi.says("kesehatan"))
    assert "🔶 Tepat tugas dan fungsi – perlu penyesuaian" in (await siti.says("/status"))["text"]
