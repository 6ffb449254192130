"""What the ports hand over that is no value of the domain."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.people import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An update as it came from Telegram, before anything was done about it."""

    update_id: int
    chat_id: int
    payload: str
    """The update's JSON."""
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An open door for one person. Only the token's SHA-256 is stored."""

    id: int
    token_hash: str
    grant: Grant
    created_by: int | None
    """None: made on the command line."""
    created_at: datetime
    expires_at: datetime
    used_by: int | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value of one key of a year, as it was set."""

    year: int
    key: str
    value: str
    by: int | None
    at: datetime
    legal_basis: str


class NoticeState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message that somebody is to get without having asked just now; `about` is an id of its kind."""

    id: int
    person: int
    kind: str
    about: int
    created_at: datetime
    state: NoticeState
    attempts: int = 0
    next_try: datetime | None = None
    message_id: int | None = None
    settled_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One link of the audit chain; `before` and `after` are JSON."""

    id: int
    at: datetime
    by: int | None
    kind: str
    subject: str
    before: str
    after: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSearch:
    """What to look for in the audit trail; an entry that fits any of it is found."""

    text: str = ""
    """Part of kind, subject, before or after, in any case."""
    kinds: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    """Whole subjects, or their first part: "DINKES" finds "DINKES/sakip/2026"."""
    by: frozenset[int] = frozenset()
    """Persons who made the change."""
