"""*Grafik* from the numbers: the picture comes below them, with the same numbers in its caption."""

from datetime import datetime

import pytest

from domain.documents.indicator_chart import IndicatorChartContent
from domain.documents.overview_chart import OverviewChartContent
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import EventKind
from handlers.charts.keyboards import EVERY_MONDAY, NO_MORE
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels

GOOD = {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}


async def grafik(town: Town, talker: Talker, *said: str) -> Json:
    """Ask for the picture of what is shown by this command, and return it."""
    await talker.says(" ".join(("/iku", *said)))
    await talker.presses("Grafik")
    await town.make_papers()
    return await talker.card()


async def test_the_picture_of_all_five_comes_below_the_numbers(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await town.evaluated(LIBRARY.code, IndicatorKey.SAKIP, GOOD)
    picture = await grafik(town, siti)
    assert "photo" in picture
    head, numbers, code = picture["caption"].split("\n\n")
    assert head == "IKU 2026\nPosisi per 23 November 2026 pukul 09.15 WIB"
    assert numbers.splitlines()[:4] == [
        "1 · SAKIP baik 50,00 % (1 dari 2)",
        "target 75 % · butuh 1 OPD lagi · capaian 66,67 % · Sedang",
        "2 · Tepat tugas dan fungsi 0,00 % (0 dari 2)",
        "belum ada target",
    ]
    assert len(numbers.splitlines()) == 10
    assert code.startswith("Kode periksa ")
    assert labels(picture) == [EVERY_MONDAY, "Buka IKU 2026", "‹ Beranda"]
    (content,) = town.drawn.drawn
    assert isinstance(content, OverviewChartContent)
    assert content.whose == "Bagian Organisasi Sekretariat Daerah Kota Probolinggo"
    # Nobody had reported the year before: 0 % is not what it was.
    assert content.bars[0].last is None


async def test_the_picture_of_one_has_its_course_and_that_of_last_year(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "75")
    await town.set_year("sakip.minimum", "BB")
    await town.evaluated(LIBRARY.code, IndicatorKey.SAKIP, GOOD)
    await town.evaluated(HEALTH.code, IndicatorKey.SAKIP, GOOD, year=2025)
    picture = await grafik(town, siti, "sakip")
    head, numbers, _ = picture["caption"].split("\n\n")
    assert head.splitlines()[0] == "IKU 2026 · 1 · SAKIP baik"
    assert numbers.splitlines() == [
        "50,00 % (1 dari 2 perangkat daerah)",
        "target 75 % · capaian 66,67 % · Sedang · butuh 1 OPD lagi",
    ]
    assert labels(picture)[1] == "Buka SAKIP"
    (content,) = town.drawn.drawn
    assert isinstance(content, IndicatorChartContent)
    assert content.course.steps[-1].height == content.course.steps[-1].height.limit_denominator(2)
    assert [one.height for one in content.course.steps] == [0, 0.5]
    assert content.last == "2025: 50,00 %"
    assert content.last_course.steps[-1].height == 0.5


async def test_a_quarter_is_the_picture_of_its_last_day(town: Town, siti: Talker) -> None:
    picture = await grafik(town, siti, "tw2", "sakip")
    assert picture["caption"].startswith("IKU 2026 · TW II · 1 · SAKIP baik\nPosisi per 30 Juni 2026")
    (content,) = town.drawn.drawn
    assert isinstance(content, IndicatorChartContent)
    assert content.last_course.steps == ()
    assert (await siti.presses("Buka SAKIP"))["text"].startswith("1 · Persentase dokumen SAKIP")


async def test_a_closed_year_says_that_it_is_final(town: Town, siti: Talker) -> None:
    closing = datetime(2026, 1, 15, 9, tzinfo=WIB)
    await town.set_year("closed_at", closing.isoformat(), year=2025)
    picture = await grafik(town, siti, "2025")
    assert "(final)" in picture["caption"]
    (content,) = town.drawn.drawn
    assert isinstance(content, OverviewChartContent)
    assert content.bars[0].possible == 0


async def test_without_any_opd_the_picture_says_so(town: Town, siti: Talker) -> None:
    picture = await grafik(town, siti, "2026", "sakip")
    assert "0,00 % (0 dari 2 perangkat daerah)" in picture["caption"]


async def test_the_key_below_it_says_what_the_next_press_does(town: Town, siti: Talker) -> None:
    picture = await grafik(town, siti)
    await siti.presses(EVERY_MONDAY)
    assert (await siti.toasts())[-1] == (
        "Grafik terbaru dikirim tiap Senin 07.30. Bila Senin libur, pada hari kerja berikutnya."
    )
    changed = await siti.message(picture["message_id"])
    assert labels(changed)[0] == NO_MORE
    assert changed["caption"] == picture["caption"]
    # Whoever opens it again is told so at once.
    town.pass_time(seconds=30)
    assert labels(await grafik(town, siti))[0] == NO_MORE
    await siti.presses(NO_MORE)
    assert (await siti.toasts())[-1] == "Grafik ini tidak dikirim lagi tiap Senin."
    assert labels(await siti.card())[0] == EVERY_MONDAY
    assert town.storage.tables.subscriptions == {}


async def test_a_press_that_comes_twice_subscribes_once_and_is_answered(town: Town, siti: Talker) -> None:
    await grafik(town, siti)
    update = await siti.pressed(EVERY_MONDAY)
    await town.deliver(update, times=2)
    assert len(town.storage.tables.subscriptions) == 1


async def test_what_is_sent_every_week_is_seen_at_home_and_ended_there(town: Town, siti: Talker) -> None:
    assert "Grafik tiap Senin" not in labels(await siti.says("/menu"))
    await grafik(town, siti)
    await siti.presses(EVERY_MONDAY)
    await grafik(town, siti, "sakip")
    await siti.presses(EVERY_MONDAY)
    home = await siti.says("/menu")
    assert "Grafik tiap Senin 07.30: semua indikator, SAKIP" in home["text"]
    mine = await siti.presses("Grafik tiap Senin")
    assert labels(mine) == ["✕ semua indikator", "✕ SAKIP", "‹ Beranda"]
    left = await siti.presses("✕ semua indikator")
    assert left["text"].startswith("Grafik ini tidak dikirim lagi tiap Senin.")
    assert labels(left) == ["✕ SAKIP", "‹ Beranda"]
    none = await siti.presses("✕ SAKIP")
    assert "Belum ada." in none["text"]
    assert labels(none) == ["‹ Beranda"]


async def test_a_forged_picture_is_none(town: Town, siti: Talker) -> None:
    await siti.says("/menu")
    for data in ("gw:nothing:1:2026:0", "gw::1:1999:0", "gz:nothing"):
        await siti.forges(data)
    assert town.storage.tables.subscriptions == {}


@pytest.mark.parametrize("kind", [EventKind.EVALUATED])
async def test_500_opd_are_one_picture(town: Town, siti: Talker, kind: EventKind) -> None:
    await town.found_opds(100)
    by = (await town.person(siti)).id
    for number in range(40):
        await town.happens(kind, f"OPD{number}", IndicatorKey.SAKIP, GOOD, by=by)
    picture = await grafik(town, siti, "sakip")
    assert "39,22 % (40 dari 102 perangkat daerah)" in picture["caption"]


async def test_the_key_below_it_follows_also_where_that_failed_at_first(town: Town, siti: Talker) -> None:
    picture = await grafik(town, siti)
    pressed = await siti.pressed(EVERY_MONDAY)
    await town.people.fault("502", method="editMessageReplyMarkup", times=1)
    await town.deliver(pressed, times=2)
    assert len(town.undelivered) == 1
    assert labels(await siti.message(picture["message_id"]))[0] == NO_MORE
    assert (await siti.toasts())[-1].startswith("Grafik terbaru dikirim tiap Senin")
