"""What stands in the reviewers' chats, in memory."""

from datetime import datetime

from storage.ports import Reviewing, ShownEvidence, ShownReport
from tests.fakes.tables import Tables, check_zones


class FakeReviewing(Reviewing):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def note_evidence(self, shown: ShownEvidence, at: datetime) -> None:
        check_zones(at)
        self._tables.require_event(shown.submission)
        self._tables.require_evidence(shown.evidence)
        self._tables.require_person(shown.person)
        self._tables.shown_evidence.append(shown)

    async def evidence_of(self, submission: int) -> list[ShownEvidence]:
        return [one for one in self._tables.shown_evidence if one.submission == submission]

    async def newest_evidence(self, chat_id: int) -> int:
        sent = (one.message_id for one in self._tables.shown_evidence if one.chat_id == chat_id)
        return max(sent, default=0)

    async def card(self, person_id: int) -> ShownReport | None:
        return self._tables.review_cards.get(person_id)

    async def place_card(self, person_id: int, shown: ShownReport | None) -> None:
        self._tables.review_cards.pop(person_id, None)
        if shown is not None:
            self._tables.require_person(person_id)
            self._tables.require_event(shown.submission)
            self._tables.review_cards[person_id] = shown
