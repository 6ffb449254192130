"""The ledger of reminders. What a reminder named is kept as JSON: nothing is ever looked for inside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import func, or_, select

from domain.indicators import key_of
from domain.language.dates import WIB
from domain.reminders.planned import Item, Reminded, Why
from storage.ports import Reminders
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Session
from storage.tables.reminders import reminders


class SqlReminders(Reminders):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def lock(self) -> None:
        await self._session.lock("reminders")

    async def get(self, reminder_id: int) -> Reminded:
        return _reminded(await self._session.by_id(reminders, reminder_id))

    async def since(self, day: date, people: Collection[int] | None = None) -> list[Reminded]:
        midnight = datetime.combine(day, time.min, tzinfo=WIB)
        recent = or_(reminders.c.day >= day, reminders.c.again_at >= midnight)
        lines = select(reminders).where(recent).order_by(reminders.c.id)
        if people is not None:
            lines = lines.where(reminders.c.person.in_(people))
        return await self._session.readable(lines, reminders, _reminded)

    async def next_again(self, now: datetime) -> datetime | None:
        at = reminders.c.again_at
        first = select(func.min(at, type_=at.type).label("at")).where(at > now)
        again: datetime | None = (await self._session.rows(first))[0].at
        return again

    async def wanted_again(self, after: datetime, until: datetime) -> set[int]:
        at = reminders.c.again_at
        rows = await self._session.rows(select(reminders.c.person).where(at > after, at <= until))
        return {row.person for row in rows}

    async def told_on(self, day: date) -> set[int]:
        rows = await self._session.rows(select(reminders.c.person).where(reminders.c.day == day))
        return {row.person for row in rows}

    async def of(self, person_id: int, limit: int) -> list[Reminded]:
        lines = (
            select(reminders)
            .where(reminders.c.person == person_id)
            .order_by(reminders.c.id.desc())
            .limit(limit)
        )
        return await self._session.readable(lines, reminders, _reminded)

    async def drop(self, reminder_id: int) -> None:
        await self._session.change(reminders.delete().where(reminders.c.id == reminder_id))

    async def snooze(self, reminder_id: int, until: datetime | None) -> None:
        await self._session.change_one(reminders, reminder_id, again_at=until)

    async def _store(self, line: Reminded) -> Reminded:
        new = columns_of(line, items=[_as_json(item) for item in line.items])
        return replace(line, id=await self._session.insert(reminders, **new))


def _as_json(item: Item) -> Mapping[str, object]:
    return {
        "opd": item.opd,
        "indicator": str(item.indicator),
        "year": item.year,
        "due": item.due.isoformat() if item.due is not None else None,
        "step": item.step,
        "returned": item.returned,
    }


def _reminded(row: AnyRow) -> Reminded:
    return record_of(Reminded, row, why=Why(row.why), items=_items(row.items))


def _items(stored: Sequence[Mapping[str, object]]) -> tuple[Item, ...]:
    return tuple(
        Item(
            opd=str(one["opd"]),
            indicator=key_of(str(one["indicator"])),
            year=int(str(one["year"])),
            due=datetime.fromisoformat(str(one["due"])) if one["due"] is not None else None,
            step=int(str(one["step"])) if one["step"] is not None else None,
            returned=bool(one["returned"]),
        )
        for one in stored
    )
