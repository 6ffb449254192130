"""What the handlers see of the storage: narrow protocols, and the unit of work that holds them.

    async with context.uow() as uow:
        ...
        await uow.commit(reply)

Leaving the block without `commit` rolls everything back.

The errors live in `storage.ports.problems`, the records in `storage.ports.records`, the ports of the inbox in
`storage.ports.inbox`, of people in `storage.ports.people`, of what goes out unasked in
`storage.ports.outgoing`, of what admins look at in `storage.ports.oversight`, of the reviewers' chats in
`storage.ports.reviewing`; import all of them from here.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from domain.files.foreign import Verdict
from domain.forms.drafts import Draft, Evidence
from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules
from storage.ports.inbox import Inbox
from storage.ports.outgoing import Announcements, Notices, Reminders
from storage.ports.oversight import Audit, Troubles, Waits
from storage.ports.people import Invitations, People
from storage.ports.problems import AlreadyApplied, NotFound, Stale, StorageError, Unavailable
from storage.ports.records import (
    Announcement,
    AuditEntry,
    AuditSearch,
    Invitation,
    Lease,
    Notice,
    NoticeState,
    Pace,
    Received,
    Setting,
    Tally,
    Trouble,
    Urgency,
)
from storage.ports.reviewing import Reviewing, ShownEvidence, ShownReport

__all__ = [
    "AlreadyApplied", "Announcement", "Announcements", "Audit", "AuditEntry", "AuditSearch", "Drafts",
    "EvidenceFiles", "EvidenceStore", "ForeignFiles", "Inbox", "Invitation", "Invitations", "Lease",
    "NotFound", "Notice", "NoticeState", "Notices", "Opds", "Pace", "People", "Received", "Reminders",
    "Reports", "Reviewing", "Setting", "ShownEvidence", "ShownReport", "Stale", "Storage", "StorageError",
    "Tally", "Trouble", "Troubles", "Unavailable", "UnitOfWork", "Urgency", "Waits",
    "Years",
]  # fmt: skip


class Opds(Protocol):
    """Versions of every unit, append-only; the newest version of a code is what holds."""

    async def all(self) -> list[Opd]: ...

    async def get(self, code: str) -> Opd:
        """Raises NotFound."""

    async def record(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        """Add a version; one that says nothing new is not stored again."""


class Years(Protocol):
    """The settings of a year: targets, deadlines, rules; append-only, the last value of a key holds."""

    async def rules(self, year: int) -> YearRules: ...

    async def settings(self, year: int) -> list[Setting]:
        """Return everything that was ever set for that year, oldest first."""

    async def known(self) -> list[int]:
        """Return the years that have a setting, in order."""

    async def set(
        self, year: int, key: str, value: str, *, by: int | None, at: datetime, legal_basis: str = ""
    ) -> Setting: ...

    async def setting(self, setting_id: int) -> Setting:
        """Raises NotFound."""


class Drafts(Protocol):
    """One open draft per OPD, indicator and year; one held draft per person."""

    async def get(self, draft_id: int) -> Draft:
        """Raises NotFound."""

    async def held_by(self, person_id: int) -> Draft | None: ...

    async def left_by(self, person_id: int) -> list[Draft]:
        """Return what that person let go of for something else, and whose card does not say so yet."""

    async def open_for(self, opd: str, indicator: IndicatorKey, year: int) -> Draft | None: ...

    async def open_of(self, opd: str, year: int) -> list[Draft]: ...

    async def busy(self, since: datetime, until: datetime | None = None) -> frozenset[int]:
        """Return the people who hold an open draft that was touched since then, and not after `until`."""

    async def start(self, opd: str, indicator: IndicatorKey, year: int, *, by: int, at: datetime) -> Draft:
        """Open a draft held by that person, who lets go of any other. Raises Stale if one is open already.

        Its `form` is the indicator's key.
        """

    async def begin(self, form: str, subject: str, year: int, *, by: int, at: datetime) -> Draft:
        """Open a draft that is no report (no OPD, no indicator); its person lets go of any other.

        A draft of this kind that is let go of is cancelled: nobody else can take it up.
        """

    async def take(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        """Hold an open draft; its former holder and the person's former draft are let go. Raises Stale."""

    async def save(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        """Store place, status and holder of a changed draft as its next version and return that.

        Raises Stale when the stored version is no longer `draft.version`, or when a draft is reopened
        while another one for the same OPD, indicator and year is open.
        """

    async def let_go(self, person_id: int) -> None:
        """Put aside what that person holds, as when they turn to another draft."""

    async def place_card(self, draft_id: int, chat_id: int, message_id: int) -> None: ...

    async def forget_card(self, draft_id: int) -> None:
        """Note that the message of its card shows something else now; the chat stays known."""

    async def said_aside(self, draft_id: int) -> None:
        """Note that the card of a draft that was let go of says so (see `left_by`)."""


class ForeignFiles(Protocol):
    """Reads what came from outside, where it can harm nobody."""

    async def judge(self, content: bytes) -> Verdict:
        """Return what the content is. Raises Unavailable."""

    async def rows(self, content: bytes, *, formula: str | None = None) -> list[list[str]]:
        """Return the rows of a table; `formula` stands for every cell with one.

        Raises UnfitFile and Unavailable.
        """

    async def close(self) -> None:
        """Stop reading; what is not answered by then is asked again after the next start."""


class EvidenceFiles(Protocol):
    """The files named in drafts and reports (rows; the bytes are in the evidence store)."""

    async def add(self, evidence: Evidence) -> Evidence:
        """Store with a new id; the same `unique_id` in the same draft is stored once and returned."""

    async def get(self, evidence_id: int) -> Evidence:
        """Raises NotFound."""

    async def remove(self, evidence_id: int, at: datetime) -> None:
        """Take it out of its draft; the row and what was sent with it stay."""

    async def several(self, ids: Collection[int]) -> list[Evidence]: ...

    async def due(self, now: datetime, limit: int) -> list[Evidence]:
        """Return files with something left to do whose next try is not in the future, oldest first.

        Those are to be downloaded, or settled but not shown to their sender yet.
        """

    async def update(self, evidence: Evidence) -> None:
        """Store what the download found out: name, size, state, sha256, problem, tries, next try, marks."""

    async def note_opened(self, evidence_id: int, *, by: int, at: datetime) -> None:
        """Note that a reviewer had this file sent into the chat; append-only."""

    async def opened(self, ids: Collection[int]) -> frozenset[int]:
        """Return those of the files that a reviewer has opened."""

    async def same_content(self, sha256: str, other_than_opd: str) -> list[Evidence]: ...

    async def contents(self) -> frozenset[str]:
        """Return the SHA-256 of every file that was stored and is in a draft or was sent."""


class Reports(Protocol):
    """The append-only history of every report."""

    async def events(
        self,
        *,
        opd: str | None = None,
        indicator: IndicatorKey | None = None,
        years: Collection[int] | None = None,
        until: datetime | None = None,
    ) -> list[ReportEvent]:
        """Return the events that match everything given, in the order in which they were stored."""

    async def get(self, event_id: int) -> ReportEvent:
        """Raises NotFound."""

    async def lock(self, opd: str, indicator: IndicatorKey, year: int) -> None:
        """Let no other unit decide about this report until this one ends; read its events after this."""

    async def append(self, event: ReportEvent) -> ReportEvent:
        """Store with a new id (and, for a submission, its ticket) and return it so.

        It is never earlier than the report's last event: where the clock was set back, `at` is that one's
        and `clock` what the clock said.

        Raises Stale when this version of the draft was submitted already.
        """


class UnitOfWork(Protocol):
    inbox: Inbox
    people: People
    invitations: Invitations
    opds: Opds
    years: Years
    drafts: Drafts
    evidence: EvidenceFiles
    reports: Reports
    notices: Notices
    reminders: Reminders
    announcements: Announcements
    audit: Audit
    troubles: Troubles
    waits: Waits
    reviewing: Reviewing

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    async def commit(self, reply: str = "") -> None:
        """Store everything done in this unit.

        In a unit opened for an update, the update's id and the name of the reply it deserves are stored
        with it; raises AlreadyApplied (and stores nothing) when that was done before.
        """


class Storage(Protocol):
    def uow(self, update_id: int | None = None, now: datetime | None = None) -> UnitOfWork:
        """Open a unit of work; `update_id` ties its first commit to that update."""

    def take_unreadable(self) -> Mapping[str, str]:
        """Return the rows that were passed over since the last call because they cannot be read, with why."""


class EvidenceStore(Protocol):
    """Bytes by their SHA-256."""

    async def put(self, content: bytes) -> str:
        """Store durably and return the SHA-256 in hex; the same bytes are stored once."""

    async def get(self, sha256: str) -> bytes:
        """Raises NotFound."""
