"""What the handlers see of the storage: narrow protocols, and the unit of work that holds them.

    async with context.uow() as uow:
        ...
        await uow.commit(reply)

Leaving the block without `commit` rolls everything back.

An area is a file here, with its records, and a file of the same name in `storage.sql`, `storage.tables` and
`tests/fakes`. What every storage does alike, and what the audit trail says of it, stands here; the storages
inherit it, and write what is left open. This is the door: import everything from here.
"""

from storage.ports.access_requests import AccessRequest, AccessRequests
from storage.ports.announcements import Announcement, Announcements
from storage.ports.asking import Asking, ReturnMessage, Way
from storage.ports.audit import Audit, AuditEntry, AuditLink, AuditSearch, Finding, Head
from storage.ports.backlog import Backlog
from storage.ports.backups import Backup, Backups, CannotBackUp, NoBackups
from storage.ports.cards import SOMETHING_ELSE, Behind, Card, Cards
from storage.ports.documents import Document, DocumentFile, Documents, DocumentState, Made, PaperStore, Wish
from storage.ports.drafts import Drafts
from storage.ports.evidence import EvidenceFiles, EvidenceStore
from storage.ports.foreign import ForeignFiles
from storage.ports.inbox import Inbox, Lease, Received
from storage.ports.installation import BOT_NAME, HEAD, MENU, Installation
from storage.ports.invitations import Invitation, Invitations
from storage.ports.keeping import CARDS, CITY, FIGURES, REACH, REPORTS, Seen, Shelf, once
from storage.ports.notices import Notice, Notices, NoticeState, Pace, Tally, Urgency
from storage.ports.office import OfficeSettings, OfficeText, SignatoryVersion
from storage.ports.opds import Opds
from storage.ports.people import People, Unreached
from storage.ports.problems import (
    AlreadyApplied,
    NoRoom,
    NotFound,
    Stale,
    StorageError,
    Unavailable,
    Unusable,
)
from storage.ports.rekap import Rekap, RekapName, RekapSheet
from storage.ports.reminders import Reminders
from storage.ports.rendering import CannotDraw, Renderer
from storage.ports.reports import Reports
from storage.ports.reviewing import Reviewing, ShownEvidence, ShownReport
from storage.ports.standings import (
    Debtors,
    Difference,
    OwedSlice,
    Proofs,
    Reviewer,
    Standings,
    Stood,
    StoodIn,
    Undecided,
    stood_in,
)
from storage.ports.subscriptions import Subscription, Subscriptions
from storage.ports.troubles import Trouble, Troubles
from storage.ports.turns import give_way
from storage.ports.unit_of_work import Storage, Touched, UnitOfWork
from storage.ports.waits import Waits
from storage.ports.years import Setting, Years

__all__ = [
    "BOT_NAME",
    "CARDS",
    "CITY",
    "FIGURES",
    "HEAD",
    "MENU",
    "REACH",
    "REPORTS",
    "SOMETHING_ELSE",
    "AccessRequest",
    "AccessRequests",
    "AlreadyApplied",
    "Announcement",
    "Announcements",
    "Asking",
    "Audit",
    "AuditEntry",
    "AuditLink",
    "AuditSearch",
    "Backlog",
    "Backup",
    "Backups",
    "Behind",
    "CannotBackUp",
    "CannotDraw",
    "Card",
    "Cards",
    "Debtors",
    "Difference",
    "Document",
    "DocumentFile",
    "DocumentState",
    "Documents",
    "Drafts",
    "EvidenceFiles",
    "EvidenceStore",
    "Finding",
    "ForeignFiles",
    "Head",
    "Inbox",
    "Installation",
    "Invitation",
    "Invitations",
    "Lease",
    "Made",
    "NoBackups",
    "NoRoom",
    "NotFound",
    "Notice",
    "NoticeState",
    "Notices",
    "OfficeSettings",
    "OfficeText",
    "Opds",
    "OwedSlice",
    "Pace",
    "PaperStore",
    "People",
    "Proofs",
    "Received",
    "Rekap",
    "RekapName",
    "RekapSheet",
    "Reminders",
    "Renderer",
    "Reports",
    "ReturnMessage",
    "Reviewer",
    "Reviewing",
    "Seen",
    "Setting",
    "Shelf",
    "ShownEvidence",
    "ShownReport",
    "SignatoryVersion",
    "Stale",
    "Standings",
    "Stood",
    "StoodIn",
    "Storage",
    "StorageError",
    "Subscription",
    "Subscriptions",
    "Tally",
    "Touched",
    "Trouble",
    "Troubles",
    "Unavailable",
    "Undecided",
    "UnitOfWork",
    "Unreached",
    "Unusable",
    "Urgency",
    "Waits",
    "Way",
    "Wish",
    "Years",
    "give_way",
    "once",
    "stood_in",
]  # fmt: skip
