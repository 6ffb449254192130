"""The unit of work that holds the ports, and the storage that opens it."""

from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from storage.ports.access_requests import AccessRequests
from storage.ports.announcements import Announcements
from storage.ports.asking import Asking
from storage.ports.audit import Audit
from storage.ports.cards import Cards
from storage.ports.documents import Documents
from storage.ports.drafts import Drafts
from storage.ports.evidence import EvidenceFiles
from storage.ports.inbox import Inbox
from storage.ports.installation import Installation
from storage.ports.invitations import Invitations
from storage.ports.notices import Notices
from storage.ports.office import OfficeSettings
from storage.ports.opds import Opds
from storage.ports.people import People
from storage.ports.problems import AlreadyApplied
from storage.ports.rekap import Rekap
from storage.ports.reminders import Reminders
from storage.ports.reports import Reports
from storage.ports.reviewing import Reviewing
from storage.ports.subscriptions import Subscriptions
from storage.ports.troubles import Troubles
from storage.ports.waits import Waits
from storage.ports.years import Years


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
    notices: Notices
    reminders: Reminders
    announcements: Announcements
    audit: Audit
    subscriptions: Subscriptions
    troubles: Troubles
    waits: Waits
    reviewing: Reviewing
    cards: Cards
    asking: Asking
    rekap: Rekap
    documents: Documents
    installation: Installation
    office: OfficeSettings
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

    async def commit(self, reply: str = "") -> None:
        """Store everything done in this unit.

        In a unit opened for an update, the update's id and the name of the reply it deserves are stored
        with it; raises AlreadyApplied (and stores nothing) when that was done before.
        """
        if self._update_id is not None:
            try:
                await self.inbox.apply(self._update_id, reply, self._now)
            except AlreadyApplied:
                await self._roll_back()
                raise
        await self._store(reply)
        self._update_id = None

    async def _store(self, reply: str) -> None: ...

    async def _roll_back(self) -> None: ...

    async def _leave(self) -> None:
        """End the unit without whatever of it was not stored."""


class Storage(Protocol):
    def uow(self, update_id: int | None = None, now: datetime | None = None) -> UnitOfWork:
        """Open a unit of work; `update_id` ties its first commit to that update."""

    def take_unreadable(self) -> Mapping[str, str]:
        """Return the rows that were passed over since the last call because they cannot be read, with why."""
