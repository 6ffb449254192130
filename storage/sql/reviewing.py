"""What stands in the reviewers' chats: the files that were sent there, and each reviewer's live card."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select

from storage.ports import Reviewing, ShownEvidence, ShownReport
from storage.sql.rows import record_of
from storage.sql.session import Session
from storage.tables.reviewing import evidence_messages, review_cards


class SqlReviewing(Reviewing):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def note_evidence(self, shown: ShownEvidence, at: datetime) -> None:
        await self._session.insert(evidence_messages, at=at, **asdict(shown))

    async def evidence_of(self, submission: int) -> list[ShownEvidence]:
        sent = select(evidence_messages).where(evidence_messages.c.submission == submission)
        rows = await self._session.rows(sent.order_by(evidence_messages.c.id))
        return [record_of(ShownEvidence, row) for row in rows]

    async def newest_evidence(self, chat_id: int) -> int:
        newest = func.max(evidence_messages.c.message_id).label("message_id")
        row = await self._session.first(select(newest).where(evidence_messages.c.chat_id == chat_id))
        return row.message_id or 0 if row is not None else 0

    async def card(self, person_id: int) -> ShownReport | None:
        row = await self._session.first(select(review_cards).where(review_cards.c.person == person_id))
        return record_of(ShownReport, row) if row is not None else None

    async def place_card(self, person_id: int, shown: ShownReport | None) -> None:
        own = review_cards.c.person == person_id
        if shown is None:
            await self._session.change(review_cards.delete().where(own))
            return
        place = asdict(shown)
        if not await self._session.change(review_cards.update().where(own).values(**place)):
            await self._session.insert_new(review_cards, [{"person": person_id, **place}])
