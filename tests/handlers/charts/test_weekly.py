"""The picture of every Monday at 07.30: once a week, to who wants it and may have it, never after 17.00."""

from datetime import date, datetime, time

import pytest

from domain.documents.overview_chart import OverviewChartContent
from domain.language.dates import WIB
from handlers.charts.keyboards import EVERY_MONDAY, NO_MORE
from handlers.charts.weekly import send
from storage.ports import NoticeState
from tests.handlers.charts.test_picture import grafik
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels

MONDAY = date(2026, 11, 30)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=WIB)


@pytest.fixture
async def reader(town: Town, siti: Talker) -> Talker:
    """Bring somebody who is sent the picture of all five."""
    await grafik(town, siti)
    await siti.presses(EVERY_MONDAY)
    return siti


async def come(town: Town, talker: Talker, moment: datetime, *, elsewhere: bool = False) -> list[Json]:
    """Return what came to somebody by the ticks of that moment."""
    town.now = moment
    before = len(await talker.chat())
    context = await town.elsewhere() if elsewhere else town.app.context_types.context(town.app)
    await send(context)
    await town.send_notices()
    return (await talker.chat())[before:]


async def test_it_comes_on_monday_at_half_past_seven_and_once(town: Town, reader: Talker) -> None:
    assert await come(town, reader, at("07:29")) == []
    (picture,) = await come(town, reader, at("07:30"))
    assert "photo" in picture
    assert picture["caption"].startswith("IKU 2026\nPosisi per 30 November 2026 pukul 07.30 WIB")
    assert labels(picture) == [NO_MORE, "Buka IKU 2026", "‹ Beranda"]
    assert await come(town, reader, at("07:31")) == []
    assert await come(town, reader, at("12:00"), elsewhere=True) == []
    assert await come(town, reader, at("07:30", date(2026, 12, 1))) == []
    assert len(await come(town, reader, at("07:30", date(2026, 12, 7)))) == 1


async def test_two_at_once_send_it_once(town: Town, reader: Talker) -> None:
    town.now = at("07:30")
    await send(town.app.context_types.context(town.app))
    await send(await town.elsewhere())
    before = len(await reader.chat())
    await town.send_notices()
    assert len(await reader.chat()) == before + 1


async def test_a_bot_that_was_away_makes_up_for_it_until_five(town: Town, reader: Talker) -> None:
    assert len(await come(town, reader, at("16:59"))) == 1


async def test_after_five_there_is_none_that_week(town: Town, reader: Talker) -> None:
    assert await come(town, reader, at("17:00")) == []
    assert await come(town, reader, at("09:00", date(2026, 12, 1))) == []


async def test_what_was_queued_too_late_to_be_sent_is_not_sent(town: Town, reader: Talker) -> None:
    town.now = at("16:59")
    await send(town.app.context_types.context(town.app))
    before = len(await reader.chat())
    town.now = at("17:01")
    await town.send_notices()
    assert len(await reader.chat()) == before


async def test_a_monday_off_moves_to_the_next_working_day_of_the_week(town: Town, reader: Talker) -> None:
    await town.set_year("dayoff.2026-11-30", "Hari jadi kota")
    assert await come(town, reader, at("07:30")) == []
    assert len(await come(town, reader, at("07:30", date(2026, 12, 1)))) == 1
    assert await come(town, reader, at("07:30", date(2026, 12, 2))) == []


async def test_a_week_without_a_working_day_has_none(town: Town, reader: Talker) -> None:
    for day in range(1, 5):
        await town.set_year(f"dayoff.2026-12-{day:02}", "Libur")
    await town.set_year("dayoff.2026-11-30", "Libur")
    assert [await come(town, reader, at("08:00", date(2026, 12, day))) for day in range(1, 7)] == [[]] * 6
    assert len(await come(town, reader, at("07:30", date(2026, 12, 7)))) == 1


async def test_who_subscribes_on_monday_has_just_seen_it(town: Town, siti: Talker) -> None:
    town.now = at("09:00")
    await grafik(town, siti)
    await siti.presses(EVERY_MONDAY)
    assert await come(town, siti, at("09:01")) == []
    assert len(await come(town, siti, at("07:30", date(2026, 12, 7)))) == 1


async def test_who_has_lost_the_role_gets_none(town: Town, reader: Talker) -> None:
    await town.end_role(reader, HEALTH.code)
    assert await come(town, reader, at("07:30")) == []


async def test_who_ends_it_gets_none_even_of_what_is_queued(town: Town, reader: Talker) -> None:
    town.now = at("07:30")
    await send(town.app.context_types.context(town.app))
    await reader.presses(NO_MORE)
    before = len(await reader.chat())
    await town.send_notices()
    assert len(await reader.chat()) == before


async def test_the_picture_of_one_indicator_is_a_line_of_its_own(town: Town, reader: Talker) -> None:
    await grafik(town, reader, "sakip")
    await reader.presses(EVERY_MONDAY)
    await come(town, reader, at("07:30"))
    # To one person at most one message a second leaves.
    town.pass_time(seconds=2)
    await town.send_notices()
    came = (await reader.chat())[-2:]
    assert [one["caption"].splitlines()[0] for one in came] == ["IKU 2026", "IKU 2026 · 1 · SAKIP baik"]


async def test_where_it_cannot_be_drawn_the_numbers_come_alone(town: Town, reader: Talker) -> None:
    town.drawn.cannot[OverviewChartContent] = "the typesetter is broken"
    (said,) = await come(town, reader, at("07:30"))
    assert said["text"].startswith(
        "Grafik 2026\nGambarnya belum berhasil disiapkan; angkanya:\n\nSAKIP baik "
    )
    assert labels(said)[0] == NO_MORE
    lines = [one for one in town.storage.tables.notices.values() if one.kind == "chart.weekly"]
    assert [one.state for one in lines] == [NoticeState.SENT]


async def test_all_who_are_sent_it_are_sent_one_file(town: Town, reader: Talker) -> None:
    rina = await town.operator(1002, "Rina")
    await grafik(town, rina)
    await rina.presses(EVERY_MONDAY)
    drawn = len(town.drawn.drawn)
    await come(town, reader, at("07:30"))
    town.pass_time(seconds=2)
    await town.send_notices()
    assert "photo" in await rina.card()
    assert len(town.drawn.drawn) == drawn + 1
