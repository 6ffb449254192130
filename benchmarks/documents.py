"""What it takes to make each document, and how long /iku is waited for meanwhile.

    python -m benchmarks.documents [OPD ...]

With 28 and 500 OPD unless told otherwise: the demonstration's, and invented ones whose five reports are all
verified, with files. For the invitations, the last, nobody reports for any OPD any more. Each document is
made by a worker started for it. Prints seconds and megabytes; nothing is asserted, because machines differ.
"""

import asyncio
import logging
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import build
from bot.commands.console import tell
from bot.receiving.intake import Intake
from bot.receiving.polling import GetUpdates, Polling
from bot.receiving.stop import Stop
from bot.sample.people import PEOPLE
from bot.sample.seed import seed
from domain.documents.wanted import DocumentKind, Wanted
from domain.forms.drafts import Evidence, FileState
from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.people.person import Grant, Role
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from handlers.papers.making import LEASE, produce
from handlers.papers.paper import PAPERS
from handlers.telegram.context import Services
from simulator.client import People
from simulator.server import Simulator
from simulator.state import Person, World
from storage.evidence import EvidenceFolder
from storage.migrate import migrate
from storage.papers import PaperFolder
from storage.ports import BOT_NAME, Storage, UnitOfWork
from storage.rendering.renderer import ProcessRenderer
from storage.sql.unit_of_work import Database, open_storage
from tests.fakes.foreign import InThisProcess

BOSS = next(one for one in PEOPLE if Grant(Role.PIMPINAN) in one.grants)
_SAMPLE = 28
_FILE = 300_000
"""Bytes of each file that proves something: a scanned page or two."""
_ALONE = 15
"""How often /iku is asked for while nothing is made."""
_MEGABYTE = 1024 * 1024
_ANSWERS = {
    IndicatorKey.SAKIP: {"predikat": "BB", "nilai": "75.5", "nomor": "700/12/2026", "tanggal": "2026-02-12"},
    IndicatorKey.IKM: {"cara": "terbit", "nilai": "84.5"},
    IndicatorKey.ANJAB: {"status": "sudah", "tanggal": "2026-03-31", "nomor": "060/123/2026"},
}
_WANTED = (
    Wanted(kind=DocumentKind.CHART, year=0),
    Wanted(kind=DocumentKind.CHART, year=0, indicator=IndicatorKey.SAKIP),
    *(Wanted(kind=kind, year=0) for kind in DocumentKind if kind is not DocumentKind.CHART),
)


def clock() -> datetime:
    return datetime.now(UTC)


async def more_opds(storage: Database, files: EvidenceFolder, number: int) -> None:
    """Store so many more OPD, each with its five reports verified."""
    async with storage.uow() as uow:
        await uow.installation.set(BOT_NAME, "iku_bot")
        operator, verifier = (await uow.people.everyone())[:2]
        for place in range(number):
            opd = Opd(
                f"UJI{place:03}",
                f"Dinas Uji Beban Nomor {place}",
                "dinas",
                day_of(clock()).replace(month=1, day=1),
            )
            await uow.opds.record(opd, by=None, at=clock())
            for one in INDICATORS:
                await _report(uow, files, opd, one.key, operator.id, verifier.id)
        await uow.commit()


async def let_all_be_invited(storage: Storage) -> None:
    """End what everybody may report, so that each OPD gets a page of the invitations."""
    async with storage.uow() as uow:
        for one in await uow.people.everyone():
            for grant in one.grants:
                if grant.role is Role.OPERATOR:
                    await uow.people.end(one.id, grant, by=None, at=clock())
        await uow.commit()


async def _report(
    uow: UnitOfWork, files: EvidenceFolder, opd: Opd, indicator: IndicatorKey, operator: int, verifier: int
) -> None:
    at, year = clock() - timedelta(hours=1), clock().astimezone(WIB).year
    told = ReportEvent(
        id=0, kind=EventKind.EVALUATED, opd=opd.code, indicator=indicator, year=year, at=at, by=verifier,
        answers={"hasil": "tepat"},
    )  # fmt: skip
    if indicator not in _ANSWERS:
        await uow.reports.append(told)
        return
    draft = await uow.drafts.start(opd.code, indicator, year, by=operator, at=at)
    file = await uow.evidence.add(
        Evidence(
            id=0, draft=draft.id, opd=opd.code, file_id="f", unique_id=f"{opd.code}{indicator}",
            kind="document", name=f"LHE {opd.name}.pdf", size=_FILE, added_by=operator, added_at=at,
        )
    )  # fmt: skip
    sha256 = await files.put(b"%PDF-1.7" + os.urandom(_FILE))
    await uow.evidence.update(replace(file, state=FileState.STORED, sha256=sha256), at=at)
    sent = await uow.reports.append(
        replace(
            told, kind=EventKind.SUBMITTED, by=operator, answers=_ANSWERS[indicator], files=(file.id,),
            draft=draft.id, draft_version=draft.version,
        )
    )  # fmt: skip
    await uow.reports.append(replace(told, kind=EventKind.VERIFIED, answers={}, about=sent.id))


@dataclass
class Asking:
    """Somebody who asks for /iku again and again."""

    simulator: Simulator
    people: People
    waits: list[float] = field(default_factory=list)

    async def once(self) -> None:
        chat = self.simulator.world.chats[BOSS.telegram_id]
        before, begun = len(chat.messages), time.perf_counter()
        await self.people.text(BOSS.telegram_id, "/iku")
        while len(chat.messages) < before + 2:  # noqa: ASYNC110 - as a person looks at the screen
            await asyncio.sleep(0.005)
        self.waits.append(time.perf_counter() - begun)

    async def again_and_again(self) -> None:
        while True:
            await self.once()
            await asyncio.sleep(0.05)

    def told(self) -> str:
        waits, self.waits = sorted(self.waits), []
        return (
            f"middle {waits[len(waits) // 2]:5.2f} s, slowest {waits[-1]:5.2f} s" if waits else "nobody asked"
        )


async def peak(renderer: ProcessRenderer, found: list[int]) -> None:
    """Note the most memory that a worker has had, again and again."""
    while True:
        for pid in renderer.workers:
            with suppress(OSError, IndexError):
                status = Path(f"/proc/{pid}/status").read_text()  # noqa: ASYNC240 - no disk is read
                found.append(int(status.split("VmHWM:")[1].split()[0]))
        await asyncio.sleep(0.02)


@asynccontextmanager
async def running(opds: int) -> AsyncIterator[tuple[Services, Asking, Path]]:
    """Run the bot on a city of so many OPD for the length of the block."""
    world = World()
    for one in PEOPLE:
        world.add_person(Person(one.telegram_id, one.first_name, one.last_name))
        world.chats[one.telegram_id].started = True
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        url = f"sqlite:///{home / 'bot.db'}"
        await migrate(url)
        storage, files = open_storage(url, clock), EvidenceFolder(home / "evidence")
        await seed(storage, clock())
        await more_opds(storage, files, opds - _SAMPLE)
        services = Services(
            storage=storage, files=files, foreign=InThisProcess(),
            renderer=ProcessRenderer(home / "evidence"), papers=PaperFolder(home / "documents"), clock=clock,
        )  # fmt: skip
        async with Simulator(world) as simulator, People(simulator.url) as people:
            app, stop = (
                build(token=simulator.token, services=services, zone=WIB, api_url=simulator.url),
                Stop(),
            )
            async with app:
                intake = Intake(app, storage, clock, stop)
                polling = Polling(GetUpdates(app.updates_request, app.bot.base_url), intake.accept, stop)
                driving = asyncio.ensure_future(polling.run())
                yield services, Asking(simulator, people), home
                stop.request()
                await driving
                await intake.close(within=5)
        await storage.close()


async def make(services: Services, wanted: Wanted, home: Path) -> str:
    """Make one document; return what it took."""
    renderer, peaks = ProcessRenderer(home / "evidence"), list[int]()
    services = replace(services, renderer=renderer)
    watching = asyncio.ensure_future(peak(renderer, peaks))
    async with services.storage.uow() as uow:
        asked = await uow.documents.ask(
            wanted, seen=await uow.audit.newest(), day=day_of(clock()), at=clock()
        )
        document = await uow.documents.begin(asked.id, clock(), clock() + LEASE)
        await uow.commit()
    assert document is not None  # noqa: S101 - nobody else makes any
    begun = time.perf_counter()
    made = await produce(services, document)
    taken = time.perf_counter() - begun
    watching.cancel()
    await renderer.close()
    async with services.storage.uow() as uow:
        files = await uow.documents.files(made.id)
    size = sum(file.size for file in files) / _MEGABYTE
    return f"{taken:6.2f} s  {max(peaks, default=0) / 1024:5.0f} MB  {len(files):2} × {size:7.2f} MB"


async def main(numbers: list[int]) -> None:
    logging.disable()
    for opds in numbers:
        async with running(opds) as (services, asking, home):
            for _ in range(_ALONE):
                await asking.once()
            tell(f"{opds} OPD; /iku while nothing is made: {asking.told()}")
            for plain in _WANTED:
                if PAPERS.get(plain.kind.value) is None:
                    continue
                if plain.kind is DocumentKind.INVITATIONS:
                    await let_all_be_invited(services.storage)
                wanted = replace(plain, year=clock().astimezone(WIB).year)
                asks = asyncio.ensure_future(asking.again_and_again())
                try:
                    took = await make(services, wanted, home)
                except Exception as error:  # noqa: BLE001 - the other documents are measured all the same
                    took = f"not made: {error!r}"[:60]
                asks.cancel()
                with suppress(asyncio.CancelledError):
                    await asks
                of = wanted.indicator or ""
                tell(f"  {wanted.kind.value:15} {of:7} {took:36} /iku meanwhile: {asking.told()}")
            await services.renderer.close()


if __name__ == "__main__":
    asyncio.run(main([int(number) for number in sys.argv[1:]] or [_SAMPLE, 500]))
