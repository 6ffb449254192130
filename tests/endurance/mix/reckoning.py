"""What must hold of a mixed run: nothing lost, nothing twice, nothing unanswered, all of it provable."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.commands.rebuild import compared
from domain.reports.events import EventKind, ReportEvent
from simulator.state import World
from storage.evidence import EVIDENCE, EvidenceFolder
from storage.ports import Unavailable
from storage.proving import proving
from storage.sql.unit_of_work import Database, open_storage
from tests.endurance.mix.actors import Done
from tests.endurance.mix.heard import Heard
from tests.storage.databases import run

_Thing = TypeVar("_Thing")
_A_MOMENT = 0.2
_DECISIONS = (EventKind.VERIFIED, EventKind.RETURNED)
_OPEN_AGAIN = (EventKind.WITHDRAWN, EventKind.RETURNED)
"""After these the same answers may be sent once more."""


class Prover:
    """Compares over the storage, beside bots that live or are dead. Use it, then `close` it."""

    def __init__(self, url: str, data: Path) -> None:
        self._storage: Database = open_storage(url, lambda: datetime.now(UTC))
        self._files = EvidenceFolder(data / EVIDENCE)
        self.proofs = 0

    async def differences(self) -> list[str]:
        """Return in what the data differs from the audit trail, and the kept figures from the history.

        A bot that a busy machine keeps waiting may hold a lock for longer than a statement waits; that says
        nothing of the data, and is tried again.
        """
        while True:
            try:
                found = await self._compared()
            except Unavailable:
                await asyncio.sleep(_A_MOMENT)
                continue
            self.proofs += 1
            return found

    async def _compared(self) -> list[str]:
        async with proving(self._storage, self._files) as comparison:
            found = [str(one) async for one in comparison.findings()]
        return found + [str(one) for one in await compared(self._storage)]

    async def close(self) -> None:
        await self._storage.close()


async def history(url: str) -> tuple[list[ReportEvent], dict[int, int]]:
    """Return every event, and the Telegram id of each person by their own."""
    storage = open_storage(url, lambda: datetime.now(UTC))
    async with storage.uow() as uow:
        events = await uow.reports.events()
        people = {person.id: person.telegram_id for person in await uow.people.everyone()}
    await storage.close()
    return events, people


async def unfinished(url: str) -> int:
    """Return how many updates are kept and not done with."""
    [[many]] = await run(url, "SELECT count(*) FROM inbox WHERE finished_at IS NULL")
    return int(str(many))


async def waiting(url: str) -> str:
    """Return what is kept of the updates that are not done with, a line each."""
    rows = await run(
        url,
        "SELECT update_id, chat_id, received_at, applied_at, reply, owner, leased_until, payload"
        " FROM inbox WHERE finished_at IS NULL ORDER BY id",
    )
    return "\n".join(str(row)[:400] for row in rows)


async def lost(url: str, world: World, heard: Heard) -> list[str]:
    """Return what somebody sent, or was told to be stored, and is not there.

    A press that came too late for its card is answered by that, and is no loss.
    """
    kept = {int(str(row[0])) for row in await run(url, "SELECT update_id FROM inbox")}
    sent = set(range(1, world.counters["update"] + 1))
    tickets = {str(row[0]) for row in await run(url, "SELECT ticket FROM report_tickets")}
    texts = {str(row[0]) for row in await run(url, "SELECT text FROM announcements")}
    return [
        *(f"update {one}" for one in sorted(sent - kept)),
        *(f"ticket {one}" for one in sorted(heard.tickets - tickets)),
        *(f"announcement {one}" for one in sorted(heard.announced - texts)),
    ]


async def twice(url: str, done: Done) -> list[str]:
    """Return what was done once and is there more than once."""
    events, people = await history(url)
    sent = Counter(
        (people[one.by], _nilai(one)) for one in events if one.kind is EventKind.SUBMITTED and one.draft
    )
    # A correction that was withdrawn may be sent again with its reason; a return is made of one.
    returned = (one.reason for one in events if one.kind is EventKind.RETURNED)
    reasons = Counter(reason for reason in returned if reason.startswith("Catatan"))
    texts = Counter(str(row[0]) for row in await run(url, "SELECT text FROM announcements"))
    return [
        *(f"report of {one}" for one, times in sent.items() if times > done.values[one] > 0),
        *(f"report {one}" for one in _sent_again(events)),
        *(f"reason {one}" for one in _repeated(reasons)),
        *(f"announcement {one}" for one in _repeated(texts)),
        *(f"decision about {one}" for one in _decided_again(events)),
    ]


def _sent_again(events: Iterable[ReportEvent]) -> list[int]:
    """Return the submissions that say what the last one said, which nobody had taken or sent back."""
    standing, again = dict[tuple[str, str, int], str](), list[int]()
    for event in events:
        report = (event.opd, event.indicator, event.year)
        if event.kind is EventKind.SUBMITTED and event.answers.get("nilai"):
            if standing.get(report) == _nilai(event):
                again.append(event.id)
            standing[report] = _nilai(event)
        elif event.kind in _OPEN_AGAIN:
            standing.pop(report, None)
    return again


def _decided_again(events: Iterable[ReportEvent]) -> list[int]:
    """Return the submissions about which somebody decided although somebody had, and that stood."""
    standing, again = dict[int, int](), list[int]()
    for event in events:
        if event.kind in _DECISIONS and event.about is not None:
            if event.about in standing.values():
                again.append(event.about)
            standing[event.id] = event.about
        elif event.kind is EventKind.UNDONE and event.about is not None:
            standing.pop(event.about, None)
    return again


def _repeated(counted: Counter[_Thing]) -> list[_Thing]:
    return [one for one, times in counted.items() if times > 1]


def _nilai(event: ReportEvent) -> str:
    return event.answers.get("nilai", "").replace(".", ",")
