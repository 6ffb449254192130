"""A draft is the conversation: one unfinished report or task, held by at most one person at a time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.files.foreign import Mark
from domain.forms.form import Place
from domain.keys import IndicatorKey

MOST_FILES = 10
BIGGEST_FILE = 20 * 1024 * 1024
"""Bytes. Telegram lets a bot download no more than 20 MB (Bot API, getFile)."""


class DraftStatus(StrEnum):
    OPEN = "open"
    CANCELLED = "cancelled"
    SENT = "sent"


class Aside(StrEnum):
    """How it came that nobody holds a draft although nobody ended it: its holder turned to something else."""

    LEFT = "left"  # its card still shows the buttons of a draft that is held
    SAID = "said"  # its card says so and offers to go on, or has become something else


class FileState(StrEnum):
    WAITING = "waiting"  # named by Telegram, not yet downloaded
    STORED = "stored"
    REFUSED = "refused"  # downloaded, and its content is not what may be sent
    LOST = "lost"  # could not be downloaded after all retries


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One file that proves a report. `kind` is "photo" or "document"; sizes in bytes."""

    id: int
    draft: int
    opd: str
    file_id: str
    unique_id: str
    kind: str
    name: str
    size: int
    added_by: int
    added_at: datetime
    state: FileState = FileState.WAITING
    sha256: str = ""
    problem: str = ""
    """Why it cannot be used: a Fault, or a word of the conversation that read it; empty: nothing is wrong."""
    attempts: int = 0
    next_try: datetime | None = None
    marks: frozenset[Mark] = frozenset()
    """What whoever opens it has to know."""
    renamed: bool = False
    """Whether Telegram has it under another name than ours, so that it is handed out from the store."""

    @property
    def is_usable(self) -> bool:
        return not self.problem and self.state in (FileState.WAITING, FileState.STORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`version` grows with every change, so that of two answers racing only one can win."""

    id: int
    form: str
    """Which guided conversation this is: an indicator's key for its report or evaluation, or another form."""
    indicator: IndicatorKey | None
    opd: str | None
    year: int
    place: Place
    version: int
    status: DraftStatus
    holder: int | None
    """The person who is being asked now; None while it is put aside."""
    touched_by: int
    touched_at: datetime
    chat_id: int | None = None
    message_id: int | None = None
    """The card that shows this draft, if one was sent."""
    files: tuple[Evidence, ...] = ()
    subject: str = ""
    """What a conversation that is no report is about, in that form's own words (an id, a code)."""
    only: tuple[str, ...] = ()
    """Questions to ask again, when a returned report is repaired; empty: all."""
    repairs: int | None = None
    """The id of the submission that was returned and is being repaired."""
    aside: Aside | None = None
    """Set when its holder let go of it for something else, until somebody holds it again."""

    @property
    def usable_files(self) -> tuple[Evidence, ...]:
        """The files that prove something: stored, or on their way and not refused so far."""
        return tuple(file for file in self.files if file.is_usable)
