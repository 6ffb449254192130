"""What is kept of somebody beside their own row, taken out of the tables that hold chats and raw updates."""

from datetime import datetime

from sqlalchemy import or_

from domain.people.person import Person
from storage.ports import NoticeState
from storage.ports.traces import NOBODY, Traces
from storage.sql.session import Session
from storage.tables.announcements import announcements
from storage.tables.cards import cards
from storage.tables.documents import document_wishes
from storage.tables.drafts import drafts
from storage.tables.inbox import inbox
from storage.tables.notices import notices
from storage.tables.people import people, preferences
from storage.tables.reviewing import evidence_messages, review_cards
from storage.tables.subscriptions import subscriptions
from storage.tables.troubles import troubles

_NOWHERE = {"chat_id": None, "message_id": None}


class SqlTraces(Traces):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def forget(self, person: Person, at: datetime) -> None:
        change, chat, own = self._session.change, person.telegram_id, person.id
        for table in (cards, document_wishes, evidence_messages, review_cards, subscriptions, preferences):
            await change(table.delete().where(table.c.person == own))
        await change(inbox.delete().where(inbox.c.chat_id == chat, inbox.c.finished_at.is_not(None)))
        # An admin's press brings along what stood in the message, where that was a list of people.
        named = or_(
            inbox.c.payload.contains(person.name, autoescape=True), inbox.c.payload.contains(str(chat))
        )
        await change(inbox.update().where(inbox.c.finished_at.is_not(None), named).values(payload=""))
        self._session.knows.drafts.forget_all()
        for table in (drafts, announcements):
            await change(table.update().where(table.c.chat_id == chat).values(_NOWHERE))
        raw = troubles.c.raw.contains(str(chat), autoescape=True)
        await change(troubles.update().where(raw).values(raw=""))
        waits = notices.c.state == NoticeState.WAITING.value
        stopped = {"state": NoticeState.STOPPED.value, "settled_at": at, "next_try": None, "reason": NOBODY}
        await change(notices.update().where(notices.c.person == own, waits).values(stopped))
        still = {"unreachable": None, "unreachable_since": None}
        await change(people.update().where(people.c.id == own).values(still))
