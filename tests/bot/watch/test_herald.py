"""What systemd hears, at a socket like its own."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.process.run import run
from bot.receiving.stop import Stop
from bot.settings import Settings
from bot.watch.herald import Herald
from simulator.client import People
from tests.bot.support import QuickStop
from tests.seconds import GUARD


@pytest.fixture
def systemd(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with (
        TemporaryDirectory(prefix="iku-") as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard,
    ):
        heard.bind(str(Path(folder) / "notify"))
        heard.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(Path(folder) / "notify"))
        monkeypatch.delenv("WATCHDOG_USEC", raising=False)
        yield heard


def all_of(heard: socket.socket) -> list[str]:
    found = []
    while True:
        try:
            found.append(heard.recv(1000).decode())
        except BlockingIOError:
            return found


@pytest.mark.usefixtures("signals_restored", "unhurried")
async def test_systemd_hears_of_the_start_the_life_and_the_end(
    settings: Settings, people: People, systemd: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "10000000")
    stop = Stop()
    bot = asyncio.create_task(run(settings, stop=stop))
    await people.add("Siti", id=5001)
    await people.text(5001, "/start")
    await people.wait_for(5001, lambda _: True)
    stop.request()
    assert await asyncio.wait_for(bot, GUARD) == 0
    said = all_of(systemd)
    assert [one for one in said if one != "WATCHDOG=1"] == [
        "READY=1\nSTATUS=@simulator_bot polls",
        "STOPPING=1",
    ]
    assert "WATCHDOG=1" in said


async def test_a_systemd_that_does_not_listen_keeps_nobody_waiting(systemd: socket.socket) -> None:
    herald = Herald()
    herald.ready("@bot polls")
    await herald.watch(QuickStop(ends_after=1000))
    herald.ends()
    assert all_of(systemd)[0] == "READY=1\nSTATUS=@bot polls"


async def test_a_bot_that_stands_still_is_not_said_to_live(systemd: socket.socket) -> None:
    herald = Herald()
    herald.is_alive = lambda: False
    herald.ready("@bot polls")
    await herald.watch(QuickStop(ends_after=3))
    herald.ends()
    assert all_of(systemd) == ["READY=1\nSTATUS=@bot polls", "STOPPING=1"]


async def test_a_start_that_has_to_wait_is_told_before_systemd_begins_anew(systemd: socket.socket) -> None:
    herald = Herald()
    await herald.watch(QuickStop(ends_after=3))
    herald.ready("@bot polls")
    herald.ends()
    assert [one for one in all_of(systemd) if one != "WATCHDOG=1"] == [
        "READY=1\nSTATUS=Waiting for the database or Telegram",
        "STATUS=@bot polls",
        "STOPPING=1",
    ]


async def test_where_nobody_listens_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    herald, stop = Herald(), QuickStop()
    await herald.watch(stop)
    herald.ready("@bot polls")
    herald.ends()
    assert not herald.is_heard
    assert stop.slept == []
