"""The storage in memory, for tests: it keeps the promises of `storage.ports` and remembers what happened.

storage = FakeStorage()
async with storage.uow(update_id=7) as uow:
    await uow.people.add(1001, "Sri", now)
    await uow.commit("welcome")
assert storage.replies == {7: "welcome"}
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from domain.forms.drafts import Aside
from storage import ports
from storage.ports.cards import LEFT_BEHIND
from tests.fakes.access_requests import FakeAccessRequests
from tests.fakes.announcements import FakeAnnouncements
from tests.fakes.asking import FakeAsking
from tests.fakes.audit import FakeAudit
from tests.fakes.cards import FakeCards
from tests.fakes.documents import FakeDocuments
from tests.fakes.drafts import FakeDrafts
from tests.fakes.evidence import FakeEvidenceFiles
from tests.fakes.inbox import FakeInbox
from tests.fakes.installation import FakeInstallation
from tests.fakes.invitations import FakeInvitations
from tests.fakes.notices import FakeNotices
from tests.fakes.office import FakeOffice
from tests.fakes.opds import FakeOpds
from tests.fakes.people import FakePeople
from tests.fakes.rekap import FakeRekap
from tests.fakes.reminders import FakeReminders
from tests.fakes.reports import FakeReports
from tests.fakes.reviewing import FakeReviewing
from tests.fakes.standings import FakeStandings
from tests.fakes.subscriptions import FakeSubscriptions
from tests.fakes.tables import Tables
from tests.fakes.traces import FakeTraces
from tests.fakes.troubles import FakeTroubles
from tests.fakes.waits import FakeWaits
from tests.fakes.years import FakeYears


@dataclass(frozen=True, slots=True)
class Commit:
    update_id: int | None
    reply: str


class FakeStorage(ports.Storage):
    """One unit at a time, as on SQLite; the next one waits.

    `commits` are the successful commits in order, `replies` the reply of every update applied, and
    `open_units` is above zero while a unit of work is open: nothing may be sent to Telegram then. `opened`
    counts them. While it does not `tell`, nobody is told of a commit, as of one of another process.
    """

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.tables = Tables()
        self.commits: list[Commit] = []
        self.open_units = self.opened = 0
        self.tells = True
        self._clock = clock
        self._turn = asyncio.Lock()
        self._owner: asyncio.Task[object] | None = None
        self._failures = self._unheard = 0
        self._versions = Counter[str]()
        self._told: list[Callable[[ports.Touched], None]] = []

    @property
    def replies(self) -> dict[int, str]:
        return {commit.update_id: commit.reply for commit in self.commits if commit.update_id is not None}

    def fail_next(self, units: int = 1) -> None:
        """Let that many units of work raise Unavailable when they are opened."""
        self._failures += units

    def lose_word_of_next(self, commits: int = 1) -> None:
        """Let that many commits be stored and raise Unavailable: the connection is lost before the answer."""
        self._unheard += commits

    def uow(self, update_id: int | None = None, now: datetime | None = None) -> "FakeUnitOfWork":
        return FakeUnitOfWork(self, update_id, now or self._clock())

    def look(self, now: datetime | None = None) -> "FakeUnitOfWork":
        return FakeUnitOfWork(self, None, now or self._clock(), only_reads=True)

    def show_soon(self, card: ports.Card) -> bool:
        own = [one for one in self.tables.cards.values() if one.person == card.person]
        is_pinned = any(one.is_pinned or one.kind.endswith(LEFT_BEHIND) for one in own)
        drafts = self.tables.drafts.values()
        has_left = any(one.aside is Aside.LEFT and one.touched_by == card.person for one in drafts)
        if is_pinned or has_left or self._turn.locked() or self._failures:
            return False
        tables = self.tables.copy()
        FakeCards(tables).show_now(card)
        self._put(tables)
        return True

    def version(self, *tables: str) -> Hashable:
        return tuple(self._versions[table] for table in tables)

    def versions(self) -> Callable[..., Hashable]:
        then = self._versions.copy()
        return lambda *tables: tuple(then[table] for table in tables)

    def subscribe(self, told: Callable[[ports.Touched], None]) -> Callable[[], None]:
        self._told.append(told)
        return lambda: self._told.remove(told)

    def stored(self, commit: Commit, tables: Tables) -> None:
        self.commits.append(commit)
        self._put(tables)

    def _put(self, tables: Tables) -> None:
        touched = tables.touched_since(self.tables)
        self.tables = tables
        self._versions.update(touched)
        for told in self._told if self.tells and touched else ():
            told(touched)
        if self._unheard:
            self._unheard -= 1
            raise ports.Unavailable("it is stored, and nobody was told")

    def take_unreadable(self) -> dict[str, str]:
        """Records in memory are always readable."""
        return {}

    async def enter(self) -> None:
        """Wait for a unit's turn. Raises Unavailable when told to, and RuntimeError for a unit in a unit."""
        if self._failures:
            self._failures -= 1
            raise ports.Unavailable("as the test asked")
        if self._turn.locked() and self._owner is asyncio.current_task():
            raise RuntimeError("a unit of work inside another one of the same task waits for itself")
        await self._turn.acquire()
        self._owner = asyncio.current_task()
        self.open_units += 1
        self.opened += 1

    def leave(self) -> None:
        self.open_units -= 1
        self._owner = None
        self._turn.release()


class FakeUnitOfWork(ports.UnitOfWork):
    def __init__(
        self, storage: FakeStorage, update_id: int | None, now: datetime, *, only_reads: bool = False
    ) -> None:
        self._only_reads = only_reads
        self._storage = storage
        self._update_id = update_id
        self._now = now

    async def __aenter__(self) -> Self:
        await self._storage.enter()
        self._begin()
        return self

    async def _store(self, reply: str, *, soon: bool) -> None:  # noqa: ARG002 - it is in memory at once
        if self._only_reads:
            raise RuntimeError("a unit that only reads stores nothing")
        tables = self._tables.stored_after(self._storage.tables)
        self._storage.stored(Commit(self._update_id, reply), tables)

    async def _roll_back(self) -> None:
        self._begin()

    async def _leave(self) -> None:
        self._storage.leave()

    def _begin(self) -> None:
        """Start from what is stored, on a copy that only `commit` puts in its place."""
        self._tables = self._storage.tables.copy()
        audit = FakeAudit(self._tables)
        self.audit = audit
        self.inbox = FakeInbox(self._tables)
        self.people = FakePeople(self._tables, audit)
        self.invitations = FakeInvitations(self._tables, audit)
        self.access_requests = FakeAccessRequests(self._tables, audit)
        self.opds = FakeOpds(self._tables, audit)
        self.years = FakeYears(self._tables, audit)
        self.drafts = FakeDrafts(self._tables)
        self.evidence = FakeEvidenceFiles(self._tables, audit)
        self.reports = FakeReports(self._tables, audit)
        self.standings = FakeStandings(self._tables)
        self.notices = FakeNotices(self._tables)
        self.reminders = FakeReminders(self._tables)
        self.announcements = FakeAnnouncements(self._tables, audit)
        self.traces = FakeTraces(self._tables)
        self.troubles = FakeTroubles(self._tables)
        self.waits = FakeWaits(self._tables)
        self.subscriptions = FakeSubscriptions(self._tables)
        self.reviewing = FakeReviewing(self._tables)
        self.cards = FakeCards(self._tables)
        self.asking = FakeAsking(self._tables, audit)
        self.rekap = FakeRekap(self._tables, audit)
        self.documents = FakeDocuments(self._tables)
        self.installation = FakeInstallation(self._tables)
        self.office = FakeOffice(self._tables, audit)
