"""What stands on people's screens."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy.exc import DBAPIError

from storage.ports import Behind, Card, Cards, NoticeState, StorageError
from storage.ports.cards import SOMETHING_ELSE, Noted, noted
from storage.sql.encumbered import is_pin
from storage.sql.rows import columns_of, record_of
from storage.sql.session import Prepared, Session
from storage.sql.shown import REPLACED, replaced_by
from storage.tables.audit import audit
from storage.tables.cards import cards
from storage.tables.notices import notices
from storage.tables.people import people

_card = partial(record_of, Card)
_BESIDE = cards.alias("beside")
_LIVES = cards.c.fingerprint != ""
_OWN = cards.c.person == bindparam("person")
_ALL_OWN = Prepared(select(cards).where(_OWN).order_by(cards.c.id))
_NEWEST = Prepared(select(cards).where(_OWN).order_by(cards.c.shown_at.desc(), cards.c.id.desc()).limit(1))
_OF_KIND = Prepared(select(cards).where(_OWN, cards.c.kind == bindparam("kind")))
_BY_NUMBER = Prepared(select(cards).where(cards.c.id == bindparam("number")))
_HERE = Prepared(
    select(cards)
    .where(cards.c.chat_id == bindparam("chat"), cards.c.message_id == bindparam("message"))
    .order_by(cards.c.id.desc())
    .limit(1)
)
_HAS_PIN = exists().where(_BESIDE.c.person == bindparam("whose"), is_pin(_BESIDE))
_FORGET_REPLACED = Prepared(cards.delete().where(REPLACED, ~_HAS_PIN).returning(*cards.c))
_FORGET = Prepared(cards.delete().where(cards.c.id == bindparam("number")))


class SqlCards(Cards):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def show(self, card: Card) -> Card | None:
        # Two presses of one person may be handled by two instances: one note after the other.
        await self._session.lock(f"cards {card.person}")
        await self._session.knows.encumbered.learn(self._session)
        told = await self._in_place(card)
        if told is None:
            told = noted(card, await self._session.readable(_ALL_OWN, cards, _card, person=card.person))
            for number in told.gone:
                await self._session.change(_FORGET, number=number)
        for one in told.left:
            await self._change(one.id, **columns_of(one, ("kind", "fingerprint", "busy_until")))
        await self._session.add(cards, **columns_of(told.card))
        return told.former

    async def _in_place(self, card: Card) -> Noted | None:
        """Forget what this card takes the place of, where nothing of the person's is pinned.

        Return None, and do nothing, where something is, or where nothing was shown before.
        """
        try:
            rows = await self._session.rows(_FORGET_REPLACED, **replaced_by(card))
            replaced = [_card(row) for row in rows]
        except (StorageError, DBAPIError):
            raise
        except Exception as error:  # noqa: BLE001 - what was forgotten cannot be read; nothing hangs on it
            self._session.unreadable(f"a card of person {card.person}", error)
            return noted(card, ())
        return noted(card, replaced) if replaced else None

    async def newest(self, person_id: int) -> Card | None:
        row = await self._session.first(_NEWEST, person=person_id)
        return _card(row) if row is not None else None

    async def of(self, person_id: int, kind: str) -> Card | None:
        row = await self._session.first(_OF_KIND, person=person_id, kind=kind)
        return _card(row) if row is not None else None

    async def at(self, chat_id: int, message_id: int) -> Card | None:
        # A pinned message that shows something else now has an older row beside that of what it shows.
        row = await self._session.first(_HERE, chat=chat_id, message=message_id)
        return _card(row) if row is not None else None

    async def get(self, card_id: int) -> Card | None:
        row = await self._session.first(_BY_NUMBER, number=card_id)
        return _card(row) if row is not None else None

    async def leave(self, chat_id: int, message_id: int, at: datetime) -> bool:
        stands = await self.at(chat_id, message_id)
        if stands is None:
            return True
        free = (cards.c.id == stands.id) & _is_free(at)
        # Whoever begins to change it meanwhile waits for this row, and finds that it lives no more.
        if not await self._session.change(cards.update().where(free).values(fingerprint="")):
            return await self.get(stands.id) is None
        await self.show(
            replace(stands, kind=SOMETHING_ELSE, about="", shown_at=at, fingerprint="", is_pinned=False)
        )
        return True

    async def behind(self, asked: Behind) -> list[Card]:
        columns = cards.c
        newest = select(func.coalesce(func.max(audit.c.id), 0)).scalar_subquery()
        is_taken = exists().where(
            notices.c.person == columns.person,
            notices.c.kind == asked.notice,
            notices.c.about == columns.id,
            notices.c.state.in_([NoticeState.WAITING.value, NoticeState.FAILED.value]),
        )
        wanted = (
            select(cards)
            .join(people, people.c.id == columns.person)
            .where(
                _LIVES,
                columns.shown_at > asked.shown_after,
                # A clock that was set back must not let a card stand still until it has caught up.
                _is_no_later(columns.edited_at, asked.edited_before) | (columns.edited_at > asked.now),
                (columns.seen < newest)
                | _is_no_later(columns.looked_at, asked.looked_before)
                | (columns.looked_at > asked.now),
                people.c.unreachable.is_(None),
                ~is_taken,
            )
            .order_by(columns.shown_at, columns.id)
        )
        return await self._session.readable(wanted, cards, _card)

    async def alive(self, shown_after: datetime) -> list[Card]:
        living = (
            select(cards)
            .join(people, people.c.id == cards.c.person)
            .where(_LIVES, cards.c.shown_at > shown_after, people.c.unreachable.is_(None))
            .order_by(cards.c.shown_at, cards.c.id)
        )
        return await self._session.readable(living, cards, _card)

    async def oldest_pin(self) -> datetime | None:
        at = cards.c.shown_at
        first = select(func.min(at, type_=at.type).label("at")).where(cards.c.is_pinned)
        shown: datetime | None = (await self._session.rows(first))[0].at
        return shown

    async def overdue_pins(self, shown_before: datetime) -> list[Card]:
        old = select(cards).where(cards.c.is_pinned, cards.c.shown_at <= shown_before)
        return await self._session.readable(old.order_by(cards.c.shown_at, cards.c.id), cards, _card)

    async def looked(self, card_id: int, seen: int, at: datetime) -> None:
        await self._change(card_id, seen=seen, looked_at=at)

    async def begin(self, card_id: int, now: datetime, until: datetime) -> bool:
        free = (cards.c.id == card_id) & _LIVES & _is_free(now)
        return bool(await self._session.change(cards.update().where(free).values(busy_until=until)))

    async def edited(self, card_id: int, fingerprint: str, seen: int, at: datetime) -> None:
        await self._change(
            card_id, fingerprint=fingerprint, seen=seen, looked_at=at, edited_at=at, busy_until=None
        )

    async def release(self, card_id: int) -> None:
        await self._change(card_id, busy_until=None)

    async def stop(self, card_id: int) -> None:
        await self._change(card_id, fingerprint="", busy_until=None)

    async def pin(self, card_id: int, *, is_pinned: bool) -> None:
        self._session.knows.encumbered.pins_change()
        await self._change(card_id, is_pinned=is_pinned)

    async def _change(self, card_id: int, **values: object) -> None:
        """Change a card that may have been replaced meanwhile; then it is nothing to anybody."""
        await self._session.change_if_there(cards, card_id, **values)


def _is_free(now: datetime) -> ColumnElement[bool]:
    return _is_no_later(cards.c.busy_until, now)


def _is_no_later(column: ColumnElement[datetime | None], than: datetime) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= than)
