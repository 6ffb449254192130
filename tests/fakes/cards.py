"""What stands on people's screens, in memory."""

from dataclasses import replace
from datetime import datetime

from storage.ports import Behind, Card, Cards, NoticeState
from storage.ports.cards import SOMETHING_ELSE, noted
from tests.fakes.tables import Tables, check_zones


class FakeCards(Cards):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def show(self, card: Card) -> Card | None:
        return self.show_now(card)

    def show_now(self, card: Card) -> Card | None:
        check_zones(card.shown_at)
        self._tables.require_person(card.person)
        own = [one for one in self._tables.cards.values() if one.person == card.person]
        told = noted(card, own)
        self._tables.last_card += 1
        for gone in told.gone:
            del self._tables.cards[gone]
        self._tables.cards.update({one.id: one for one in told.left})
        number = self._tables.last_card
        self._tables.cards[number] = replace(told.card, id=number)
        return told.former

    async def newest(self, person_id: int) -> Card | None:
        own = [one for one in self._tables.cards.values() if one.person == person_id]
        return max(own, key=lambda one: (one.shown_at, one.id), default=None)

    async def of(self, person_id: int, kind: str) -> Card | None:
        own = (one for one in self._tables.cards.values() if (one.person, one.kind) == (person_id, kind))
        return next(own, None)

    async def at(self, chat_id: int, message_id: int) -> Card | None:
        place = chat_id, message_id
        its = (one for one in self._tables.cards.values() if (one.chat_id, one.message_id) == place)
        return max(its, key=lambda one: one.id, default=None)

    async def get(self, card_id: int) -> Card | None:
        return self._tables.cards.get(card_id)

    async def leave(self, chat_id: int, message_id: int, at: datetime) -> bool:
        stands = await self.at(chat_id, message_id)
        if stands is None:
            return True
        if not _is_free(stands, at):
            return False
        await self.show(
            replace(stands, kind=SOMETHING_ELSE, about="", shown_at=at, fingerprint="", is_pinned=False)
        )
        return True

    async def behind(self, asked: Behind) -> list[Card]:
        found = [one for one in self._tables.cards.values() if self._is_behind(one, asked)]
        return sorted(found, key=lambda one: (one.shown_at, one.id))

    def _is_behind(self, card: Card, asked: Behind) -> bool:
        newest = self._tables.audit[-1].id if self._tables.audit else 0
        taken = {
            (line.person, line.kind, line.about)
            for line in self._tables.notices.values()
            if line.state in (NoticeState.WAITING, NoticeState.FAILED)
        }
        return (
            bool(card.fingerprint)
            and card.shown_at > asked.shown_after
            and _is_over(card.edited_at, asked.edited_before, asked.now)
            and (card.seen < newest or _is_over(card.looked_at, asked.looked_before, asked.now))
            and self._tables.people[card.person].unreachable is None
            and (card.person, asked.notice, card.id) not in taken
        )

    async def alive(self, shown_after: datetime) -> list[Card]:
        living = [
            one
            for one in self._tables.cards.values()
            if one.fingerprint
            and one.shown_at > shown_after
            and self._tables.people[one.person].unreachable is None
        ]
        return sorted(living, key=lambda one: (one.shown_at, one.id))

    async def oldest_pin(self) -> datetime | None:
        pinned = [one.shown_at for one in self._tables.cards.values() if one.is_pinned]
        return min(pinned, default=None)

    async def overdue_pins(self, shown_before: datetime) -> list[Card]:
        old = [one for one in self._tables.cards.values() if one.is_pinned and one.shown_at <= shown_before]
        return sorted(old, key=lambda one: (one.shown_at, one.id))

    async def looked(self, card_id: int, seen: int, at: datetime) -> None:
        self._change(card_id, seen=seen, looked_at=at)

    async def begin(self, card_id: int, now: datetime, until: datetime) -> bool:
        card = await self.get(card_id)
        if card is None or not card.fingerprint or not _is_free(card, now):
            return False
        self._change(card_id, busy_until=until)
        return True

    async def edited(self, card_id: int, fingerprint: str, seen: int, at: datetime) -> None:
        self._change(card_id, fingerprint=fingerprint, seen=seen, looked_at=at, edited_at=at, busy_until=None)

    async def release(self, card_id: int) -> None:
        self._change(card_id, busy_until=None)

    async def stop(self, card_id: int) -> None:
        self._change(card_id, fingerprint="", busy_until=None)

    async def pin(self, card_id: int, *, is_pinned: bool) -> None:
        self._change(card_id, is_pinned=is_pinned)

    def _change(self, card_id: int, **values: object) -> None:
        if card_id in self._tables.cards:
            self._tables.cards[card_id] = replace(self._tables.cards[card_id], **values)  # type: ignore[arg-type] # fields of a card


def _is_free(card: Card, now: datetime) -> bool:
    return card.busy_until is None or card.busy_until <= now


def _is_over(at: datetime | None, before: datetime, now: datetime) -> bool:
    return at is None or at <= before or at > now
