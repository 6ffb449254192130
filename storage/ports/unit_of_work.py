"""The unit of work that holds the ports, and the storage that opens it."""

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from storage.ports.access_requests import AccessRequests
from storage.ports.announcements import Announcements
from storage.ports.asking import Asking
from storage.ports.audit import Audit
from storage.ports.cards import Card, Cards
from storage.ports.documents import Documents
from storage.ports.drafts import Drafts
from storage.ports.evidence import EvidenceFiles
from storage.ports.inbox import Inbox
from storage.ports.installation import Installation
from storage.ports.invitations import Invitations
from storage.ports.keeping import Seen
from storage.ports.notices import Notices
from storage.ports.office import OfficeSettings
from storage.ports.opds import Opds
from storage.ports.people import People
from storage.ports.problems import AlreadyApplied
from storage.ports.rekap import Rekap
from storage.ports.reminders import Reminders
from storage.ports.reports import Reports
from storage.ports.reviewing import Reviewing
from storage.ports.standings import Standings
from storage.ports.subscriptions import Subscriptions
from storage.ports.traces import Traces
from storage.ports.troubles import Troubles
from storage.ports.waits import Waits
from storage.ports.years import Years

Touched: TypeAlias = frozenset[str] | None
"""The tables that a commit has changed; None where it may have been any of them."""


class UnitOfWork(Protocol):
    inbox: Inbox
    people: People
    invitations: Invitations
    access_requests: AccessRequests
    opds: Opds
    years: Years
    drafts: Drafts
    evidence: EvidenceFiles
    reports: Reports
    standings: Standings
    notices: Notices
    reminders: Reminders
    announcements: Announcements
    audit: Audit
    subscriptions: Subscriptions
    traces: Traces
    troubles: Troubles
    waits: Waits
    reviewing: Reviewing
    cards: Cards
    asking: Asking
    rekap: Rekap
    documents: Documents
    installation: Installation
    office: OfficeSettings
    seen: Seen | None = None
    """Of what this unit need not read again (`storage.ports.keeping`); None: it reads everything."""
    _update_id: int | None
    _now: datetime

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._leave()

    async def commit(self, reply: str = "", *, soon: bool = False) -> None:
        """Store everything done in this unit.

        `soon` is for what a person is not told of and what may be lost (where a card stands): it returns
        before it is on the disk, where it is a few milliseconds later with whatever else is stored. Every
        later unit of this process sees it; a process that is killed in between has not stored it, and nobody
        is told if the disk does not take it.

        In a unit opened for an update, the update's id and the name of the reply it deserves are stored
        with it; raises AlreadyApplied (and stores nothing) when that was done before.
        """
        if self._update_id is not None:
            try:
                await self.inbox.apply(self._update_id, reply, self._now)
            except AlreadyApplied:
                await self._roll_back()
                raise
        await self._store(reply, soon=soon)
        self._update_id = None

    async def _store(self, reply: str, *, soon: bool) -> None: ...

    async def _roll_back(self) -> None: ...

    async def _leave(self) -> None:
        """End the unit without whatever of it was not stored."""


class Storage(Protocol):
    def uow(self, update_id: int | None = None, now: datetime | None = None) -> UnitOfWork:
        """Open a unit of work; `update_id` ties its first commit to that update."""

    def look(self, now: datetime | None = None) -> UnitOfWork:
        """Open a unit that only reads: it sees what is stored, and keeps nobody from storing.

        Its `commit` raises RuntimeError.
        """

    def show_soon(self, card: Card) -> bool:
        """Note a new message as `Cards.show` does, with whatever is stored next; every later unit sees it.

        Return False, and note nothing, where more may have to be done than to let it take the place of an
        older card: of somebody of whom something is pinned, or who has left a draft behind. Where True is
        returned, neither is so. A card that cannot be stored is named in the log.
        """

    def version(self, *tables: str) -> Hashable:
        """Return what stays equal only as long as nobody, in any process, changes one of these tables.

        What was read after asking for it holds while it is the same. Costs no query. Where other processes
        cannot be heard of just now it is never the same twice.
        """

    def versions(self) -> Callable[..., Hashable]:
        """Return what answers `version` as of this moment; never twice the same of a table changed since.

        For a unit that may keep what it reads: asked for before it reads anything, and cheaper than asking
        for each version that may be needed.
        """

    def subscribe(self, told: Callable[[Touched], None]) -> Callable[[], None]:
        """Let `told` be called after each commit, of this process or another; return what ends that.

        It is called in the event loop and must not wait. What another process stores may be heard of late.
        """

    def take_unreadable(self) -> Mapping[str, str]:
        """Return the rows that were passed over since the last call because they cannot be read, with why."""
