"""What was handed over: the documents, whom they go to, and their files."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from domain.documents.said import Said
from domain.documents.stamp import Stamp
from domain.documents.wanted import Wanted
from storage.ports.evidence import EvidenceStore


class DocumentState(StrEnum):
    ASKED = "asked"
    """It is to be made, or is just being made."""
    MADE = "made"
    FAILED = "failed"
    """It could not be made; asked for again it is another document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document. What it says, `said`, is kept for good: it is what its code is checked by.

    `seen` is the newest entry of the audit trail when it was asked for, and `day` that day in WIB: whoever
    wants the same in the same state on the same day is given the same document.
    """

    id: int
    wanted: Wanted
    seen: int
    day: date
    asked_at: datetime
    state: DocumentState = DocumentState.ASKED
    attempts: int = 0
    """How often its making was begun: it tells one attempt from the next."""
    leased_until: datetime | None = None
    """Until then somebody is at it."""
    made_at: datetime | None = None
    stamp: Stamp | None = None
    """None until it is made."""
    said: tuple[Said, ...] = ()
    caption: str = ""
    """What stands below each of its files (HTML)."""
    reason: str = ""
    """Why it could not be made, for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """One file of a document; `part` is counted from 1."""

    id: int = 0
    document: int = 0
    part: int
    name: str
    sha256: str
    size: int
    file_id: str = ""
    """What Telegram knows it by, once it was sent."""
    dropped_at: datetime | None = None
    """Since when its bytes are not kept any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody who waits for a document, or has it: the message in that chat that is to become the file."""

    id: int = 0
    document: int
    person: int
    chat_id: int
    asked_at: datetime
    message_id: int | None = None
    """Where "Sedang disiapkan" stands; None until it was said, or where nothing was."""
    sent: int = 0
    """How many parts have come."""
    settled_at: datetime | None = None
    """When all had come, or it was said that none will."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of making a document."""

    stamp: Stamp
    said: tuple[Said, ...]
    caption: str
    files: Sequence[DocumentFile]


CHANGING_WISH = ("message_id", "sent", "settled_at")
"""What becomes of a wish."""


class Documents(Protocol):
    """What is handed over. None of it is in the audit trail: nothing of the city changes by it."""

    async def ask(self, wanted: Wanted, *, seen: int, day: date, at: datetime) -> Document:
        """Return the document that this is: the one of that state and day, unless it FAILED, else a new one.

        Two who ask at the same moment get the same.
        """

    async def get(self, document_id: int) -> Document:
        """Raises NotFound."""

    async def lock(self, document_id: int) -> None:
        """Wait until no other unit of work looks for who waits for it, or says that somebody does."""

    async def due(self, now: datetime, limit: int) -> list[Document]:
        """Return what is ASKED and nobody is at, oldest first."""

    async def next_due(self) -> datetime | None:
        """Return when the first that is ASKED is or was in nobody's hands; None: none is."""

    async def begin(self, document_id: int, now: datetime, until: datetime) -> Document | None:
        """Begin to make it, until then; return it as it is now, or None where it is made, or in hand."""

    async def hold(self, document: Document, until: datetime) -> None:
        """Go on with an attempt for longer. Raises Stale where another has begun since, or it is over."""

    async def made(self, document: Document, made: Made, at: datetime) -> Document:
        """End the attempt: it is MADE. Raises Stale as `hold`."""

    async def failed(self, document: Document, reason: str, at: datetime) -> Document:
        """End the attempt: it is FAILED. Raises Stale as `hold`."""

    async def files(self, document_id: int) -> list[DocumentFile]:
        """Return its files in the order of their parts."""

    async def file(self, file_id: int) -> DocumentFile:
        """Raises NotFound."""

    async def known_as(self, file_id: int, telegram: str) -> None:
        """Note what Telegram knows a file by, "" for what it knows no more. Raises NotFound."""

    async def wish(self, wish: Wish) -> Wish:
        """Note that somebody waits for a document; return it with its id. Raises NotFound."""

    async def get_wish(self, wish_id: int) -> Wish:
        """Raises NotFound."""

    async def newest_wish(self, document_id: int, person_id: int) -> Wish | None:
        """Return what that person wished last of it."""

    async def wishes(self, document_id: int) -> list[Wish]:
        """Return those that are not settled, oldest first."""

    async def unplaced(self, asked_before: datetime) -> list[Wish]:
        """Return the wishes for what is not ASKED any more that were never placed, and are so old."""

    async def update_wish(self, wish: Wish) -> None:
        """Store what is CHANGING_WISH. Raises NotFound."""

    async def old_contents(self, made_before: datetime, limit: int) -> list[str]:
        """Return the SHA-256 of kept bytes that only documents made before that have, oldest first."""

    async def drop(self, sha256: str, at: datetime) -> None:
        """Note that these bytes are not kept any more."""


class PaperStore(EvidenceStore, Protocol):
    """The bytes of what is handed over, by their SHA-256."""

    def workplace(self) -> AbstractAsyncContextManager[Path]:
        """Give an empty folder to make files in, which is gone afterwards. Raises Unavailable."""

    async def take(self, file: Path) -> str:
        """Move a file from a workplace in, durably, and return its SHA-256 in hex. Raises Unavailable."""

    async def find(self, sha256: str) -> Path:
        """Return where the bytes can be read bit by bit. Raises NotFound."""

    async def remove(self, sha256: str) -> None:
        """Let go of the bytes; where they are gone nothing happens. Raises NotFound for no SHA-256."""
