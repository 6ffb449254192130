"""The process against the simulator, inside the test: connect, answer, end."""

import asyncio
import os
import signal
import socket
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from telegram.error import TimedOut

from bot.process.life import obey_signals, patiently
from bot.process.run import run, utc_now
from bot.receiving.backoff import Backoff
from bot.receiving.stop import Stop
from bot.settings import Settings
from domain.people.person import Grant, Role
from simulator.client import People
from simulator.server import Simulator
from storage.migrate import migrate
from storage.ports import BOT_NAME, Notice, NoticeState, Unavailable
from storage.sql.unit_of_work import open_storage
from tests.bot.support import QuickStop
from tests.seconds import GUARD

pytestmark = pytest.mark.usefixtures("signals_restored", "unhurried")

SITI = 5001
WELCOME_OF_STRANGERS = (
    "Selamat datang. Bot ini khusus untuk perangkat daerah Kota Probolinggo. Mintalah tautan undangan kepada "
    "Bagian Organisasi, lalu buka tautan itu dari Telegram."
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a start try again at once; how long it waits otherwise is seen in test_waiting.py."""
    monkeypatch.setattr("bot.process.life.Backoff", lambda *_: Backoff(first=0, most=0))


class Running:
    """The bot as a task of this loop."""

    def __init__(self, settings: Settings) -> None:
        self.stop = Stop()
        self._task = asyncio.create_task(run(settings, stop=self.stop))

    @property
    def has_ended(self) -> bool:
        return self._task.done()

    async def ends(self) -> int:
        """Return the exit code of a process that ends by itself."""
        return await asyncio.wait_for(self._task, timeout=GUARD)

    async def stopped(self) -> int:
        self.stop.request()
        return await self.ends()


async def answered(people: People) -> str:
    await people.text(SITI, "/start")
    return str((await people.wait_for(SITI, lambda _: True))["text"])


async def test_it_polls_answers_and_ends_with_zero(settings: Settings, people: People) -> None:
    await people.add("Siti", id=SITI)
    bot = Running(settings)
    assert await answered(people) == WELCOME_OF_STRANGERS
    assert await bot.stopped() == 0
    assert (settings.data_dir / "bot.db").exists()


async def test_it_notes_its_name_for_the_links_of_documents(settings: Settings, people: People) -> None:
    await people.add("Siti", id=SITI)
    bot = Running(settings)
    await answered(people)
    await bot.stopped()
    storage = open_storage(settings.database, utc_now)
    async with storage.uow() as uow:
        assert await uow.installation.get(BOT_NAME) == "simulator_bot"
        assert await uow.audit.newest() == 0
    await storage.close()


async def test_strangers_are_offered_the_start_and_nothing_else(settings: Settings, people: People) -> None:
    await people.add("Siti", id=SITI)
    bot = Running(settings)
    await answered(people)
    assert [command["command"] for command in (await people.chat(SITI))["commands"]] == ["start"]
    await bot.stopped()


async def test_a_menu_that_cannot_be_set_stops_nothing(
    settings: Settings, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    await people.add("Siti", id=SITI)
    await people.fault("500", method="setMyCommands", times=99)
    bot = Running(settings)
    assert await answered(people)
    await bot.stopped()
    assert "command menu could not be set" in caplog.text


@pytest.mark.usefixtures("impatient")
async def test_a_telegram_that_is_away_at_the_start_is_waited_for(
    settings: Settings, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    await people.add("Siti", id=SITI)
    await people.fault("drop", method="getMe", times=2)
    bot = Running(settings)
    assert await answered(people)
    await bot.stopped()
    assert caplog.text.count("Connecting to Telegram: not possible yet") == 1
    assert "Connecting to Telegram: done." in caplog.text


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, "<html>401 Unauthorized</html>"),
        (404, "<html>404 Not Found</html>"),
        (404, '{"ok": false, "error_code": 404, "description": "Not Found"}'),
        (200, '{"ok": true, "result": {}}'),
        (200, ""),
    ],
)
async def test_only_telegram_itself_can_refuse_the_token(
    settings: Settings, people: People, status: int, body: str
) -> None:
    await people.add("Siti", id=SITI)
    await people.fault("raw", method="getMe", status=status, body=body, times=2)
    bot = Running(settings)
    assert await answered(people)
    assert await bot.stopped() == 0


async def test_of_messages_amid_rubbish_every_one_is_answered(settings: Settings, people: People) -> None:
    await people.add("Siti", id=SITI)
    bot = Running(settings)
    await answered(people)
    for status, body in (
        (403, "<html>403</html>"),
        (200, ""),
        (404, "{}"),
        (200, '{"ok": true, "result": []}'),
    ):
        await people.fault("raw", method="sendMessage", status=status, body=body, times=99, probability=0.15)
    for _ in range(5):
        await people.text(SITI, "halo")
    seen = 0
    while seen < 6:
        seen = len([one for one in await people.messages(SITI) if one["from"] == "bot"])
        assert not bot.has_ended
        await asyncio.sleep(0.05)
    assert await bot.stopped() == 0


async def test_the_end_may_come_before_the_connection(settings: Settings, people: People) -> None:
    await people.fault("drop", times=999)
    bot = Running(settings)
    await asyncio.sleep(0)
    assert await bot.stopped() == 0


async def test_a_refused_token_ends_it_with_two_and_one_plain_line(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "123456789:AAE-somebody_elses"
    assert await Running(replace(settings, telegram_bot_token=wrong)).ends() == 2
    assert "Telegram refuses TELEGRAM_BOT_TOKEN (401)" in caplog.text
    assert "AAE-somebody_elses" not in caplog.text


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


async def test_damage_that_nobody_has_asked_for_yet_ends_it_with_two_and_one_line(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.process.run._AFTER_THE_START", 0)
    await migrate(settings.database)
    file = settings.data_dir / "bot.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE nobody_asks (what)")
        connection.execute("INSERT INTO nobody_asks VALUES (randomblob(100000))")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) - 8192] + bytes(8192))
    assert await Running(settings).ends() == 2
    [line] = [one.message for one in caplog.records if one.levelname == "ERROR"]
    assert line.startswith("The database is damaged (")
    assert "put the newest backup back" in line


async def test_with_a_webhook_telegram_calls_and_is_answered(settings: Settings, people: People) -> None:
    await people.add("Siti", id=SITI)
    port = free_port()
    webhook = replace(
        settings,
        webhook_url=f"http://127.0.0.1:{port}/telegram",
        webhook_listen=f"127.0.0.1:{port}",
        webhook_secret="s3cret",
    )
    bot = Running(webhook)
    assert await answered(people) == WELCOME_OF_STRANGERS
    assert await bot.stopped() == 0
    # The next start without a webhook takes over from it.
    bot = Running(settings)
    await people.text(SITI, "/start")
    await people.wait_for(SITI, lambda _: True, after=3)
    assert await bot.stopped() == 0


async def test_a_webhook_that_telegram_refuses_ends_it_with_two(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    webhook = replace(
        settings,
        webhook_url="http://bot.example.go.id/telegram",
        webhook_listen=f"127.0.0.1:{port}",
        webhook_secret="s3cret",
    )
    assert await Running(webhook).ends() == 2
    assert "Telegram refuses WEBHOOK_URL" in caplog.text


async def test_an_address_that_is_taken_ends_it_with_two(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        at = f"127.0.0.1:{port}"
        webhook = replace(settings, webhook_url=f"http://{at}/", webhook_listen=at)
        assert await Running(webhook).ends() == 2
    assert "WEBHOOK_LISTEN cannot be had" in caplog.text


async def told_of_a_role(settings: Settings) -> Notice:
    """Let Siti in, and queue the message about it as an admin's press does."""
    await migrate(settings.database)
    storage = open_storage(settings.database, utc_now)
    async with storage.uow() as uow:
        person = await uow.people.add(SITI, "Siti", utc_now())
        await uow.people.grant(person.id, Grant(Role.PIMPINAN), by=None, at=utc_now())
        await uow.commit()
        [newest] = await uow.audit.entries(limit=1)
        await uow.notices.add(person.id, "role", newest.id, utc_now())
        await uow.commit()
        line = await uow.notices.find(person.id, "role", newest.id)
    await storage.close()
    assert line is not None
    return line


async def now_of(settings: Settings, line: Notice) -> Notice:
    storage = open_storage(settings.database, utc_now)
    async with storage.uow() as uow:
        now = await uow.notices.get(line.id)
    await storage.close()
    return now


async def test_a_message_on_its_way_is_not_cut_off_by_the_end(
    settings: Settings, people: People, simulator: Simulator
) -> None:
    await people.add("Siti", id=SITI)
    await people.text(SITI, "/start")
    line = await told_of_a_role(settings)
    await people.fault("slow", method="sendMessage", seconds=2, times=2)
    bot = Running(settings)
    # Both the home screen and the message nobody asked for are on their slow way now.
    while simulator.world.faults:
        assert not bot.has_ended
        await asyncio.sleep(0.02)
    assert await bot.stopped() == 0
    done = await now_of(settings, line)
    assert (done.state, done.attempts, done.unsure) == (NoticeState.SENT, 1, 0)
    assert [one["text"].split("\n")[0] for one in await people.messages(SITI) if one["from"] == "bot"] == [
        "Bapak/Ibu Siti",
        "Peran baru: pimpinan Bagian Organisasi",
    ]


async def test_the_first_signal_asks_for_the_end() -> None:
    stop = Stop()
    obey_signals(stop)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(stop.wait(), timeout=GUARD)
    assert stop.requested


async def test_patience_waits_as_long_as_it_takes_but_only_for_what_passes() -> None:
    tries: list[Exception] = [Unavailable("locked"), TimedOut(), LookupError("a bug")]

    async def work() -> None:
        raise tries.pop(0)

    stop = QuickStop()
    with pytest.raises(LookupError):
        await patiently(work, "Working", stop)
    assert len(stop.slept) == 2


async def test_patience_ends_with_the_wish_to_end() -> None:
    async def work() -> None:
        raise Unavailable("locked")

    stop = QuickStop(ends_after=3)
    await patiently(work, "Working", stop)
    assert len(stop.slept) == 3
