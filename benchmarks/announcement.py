"""What an announcement to many costs the real process: its pace, its processor, and who waits meanwhile.

Run it with `python -m benchmarks.announcement` (about a minute; `--people 200` is quicker, `--root` measures
another checkout). The bot runs as a process of its own beside a lean Bot API server; somebody asks for help
every half second meanwhile. Statements are counted in a second run, which is not timed.
"""

import argparse
import asyncio
import json
import signal
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.emulator import Call, Emulator
from benchmarks.processes import ROOT, Program, running
from domain.people.person import Grant, Role
from handlers.delivery.pace import PACE
from storage.migrate import migrate
from storage.ports import Announcement, NoticeState, Urgency
from storage.sql.unit_of_work import open_storage

FIRST, TEXT, KIND = 1001, "Rapat besok pukul 09.00 di ruang rapat Bagian Organisasi.", "announcement"
COUNTED = ("benchmarks.watched_bot",)
_FROM, _TO = 0.1, 0.9
"""The part of all messages between which is measured."""


@dataclass
class Heard:
    sent: list[float]
    answered: list[float]


async def fill(folder: Path, people: int) -> str:
    url = f"sqlite:///{folder}/bot.db"
    await migrate(url)
    now, storage = datetime.now(UTC), open_storage(url, lambda: datetime.now(UTC))
    async with storage.uow() as uow:
        ids = []
        for place in range(people):
            person = await uow.people.add(FIRST + place, f"Orang {place}", now)
            await uow.people.grant(person.id, Grant(Role.PIMPINAN), by=None, at=now)
            ids.append(person.id)
        said = await uow.announcements.add(
            Announcement(id=0, by=ids[0], at=now, text=TEXT, entities="", audience="all")
        )
        await uow.notices.add_all(ids, KIND, said.id, now, urgency=Urgency.BULK)
        await uow.commit()
    await storage.close()
    return url


async def settled(url: str) -> int:
    storage = open_storage(url, lambda: datetime.now(UTC))
    async with storage.look() as uow:
        sent = len(await uow.notices.about(KIND, 1, states=[NoticeState.SENT]))
    await storage.close()
    return sent


async def ask(emulator: Emulator, heard: Heard, waits: list[float]) -> None:
    """Ask again and again from the first message on: what a start takes is another question."""
    while not heard.sent:  # noqa: ASYNC110 - another process sends it
        await asyncio.sleep(0.05)
    while True:
        before, begun = len(heard.answered), time.perf_counter()
        emulator.feed(emulator.message(FIRST, "/bantuan"))
        while len(heard.answered) == before:  # noqa: ASYNC110 - as a person looks at the screen
            await asyncio.sleep(0.005)
        waits.append(time.perf_counter() - begun)
        await asyncio.sleep(0.5)


async def broadcast(root: Path, people: int, *, counted: bool) -> None:
    heard, waits, used = Heard([], []), list[float](), list[float]()
    begins, ends = int(people * _FROM), int(people * _TO)
    program = Program("bot", COUNTED if counted else ("bot", "run"), root=root, settings={"WATCH": "count"})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = await fill(folder, people)
        async with Emulator() as emulator:
            emulator.meet(range(FIRST, FIRST + people))
            async with running(program, emulator.url, folder) as bot:

                def note(call: Call) -> None:
                    if call.method != "sendMessage":
                        return
                    if not call.text.startswith(TEXT):
                        heard.answered.append(call.at)
                        return
                    heard.sent.append(call.at)
                    if len(heard.sent) in (begins, ends):
                        used.append(bot.processor())
                        if counted:
                            bot.signal(signal.SIGUSR1 if len(heard.sent) == begins else signal.SIGUSR2)

                emulator.heard = note
                asking = None if counted else asyncio.create_task(ask(emulator, heard, waits))
                while len(heard.sent) < people:  # noqa: ASYNC110 - another process sends them
                    await asyncio.sleep(0.1)
                await asyncio.sleep(1)
                if asking is not None:
                    asking.cancel()
        many = ends - begins
        if counted:
            seen = json.loads((folder / "watched.json").read_text())
            print(f"  asked of the database for {many} messages: {json.dumps(seen, indent=2)[:3000]}")  # noqa: T201 - a benchmark prints
            return
        seconds, spent = heard.sent[ends - 1] - heard.sent[begins - 1], used[1] - used[0]
        print(  # noqa: T201 - as above
            f"  {many / seconds:5.2f} of {PACE.in_all} a second, {spent / many * 1000:5.2f} ms of processor"
            f" a message with its share of the replies ({spent / seconds * 100:4.1f} % of a core);"
            f" {len(waits)} replies, slowest {max(waits):4.2f} s; settled {await settled(url)} of {people}"
        )


async def main(root: Path, people: int) -> None:
    await broadcast(root, people, counted=False)
    await broadcast(root, people, counted=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--root", type=Path, default=ROOT)
    given = parser.parse_args()
    asyncio.run(main(given.root, given.people))
