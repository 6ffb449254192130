"""Messages that wait to be sent, in memory."""

from dataclasses import replace
from datetime import datetime

from storage.ports import NotFound, Notice, NoticeState
from tests.fakes.tables import Tables


class FakeNotices:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, person_id: int, kind: str, about: int, at: datetime) -> None:
        self._tables.require_person(person_id)
        queued = {(one.person, one.kind, one.about) for one in self._tables.notices.values()}
        if (person_id, kind, about) in queued:
            return
        number = len(self._tables.notices) + 1
        self._tables.notices[number] = Notice(
            id=number,
            person=person_id,
            kind=kind,
            about=about,
            created_at=at,
            state=NoticeState.WAITING,
        )

    async def due(self, now: datetime, limit: int) -> list[Notice]:
        waiting = [
            one
            for one in self._tables.notices.values()
            if one.state is NoticeState.WAITING and (one.next_try is None or one.next_try <= now)
        ]
        return sorted(waiting, key=lambda one: (one.created_at, one.id))[:limit]

    async def update(self, notice: Notice) -> None:
        stored = self._tables.notices.get(notice.id)
        if stored is None:
            raise NotFound(notice.id)
        self._tables.notices[notice.id] = replace(
            stored,
            state=notice.state,
            attempts=notice.attempts,
            next_try=notice.next_try,
            message_id=notice.message_id,
            settled_at=notice.settled_at,
            reason=notice.reason,
        )
