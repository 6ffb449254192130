"""What waits until an instant, in memory."""

from dataclasses import replace
from datetime import datetime

from domain.forms.drafts import FileState
from domain.sequence import SHORT, TOLERANCE
from storage.ports import Notice, NoticeState, Waits
from tests.fakes.tables import Tables


class FakeWaits(Waits):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def newest(self) -> datetime | None:
        received = [
            one.received.received_at for one in self._tables.inbox.values() if one.received is not None
        ]
        return max([*received, *(one.at for one in self._tables.audit)], default=None)

    async def end_from_the_future(self, now: datetime) -> None:
        future = now + TOLERANCE
        for number, line in self._tables.notices.items():
            if line.state is NoticeState.WAITING:
                self._tables.notices[number] = _freed(line, now, future)
        for person, until in list(self._tables.paused.items()):
            if until > future:
                del self._tables.paused[person]
        for number, card in self._tables.cards.items():
            if card.busy_until is not None and card.busy_until > future:
                self._tables.cards[number] = replace(card, busy_until=None)
        for number, file in self._tables.evidence.items():
            if file.state is FileState.WAITING and file.next_try is not None and file.next_try > future:
                self._tables.evidence[number] = replace(file, next_try=now)


def _freed(line: Notice, now: datetime, future: datetime) -> Notice:
    if line.claimed_at is not None and line.claimed_at > future:
        return replace(line, leased_until=None, next_try=None, claimed_at=None)
    until = line.next_try
    if until is None or line.created_at <= future or until <= future or until - line.created_at > SHORT:
        return line
    return replace(line, next_try=now)
