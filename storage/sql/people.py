"""People, and their roles as events: what somebody may do now is read from what was given and ended."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, true

from domain.people.person import Grant, Person, Role, Unreachable
from domain.sequence import not_before
from storage.ports import NotFound
from storage.sql import audit_notes
from storage.sql.audit import SqlAudit
from storage.sql.session import AnyRow, Session
from storage.tables.people import people, role_events


class SqlPeople:
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def by_telegram_id(self, telegram_id: int) -> Person | None:
        row = await self._session.first(select(people).where(people.c.telegram_id == telegram_id))
        return None if row is None else (await self._with_grants([row]))[0]

    async def get(self, person_id: int) -> Person:
        row = await self._session.by_id(people, person_id)
        return (await self._with_grants([row]))[0]

    async def everyone(self) -> list[Person]:
        in_order = select(people).order_by(people.c.id)
        return await self._with_grants(await self._session.readable(in_order, people, _checked))

    async def add(self, telegram_id: int, name: str, at: datetime) -> Person:
        number = await self._session.insert(people, telegram_id=telegram_id, name=name, added_at=at)
        person = Person(number, telegram_id, name)
        self._audit.note(audit_notes.person_added(person, at=at))
        return person

    async def rename(self, person_id: int, name: str) -> None:
        await self._set(person_id, name=name)

    async def grant(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        if await self._record(person_id, grant, given=True, by=by, at=at):
            self._audit.note(audit_notes.role_granted(person_id, grant, by=by, at=at))

    async def end(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        if await self._record(person_id, grant, given=False, by=by, at=at):
            self._audit.note(audit_notes.role_ended(person_id, grant, by=by, at=at))

    async def unreachable(self, person_id: int, why: Unreachable | None, at: datetime) -> None:
        person = await self.get(person_id)
        if person.unreachable is not why:
            await self._set(
                person_id,
                unreachable=why.value if why is not None else None,
                unreachable_since=at if why is not None else None,
            )

    async def pause(self, person_id: int, until: datetime) -> None:
        await self._session.by_id(people, person_id)
        await self._pause(people.c.id == person_id, until)

    async def pause_all(self, until: datetime) -> None:
        # Two at once might take the same rows in different orders, and wait for each other.
        await self._session.lock("people.pause_all")
        await self._pause(true(), until)

    async def _pause(self, whom: ColumnElement[bool], until: datetime) -> None:
        ends_sooner = or_(people.c.paused_until.is_(None), people.c.paused_until < until)
        await self._session.change(people.update().where(whom, ends_sooner).values(paused_until=until))

    async def _set(self, person_id: int, **values: object) -> None:
        if not await self._session.change(people.update().where(people.c.id == person_id).values(**values)):
            raise NotFound(person_id)

    async def _record(
        self, person_id: int, grant: Grant, *, given: bool, by: int | None, at: datetime
    ) -> bool:
        """Return whether there was something to give or to end."""
        person = await self.get(person_id)
        if (grant in person.grants) == given:
            return False
        latest = select(func.max(role_events.c.at).label("at")).where(role_events.c.person == person_id)
        row = await self._session.first(latest)
        at = not_before(at, row.at if row is not None else None)
        await self._session.insert(
            role_events,
            person=person_id,
            role=grant.role.value,
            unit=grant.unit,
            given=given,
            by_person=by,
            at=at,
        )
        return True

    async def _with_grants(self, rows: Collection[AnyRow]) -> list[Person]:
        history = select(role_events).order_by(role_events.c.id)
        if len(rows) == 1:
            history = history.where(role_events.c.person.in_([row.id for row in rows]))
        last: dict[int, dict[Grant, bool]] = {row.id: {} for row in rows}
        for person, grant, given in await self._session.readable(history, role_events, _grant):
            last.setdefault(person, {})[grant] = given
        return [
            Person(
                row.id,
                row.telegram_id,
                row.name,
                frozenset(g for g, given in last[row.id].items() if given),
                Unreachable(row.unreachable) if row.unreachable is not None else None,
                row.unreachable_since,
            )
            for row in rows
        ]


def _checked(row: AnyRow) -> AnyRow:
    """Return the row of a person. Raises ValueError for one that this program cannot understand."""
    if row.unreachable is not None:
        Unreachable(row.unreachable)
    return row


def _grant(row: AnyRow) -> tuple[int, Grant, bool]:
    return row.person, Grant(Role(row.role), row.unit), row.given
