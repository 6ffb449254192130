"""The digest carries the picture: in one message where a caption has room, else below its words."""

from datetime import date

import pytest
from telegram.error import BadRequest, NetworkError

from domain.documents.overview_chart import OverviewChartContent
from domain.people.person import Grant, Role
from handlers.morning.picture import length
from storage.ports import NoticeState
from tests.handlers.morning.mornings import got, lines_of, listens, sent, ticks, wib
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels

LAST, NEXT = date(2026, 11, 30), wib(7)


@pytest.fixture
async def boss(town: Town) -> Talker:
    bambang = await listens(await town.talker(3001, "Bambang", Grant(Role.PIMPINAN)))
    await got(town, bambang, LAST)
    return bambang


async def changed(town: Town, siti: Talker) -> None:
    """Let a number change."""
    await sent(town, siti)
    town.now = wib(1)
    await town.verify(HEALTH.code)


async def came(town: Town, reader: Talker) -> list[Json]:
    town.now = NEXT
    before = len(await reader.chat())
    await ticks(town)
    return (await reader.chat())[before:]


async def test_a_digest_is_one_picture_with_its_words_and_all_numbers(
    town: Town, boss: Talker, siti: Talker
) -> None:
    await changed(town, siti)
    (message,) = await came(town, boss)
    assert "photo" in message
    words, _, numbers = message["caption"].partition("\n\nIKU 2026\n")
    assert words.startswith("SAKIP 0,00 % → 50,00 %\nSelamat pagi, Bapak/Ibu Bambang.")
    assert "+1 diterima: DINKES" in words
    assert numbers.splitlines()[0] == "SAKIP baik 50,00 % (1 dari 2), belum ada target"
    assert len(numbers.splitlines()) == 5
    assert labels(message) == ["Buka /iku", "‹ Beranda"]
    assert await came(town, boss) == []


async def test_words_that_a_caption_has_no_room_for_come_whole_and_the_picture_below(
    town: Town, boss: Talker, siti: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.morning.picture.LONGEST", 100)
    await changed(town, siti)
    words, picture = await came(town, boss)
    assert "Perubahan angka sejak 30 Nov 2026" in words["text"]
    assert picture["caption"].startswith("IKU 2026\nPosisi per 7 Desember 2026 pukul 08.00 WIB")
    assert labels(words) == labels(picture) == ["Buka /iku", "‹ Beranda"]
    assert [one.state for one in lines_of(town) if one.about == 20261207] == [NoticeState.SENT]
    assert await came(town, boss) == []


async def test_a_picture_that_telegram_does_not_take_leaves_the_words(
    town: Town, boss: Talker, siti: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await changed(town, siti)

    async def refused(*_: object, **__: object) -> int:
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")

    monkeypatch.setattr("handlers.morning.picture.send_picture", refused)
    (message,) = await came(town, boss)
    assert "+1 diterima: DINKES" in message["text"]


async def test_a_picture_below_the_words_is_tried_once(
    town: Town, boss: Talker, siti: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.morning.picture.LONGEST", 100)
    await changed(town, siti)

    async def away(*_: object, **__: object) -> int:
        raise NetworkError("away")

    monkeypatch.setattr("handlers.morning.picture.send_picture", away)
    (message,) = await came(town, boss)
    assert "+1 diterima: DINKES" in message["text"]
    assert [one.state for one in lines_of(town) if one.about == 20261207] == [NoticeState.SENT]


async def test_where_nothing_can_be_drawn_the_words_come_alone(
    town: Town, boss: Talker, siti: Talker, caplog: pytest.LogCaptureFixture
) -> None:
    await changed(town, siti)
    town.drawn.cannot[OverviewChartContent] = "the typesetter is broken"
    (message,) = await came(town, boss)
    assert "+1 diterima: DINKES" in message["text"]
    assert "messages go out without it" in caplog.text


async def test_after_a_failure_nobody_else_waits_for_another(town: Town, boss: Talker, siti: Talker) -> None:
    other = await listens(await town.talker(3002, "Budi", Grant(Role.PIMPINAN)))
    await got(town, other, LAST)
    await changed(town, siti)
    town.drawn.cannot[OverviewChartContent] = "the typesetter is broken"
    await came(town, boss)
    assert len(town.drawn.drawn) == 1
    assert "+1 diterima: DINKES" in (await other.card())["text"]


async def test_all_readers_get_the_same_file(town: Town, boss: Talker, siti: Talker) -> None:
    other = await listens(await town.talker(3002, "Budi", Grant(Role.PIMPINAN)))
    await got(town, other, LAST)
    await changed(town, siti)
    await came(town, boss)
    assert "photo" in await other.card()
    assert len(town.drawn.drawn) == 1


async def test_a_morning_without_a_digest_has_no_picture(town: Town, siti: Talker) -> None:
    dewi = await listens(await town.reviewer())
    await sent(town, siti, LIBRARY.code)
    town.now = wib(8)
    before = len(await dewi.chat())
    await ticks(town)
    assert all("photo" not in one for one in (await dewi.chat())[before:])
    assert town.drawn.drawn == []


def test_a_caption_is_as_long_as_telegram_finds_it() -> None:
    assert length("<b>a &amp; b</b>") == 5
    assert length("😀") == 2
