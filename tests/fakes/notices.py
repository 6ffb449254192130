"""The delivery ledger, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage.ports import Backlog, Notice, Notices, NoticeState, Pace, Stale, Tally
from storage.ports.notices import AGAIN, CHANGING, UNTRIED, Claimed
from tests.fakes.tables import Tables, added, changed, found

_SECOND = timedelta(seconds=1)


class FakeNotices(Notices):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def _queue(self, lines: Sequence[Notice]) -> None:
        self._tables.require_person(*(line.person for line in lines))
        queued = {_what(line) for line in self._tables.notices.values()}
        for line in lines:
            if _what(line) not in queued:
                queued.add(_what(added(self._tables.notices, line)))

    async def _queue_again(self, person_id: int, kind: str, about: int, at: datetime) -> None:
        line = await self.find(person_id, kind, about)
        if line is not None and line.state in AGAIN:
            self._tables.notices[line.id] = replace(
                line,
                state=NoticeState.WAITING,
                created_at=at,
                **UNTRIED,
            )

    async def claim_some(self, now: datetime, pace: Pace, most: int, *, but: Collection[int] = ()) -> Claimed:
        lately = {
            one.person: one.claimed_at
            for one in self._tables.notices.values()
            if one.claimed_at is not None and abs(now - one.claimed_at) < _SECOND
        }
        if len(lately) >= pace.in_all:
            return Claimed(full_until=min(lately.values()) + _SECOND)
        due = [one for one in self._due(now) if one.person not in lately and one.id not in but]
        first = dict[int, Notice]()
        for one in sorted(due, key=lambda one: (one.urgency, one.created_at, one.id)):
            first.setdefault(one.person, one)
        chosen = list(first.values())[: min(most, pace.in_all - len(lately))]
        for one in chosen:
            self._tables.notices[one.id] = replace(
                one,
                attempts=one.attempts + 1,
                unsure=one.unsure + 1,
                claimed_at=now,
                leased_until=now + pace.lease,
            )
        return Claimed(tuple(self._tables.notices[one.id] for one in chosen))

    def _due(self, now: datetime) -> list[Notice]:
        return [
            one
            for one in self._tables.notices.values()
            if _is_free(one, now)
            and (one.next_try is None or one.next_try <= now)
            and not self._is_paused(one.person, now)
        ]

    async def backlog(self, now: datetime) -> Backlog:
        due = self._due(now)
        return Backlog(len(due), min((one.next_try or one.created_at for one in due), default=None))

    async def by_state(self) -> Mapping[NoticeState, int]:
        return Counter(one.state for one in self._tables.notices.values())

    async def next_due(self) -> datetime | None:
        waiting = [one for one in self._tables.notices.values() if one.state is NoticeState.WAITING]
        return min((self._free_from(one) for one in waiting), default=None)

    def _free_from(self, one: Notice) -> datetime:
        held = (one.next_try, one.leased_until, self._tables.paused.get(one.person))
        return max((at for at in held if at is not None), default=datetime.min.replace(tzinfo=UTC))

    def _is_paused(self, person_id: int, now: datetime) -> bool:
        until = self._tables.paused.get(person_id)
        return until is not None and until > now

    async def get(self, notice_id: int) -> Notice:
        return found(self._tables.notices, notice_id)

    async def find(self, person_id: int, kind: str, about: int) -> Notice | None:
        its = (one for one in await self.about(kind, about) if one.person == person_id)
        return next(its, None)

    async def about(
        self, kind: str, about: int, *, states: Collection[NoticeState] = tuple(NoticeState)
    ) -> list[Notice]:
        of_it = (one for one in self._tables.notices.values() if (one.kind, one.about) == (kind, about))
        return [one for one in of_it if one.state in states]

    async def tally(self, kind: str, about: int) -> Mapping[NoticeState, Tally]:
        told = {}
        for state in {one.state for one in await self.about(kind, about)}:
            lines = await self.about(kind, about, states=[state])
            told[state] = Tally(
                lines=len(lines),
                in_doubt=sum(one.unsure > 0 for one in lines),
                settled_at=max((one.settled_at for one in lines if one.settled_at), default=None),
            )
        return told

    async def stop(self, kind: str, about: int, at: datetime) -> int:
        free = [one for one in await self.about(kind, about) if _is_free(one, at)]
        for one in free:
            self._tables.notices[one.id] = replace(
                one, state=NoticeState.STOPPED, settled_at=at, leased_until=None, next_try=None
            )
        return len(free)

    async def forget(self, before: datetime, *, but: Collection[str]) -> int:
        old = [
            number
            for number, one in self._tables.notices.items()
            if one.state is not NoticeState.WAITING
            and one.settled_at is not None
            and one.settled_at < before
            and one.kind not in but
        ]
        for number in old:
            del self._tables.notices[number]
        return len(old)

    async def update(self, notice: Notice) -> None:
        stored = await self.get(notice.id)
        if stored.attempts != notice.attempts:
            raise Stale(f"attempt {notice.attempts} was followed by {stored.attempts}")
        self._tables.notices[notice.id] = changed(stored, notice, CHANGING)


def _what(line: Notice) -> tuple[int, str, int]:
    return line.person, line.kind, line.about


def _is_free(one: Notice, now: datetime) -> bool:
    """Return whether it waits and nobody has it in hand."""
    return one.state is NoticeState.WAITING and (one.leased_until is None or one.leased_until <= now)
