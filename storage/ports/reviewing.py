"""What stands in the reviewers' chats: whose papers were sent there, and where the live card is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvidence:
    """A file of a submission as a message in somebody's chat; `person` is who had it sent there."""

    submission: int
    evidence: int
    person: int
    chat_id: int
    message_id: int
    about: int = 1
    """How many files its caption speaks for: 1 its own, more for an album, 0 where another one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """The one message in a reviewer's chat on which a report can be decided, or was just now."""

    submission: int
    chat_id: int
    message_id: int


class Reviewing(Protocol):
    """Not history: it says what stands in the chats, so that no verdict stands over another OPD's papers."""

    async def note_evidence(self, shown: ShownEvidence, at: datetime) -> None: ...

    async def evidence_of(self, submission: int) -> list[ShownEvidence]:
        """Return what was sent of that submission, in everybody's chats, oldest first."""

    async def newest_evidence(self, chat_id: int) -> int:
        """Return the id of the newest message with a file in that chat, 0 without any."""

    async def card(self, person_id: int) -> ShownReport | None: ...

    async def place_card(self, person_id: int, shown: ShownReport | None) -> None:
        """Remember where a person's live card is; None: there is none any more."""
