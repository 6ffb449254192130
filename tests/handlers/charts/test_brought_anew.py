"""A picture that Telegram knows no more, or that is not made in time."""

import asyncio
from dataclasses import replace

import pytest
from telegram.error import BadRequest

from domain.documents.indicator_chart import IndicatorChartContent
from domain.documents.wanted import DocumentKind, Wanted
from domain.keys import IndicatorKey
from handlers.papers import at_once
from handlers.papers.at_once import made_at_once
from handlers.papers.pictures import is_of_the_picture
from tests.handlers.charts.test_picture import grafik
from tests.handlers.charts.test_weekly import at, come
from tests.town.dialogue import Talker, Town

WANTED = Wanted(kind=DocumentKind.CHART, year=2026)


async def test_a_picture_that_telegram_knows_no_more_is_brought_anew(town: Town, siti: Talker) -> None:
    await grafik(town, siti)
    await siti.presses("Kirim tiap Senin 07.30")
    town.now = at("07:30")
    found = await made_at_once(town.app.context_types.context(town.app), WANTED)
    assert found is not None
    async with town.storage.uow() as uow:
        await uow.documents.known_as(found.file.id, "of another bot")
        await uow.commit()
    (picture,) = await come(town, siti, at("07:30"))
    assert "photo" in picture
    async with town.storage.uow() as uow:
        assert (await uow.documents.file(found.file.id)).file_id not in ("", "of another bot")


async def test_nothing_waits_for_a_picture_that_takes_too_long(
    town: Town, siti: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await siti.says("/menu")
    monkeypatch.setattr(at_once, "WITHIN", 2)
    town.drawn.may_go_on = asyncio.Event()
    context = town.app.context_types.context(town.app)
    assert await made_at_once(context, WANTED) is None
    assert await made_at_once(context, WANTED) is None
    assert len(town.drawn.drawn) == 1
    town.drawn.may_go_on.set()
    monkeypatch.setattr(at_once, "WITHIN", 15.0)
    town.pass_time(minutes=6)
    assert await made_at_once(context, WANTED) is not None


async def test_a_picture_that_cannot_be_made_keeps_no_other_from_its_readers(town: Town) -> None:
    context = town.app.context_types.context(town.app)
    town.drawn.cannot[IndicatorChartContent] = "died"
    assert await made_at_once(context, replace(WANTED, indicator=IndicatorKey.IKM)) is None
    assert await made_at_once(context, WANTED) is not None
    assert await made_at_once(context, replace(WANTED, indicator=IndicatorKey.IKM)) is None
    assert len(town.drawn.drawn) == 2


def test_who_cannot_be_reached_is_no_fault_of_the_picture() -> None:
    assert is_of_the_picture(BadRequest("PHOTO_INVALID_DIMENSIONS"))
    assert not is_of_the_picture(BadRequest("Chat not found"))
