"""What is kept of somebody beside their own row, in memory."""

from dataclasses import replace
from datetime import datetime

from domain.people.person import Person
from storage.ports import NoticeState
from storage.ports.traces import NOBODY, Traces
from tests.fakes.tables import Tables


class FakeTraces(Traces):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def forget(self, person: Person, at: datetime) -> None:
        tables, chat, own = self._tables, person.telegram_id, person.id
        tables.cards = {key: one for key, one in tables.cards.items() if one.person != own}
        tables.wishes = {key: one for key, one in tables.wishes.items() if one.person != own}
        tables.shown_evidence = [one for one in tables.shown_evidence if one.person != own]
        tables.review_cards.pop(own, None)
        tables.subscriptions = {key: one for key, one in tables.subscriptions.items() if one.person != own}
        tables.preferences = {key: one for key, one in tables.preferences.items() if key[0] != own}
        for number, row in tables.inbox.items():
            if row.received is None or row.finished_at is None:
                continue
            if person.name in row.received.payload or str(chat) in row.received.payload:
                tables.inbox[number] = replace(row, received=replace(row.received, payload=""))
        self._forget_chat(chat)
        for key, notice in tables.notices.items():
            if notice.person == own and notice.state is NoticeState.WAITING:
                stopped = replace(
                    notice, state=NoticeState.STOPPED, settled_at=at, next_try=None, reason=NOBODY
                )
                tables.notices[key] = stopped
        tables.people[own] = replace(tables.people[own], unreachable=None, unreachable_since=None)

    def _forget_chat(self, chat: int) -> None:
        tables = self._tables
        for number, row in list(tables.inbox.items()):
            if row.received is not None and row.received.chat_id == chat and row.finished_at is not None:
                del tables.inbox[number]
        for key, draft in tables.drafts.items():
            if draft.chat_id == chat:
                tables.drafts[key] = replace(draft, chat_id=None, message_id=None)
        for number, told in tables.announcements.items():
            if told.chat_id == chat:
                tables.announcements[number] = replace(told, chat_id=None, message_id=None)
        for number, trouble in tables.troubles.items():
            if str(chat) in trouble.raw:
                tables.troubles[number] = replace(trouble, raw="")
