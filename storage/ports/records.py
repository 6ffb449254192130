"""What the ports hand over that is no value of the domain."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from domain.parking import is_let_alone, is_parked
from domain.people.person import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An update as it came from Telegram, before anything was done about it."""

    update_id: int
    chat_id: int
    payload: str
    """The update's JSON."""
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A process's hold on what it works on: nobody else takes it from `at` until `until`."""

    owner: str
    at: datetime
    until: datetime


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

    id: int
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
    STOPPED = "stopped"  # whoever announced it changed their mind before it went out
    RECALLED = "recalled"  # it was sent, and deleted again


class Urgency(IntEnum):
    """What goes out first while much waits."""

    ANSWER = 0  # it follows from what somebody has just done
    DUTY = 1  # reminders, lists, digests
    BULK = 2  # announcements


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line of the delivery ledger: one message to one person who has not asked for it just now.

    `about` is an id of its kind. While it is WAITING, it may be claimed from `next_try` on (None: at once),
    unless it is leased: an attempt is under way, or was cut off and may be repeated once the lease is over.
    """

    id: int
    person: int
    kind: str
    about: int
    created_at: datetime
    state: NoticeState
    urgency: Urgency = Urgency.ANSWER
    attempts: int = 0
    unsure: int = 0
    """Attempts of which nobody knows whether they arrived: the process or the line was cut meanwhile."""
    claimed_at: datetime | None = None
    leased_until: datetime | None = None
    next_try: datetime | None = None
    message_id: int | None = None
    settled_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is to be told of all lines about one thing that are in the same state."""

    lines: int = 0
    in_doubt: int = 0
    """How many of them may have arrived more often than the ledger knows (`Notice.unsure`)."""
    settled_at: datetime | None = None
    """When the last of them was settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast messages may leave: `in_all` per second over all instances, and how long a claim holds.

    To one person they leave at most one a second.
    """

    in_all: int
    lease: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A message that an admin sends to many; who gets it stands in the notices of kind "announcement".

    `entities` is the JSON of Telegram's own formatting of `text`, or "". `audience` is a key of
    `domain.announcements.audience`. The card is the admin's message that counts the progress.
    """

    id: int
    by: int
    at: datetime
    text: str
    entities: str
    audience: str
    file_id: str = ""
    file_kind: str = ""
    """"photo" or "document" where there is a file."""
    file_name: str = ""
    stopped_at: datetime | None = None
    recalled_at: datetime | None = None
    finished_at: datetime | None = None
    """When the card has said the last word about it."""
    chat_id: int | None = None
    message_id: int | None = None


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
    """Whole subjects."""
    opds: frozenset[str] = frozenset()
    """Codes of the OPD whose reports it is about: "DINKES" finds "DINKES/sakip/2026"."""
    by: frozenset[int] = frozenset()
    """Persons who made the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One item of one lane ("reminders", "person 7") that failed and was not mended yet.

    `reason` and `raw` (what could not be understood, as it came) are bounded and hold no secret.
    """

    id: int
    lane: str
    item: str
    reason: str
    raw: str
    tries: int
    first_at: datetime
    last_at: datetime
    until: datetime
    """Until when it is let alone."""
    settled_at: datetime | None = None

    @property
    def is_parked(self) -> bool:
        """Whether it failed so often that only a person can help."""
        return is_parked(self.tries)

    def is_let_alone(self, now: datetime) -> bool:
        return is_let_alone(self.last_at, self.until, now)
