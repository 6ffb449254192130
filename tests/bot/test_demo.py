"""The demonstration as a newcomer starts it."""

import asyncio
import re
import socket
from datetime import datetime
from pathlib import Path

import pytest

from bot.demo import demo
from bot.receiving.stop import Stop
from bot.sample.people import COLLEAGUES, NEVER_STARTED, PEOPLE
from bot.settings import Settings
from simulator.client import People
from tests.seconds import GUARD

pytestmark = pytest.mark.usefixtures("signals_restored", "unhurried")

SITI, ENDAH = 1021, 1011
EVERYBODY = len(PEOPLE) + len(COLLEAGUES) + len(NEVER_STARTED)


@pytest.fixture
def settings(bare_environment: Path) -> Settings:
    return Settings(data_dir=bare_environment / "data")


def _day(moment: str) -> str:
    """Return the day of an ISO moment as `/iku` writes it."""
    return f"{datetime.fromisoformat(moment).day} "


class Running:
    """The demonstration as a task of this loop, at any free port."""

    def __init__(self, settings: Settings, *, fresh: bool = False) -> None:
        self._stop = Stop()
        self._task = asyncio.create_task(demo(settings, port=0, fresh=fresh, stop=self._stop))

    async def address(self, capsys: pytest.CaptureFixture[str]) -> str:
        shown = ""
        async with asyncio.timeout(GUARD):
            while not (found := re.search(r"http://\S+", shown)):
                await asyncio.sleep(0.01)
                shown += capsys.readouterr().out
        return found[0]

    async def stopped(self) -> int:
        self._stop.request()
        return await asyncio.wait_for(self._task, timeout=GUARD)


async def test_people_are_greeted_and_what_they_do_is_there_after_a_restart(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Running(settings)
    async with People(await first.address(capsys)) as people:
        assert len(await people.all()) == EVERYBODY
        welcome = await people.wait_for(SITI, lambda message: "Siti Aminah" in message["text"])
        marks = [mark["label"] for mark in (await people.clock())["marks"]]
        await people.move_clock(to_next_mark=True)
        moved = (await people.clock())["now"]
        await people.text(ENDAH, "/iku")
        await people.wait_for(ENDAH, lambda message: f" · {_day(moved)}" in message["text"].splitlines()[0])
    assert len([mark for mark in marks if mark.startswith("Tenggat ")]) == 5
    # Its own day stays where it is, whatever holidays this computer's date has ahead of it.
    assert any("Hari H anjab" in mark for mark in marks)
    assert await first.stopped() == 0

    second = Running(settings)
    async with People(await second.address(capsys)) as people:
        assert welcome["message_id"] in {one["message_id"] for one in await people.messages(SITI)}
        assert (await people.clock())["now"] >= moved
        assert len(await people.all()) == EVERYBODY
    assert await second.stopped() == 0

    third = Running(settings, fresh=True)
    async with People(await third.address(capsys)) as people:
        assert (await people.clock())["now"] < moved
    assert await third.stopped() == 0


async def test_a_port_that_is_taken_is_told_with_the_way_out(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert await demo(settings, taken.getsockname()[1]) == 1
    assert "--port" in capsys.readouterr().err
