"""The delivery ledger, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from storage.ports import NotFound, Notice, NoticeState, Pace, Urgency
from tests.fakes.tables import Tables

_SECOND = timedelta(seconds=1)


class FakeNotices:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(
        self, person_id: int, kind: str, about: int, at: datetime, *, urgency: Urgency = Urgency.ANSWER
    ) -> None:
        await self.add_all([person_id], kind, about, at, urgency=urgency)

    async def add_all(
        self, person_ids: Collection[int], kind: str, about: int, at: datetime, *, urgency: Urgency
    ) -> None:
        self._tables.require_person(*person_ids)
        for person_id in person_ids:
            if await self.find(person_id, kind, about) is None:
                number = len(self._tables.notices) + 1
                self._tables.notices[number] = Notice(
                    id=number,
                    person=person_id,
                    kind=kind,
                    about=about,
                    created_at=at,
                    state=NoticeState.WAITING,
                    urgency=urgency,
                )

    async def claim(self, now: datetime, limit: int, pace: Pace) -> list[Notice]:
        lately = [
            one.person
            for one in self._tables.notices.values()
            if one.claimed_at is not None and one.claimed_at > now - _SECOND
        ]
        free = min(limit, pace.in_all - len(lately))
        first: dict[int, Notice] = {}
        for one in sorted(
            self._tables.notices.values(), key=lambda one: (one.urgency, one.created_at, one.id)
        ):
            if _is_due(one, now) and one.person not in lately and not self._is_paused(one.person, now):
                first.setdefault(one.person, one)
        taken = [
            replace(one, claimed_at=now, next_try=now + pace.lease)
            for one in list(first.values())[: max(0, free)]
        ]
        for one in taken:
            self._tables.notices[one.id] = one
        return taken

    def _is_paused(self, person_id: int, now: datetime) -> bool:
        until = self._tables.paused.get(person_id)
        return until is not None and until > now

    async def get(self, notice_id: int) -> Notice:
        if notice_id not in self._tables.notices:
            raise NotFound(notice_id)
        return self._tables.notices[notice_id]

    async def find(self, person_id: int, kind: str, about: int) -> Notice | None:
        found = (one for one in await self.about(kind, about) if one.person == person_id)
        return next(found, None)

    async def about(self, kind: str, about: int) -> list[Notice]:
        return [one for one in self._tables.notices.values() if (one.kind, one.about) == (kind, about)]

    async def counts(self, kind: str, about: int) -> Mapping[NoticeState, int]:
        return Counter(one.state for one in await self.about(kind, about))

    async def stop(self, kind: str, about: int, at: datetime) -> int:
        unclaimed = [one for one in await self.about(kind, about) if _is_due(one, at)]
        for one in unclaimed:
            self._tables.notices[one.id] = replace(
                one, state=NoticeState.STOPPED, settled_at=at, next_try=None
            )
        return len(unclaimed)

    async def update(self, notice: Notice) -> None:
        stored = await self.get(notice.id)
        self._tables.notices[notice.id] = replace(
            notice,
            person=stored.person,
            kind=stored.kind,
            about=stored.about,
            created_at=stored.created_at,
            urgency=stored.urgency,
        )


def _is_due(one: Notice, now: datetime) -> bool:
    return one.state is NoticeState.WAITING and (one.next_try is None or one.next_try <= now)
