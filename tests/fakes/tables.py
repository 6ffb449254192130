"""What the in-memory storage holds: plain containers of frozen records, so a copy of them is a snapshot."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, Self, TypeVar

from domain.forms.drafts import Draft, Evidence
from domain.people.person import Person
from domain.people.preferences import Preference
from domain.reminders.planned import Reminded
from domain.reports.events import ReportEvent
from domain.storable import storable
from domain.units.opd import Opd
from storage.ports import (
    AccessRequest,
    Announcement,
    AuditEntry,
    Card,
    Document,
    DocumentFile,
    Invitation,
    NotFound,
    Notice,
    OfficeText,
    Received,
    RekapName,
    RekapSheet,
    ReturnMessage,
    Setting,
    ShownEvidence,
    ShownReport,
    SignatoryVersion,
    Subscription,
    Trouble,
    Wish,
)
from storage.ports.installation import SECRET
from storage.ports.people import RoleEvent

Row = TypeVar("Row")
Numbered = TypeVar(
    "Numbered",
    Announcement,
    Document,
    DocumentFile,
    Draft,
    Evidence,
    Invitation,
    Notice,
    Person,
    Trouble,
    Wish,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """`received` is None when the effect was stored without the update ever having been received."""

    received: Received | None
    applied_at: datetime | None = None
    reply: str | None = None
    finished_at: datetime | None = None
    owner: str | None = None
    leased_until: datetime | None = None


_NAMED: Mapping[str, tuple[str, ...]] = {
    "roles": ("role_events",),
    "opds": ("opd_versions",),
    "settings": ("year_settings",),
    "removed": ("evidence",),
    "opened": ("evidence_openings",),
    "events": ("report_events", "report_files", "report_tickets"),
    "paused": ("people",),
    "taken_back": ("reminders",),
    "shown_evidence": ("evidence_messages",),
    "last_card": ("cards",),
    "asked": ("return_messages",),
    "rekap_sheets": ("rekap_sheets", "rekap_rows"),
    "rekap_withdrawn": ("rekap_withdrawals",),
    "wishes": ("document_wishes",),
    "signatories": ("office_signatories",),
}
"""What a database calls that part of the memory, where it is called otherwise."""


@dataclass(slots=True)
class Tables:
    people: dict[int, Person] = field(default_factory=dict)
    roles: list[RoleEvent] = field(default_factory=list)
    invitations: dict[int, Invitation] = field(default_factory=dict)
    opds: list[tuple[Opd, datetime]] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    drafts: dict[int, Draft] = field(default_factory=dict)
    evidence: dict[int, Evidence] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    opened: dict[int, datetime] = field(default_factory=dict)
    """When a file was first opened, by its id."""
    events: dict[int, ReportEvent] = field(default_factory=dict)
    inbox: dict[int, InboxRow] = field(default_factory=dict)
    notices: dict[int, Notice] = field(default_factory=dict)
    paused: dict[int, datetime] = field(default_factory=dict)
    reminders: dict[int, Reminded] = field(default_factory=dict)
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    taken_back: set[int] = field(default_factory=set)
    announcements: dict[int, Announcement] = field(default_factory=dict)
    audit: list[AuditEntry] = field(default_factory=list)
    troubles: dict[int, Trouble] = field(default_factory=dict)
    shown_evidence: list[ShownEvidence] = field(default_factory=list)
    review_cards: dict[int, ShownReport] = field(default_factory=dict)
    access_requests: dict[int, AccessRequest] = field(default_factory=dict)
    cards: dict[int, Card] = field(default_factory=dict)
    last_card: int = 0
    preferences: dict[tuple[int, Preference], bool] = field(default_factory=dict)
    asked: list[ReturnMessage] = field(default_factory=list)
    rekap_sheets: list[RekapSheet] = field(default_factory=list)
    rekap_withdrawn: dict[int, datetime] = field(default_factory=dict)
    rekap_names: list[RekapName] = field(default_factory=list)
    documents: dict[int, Document] = field(default_factory=dict)
    document_files: dict[int, DocumentFile] = field(default_factory=dict)
    wishes: dict[int, Wish] = field(default_factory=dict)
    installation: dict[str, str] = field(default_factory=lambda: {SECRET: "5e" * 32})
    office_texts: list[OfficeText] = field(default_factory=list)
    signatories: list[SignatoryVersion] = field(default_factory=list)

    def copy(self) -> Self:
        return type(self)(**{part.name: copy(getattr(self, part.name)) for part in fields(self)})

    def stored_after(self, former: Self) -> Self:
        """Return a copy as a database gives it back: what is new since `former` is made storable."""
        copy = self.copy()
        for part in fields(self):
            rows, before = getattr(copy, part.name), getattr(former, part.name)
            if isinstance(rows, dict):
                rows.update({key: _stored(row) for key, row in rows.items() if before.get(key) is not row})
            elif isinstance(rows, list):
                rows[len(before) :] = [_stored(row) for row in rows[len(before) :]]
        return copy

    def touched_since(self, former: Self) -> frozenset[str]:
        """Return the tables of a database whose rows are not those of `former`."""
        parts = (part.name for part in fields(self))
        touched = [name for name in parts if getattr(self, name) != getattr(former, name)]
        return frozenset(table for name in touched for table in _NAMED.get(name, (name,)))

    def require_person(self, *ids: int | None) -> None:
        """Do what a foreign key does. Raises NotFound."""
        _require(self.people, ids)

    def require_draft(self, *ids: int | None) -> None:
        _require(self.drafts, ids)

    def require_evidence(self, *ids: int) -> None:
        _require(self.evidence, ids)

    def require_event(self, *ids: int | None) -> None:
        _require(self.events, ids)

    def was_sent(self, evidence_id: int) -> bool:
        in_reports = any(evidence_id in event.files for event in self.events.values())
        return in_reports or any(evidence_id == sheet.evidence for sheet in self.rekap_sheets)


def _require(known: Iterable[int], ids: Iterable[int | None]) -> None:
    missing = {key for key in ids if key is not None}.difference(known)
    if missing:
        raise NotFound(missing)


def found(rows: Mapping[int, Row], number: int) -> Row:
    """Return the row with that id. Raises NotFound."""
    if number not in rows:
        raise NotFound(number)
    return rows[number]


def added(rows: dict[int, Numbered], row: Numbered) -> Numbered:
    """Store the row with the next id, and return it so."""
    stored = replace(row, id=len(rows) + 1)
    rows[stored.id] = stored
    return stored


def changed(row: Numbered, into: Numbered, names: Iterable[str]) -> Numbered:
    """Return the row with those fields of the other."""
    return replace(row, **{name: getattr(into, name) for name in names})


def check_zones(*instants: datetime) -> None:
    """Refuse what the tables refuse. Raises ValueError."""
    if any(instant.tzinfo is None for instant in instants):
        raise ValueError("an instant without a time zone")


def _stored(value: Any) -> Any:  # noqa: ANN401 - records of every kind, and what they are made of
    if isinstance(value, str) and not isinstance(value, Enum):
        return storable(value)
    if isinstance(value, Mapping):
        return {_stored(key): _stored(one) for key, one in value.items()}
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(_stored, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        kept = {name: _stored(part) for name, part in parts.items()}
        return replace(value, **kept) if kept != parts else value
    return value
