"""People, and their roles as events: what somebody may do now is read from what was given and ended."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, true

from domain.people.person import Grant, Person, Role, Unreachable
from domain.people.preferences import UNLESS_SAID, Preference
from domain.sequence import not_before
from storage.ports import People
from storage.ports.people import RoleEvent, Unreached, as_json
from storage.sql.audit import SqlAudit
from storage.sql.rows import record_of, values_of
from storage.sql.session import AnyRow, Prepared, Session
from storage.tables.people import people, preferences, role_events
from storage.tables.standings import opd_newest

_NAME = "people/name"
_FEW = 500
"""People whose roles are asked for by their ids; of more, those of everybody are read."""
_BY_TELEGRAM_ID = Prepared(select(people).where(people.c.telegram_id == bindparam("telegram_id")))
_EVERYONE = Prepared(select(people).order_by(people.c.id))
_ALL_ROLES = Prepared(select(role_events).order_by(role_events.c.id))
_ROLES = Prepared(
    select(role_events).where(role_events.c.person == bindparam("person")).order_by(role_events.c.id)
)
_ROLES_OF = Prepared(
    select(role_events)
    .where(role_events.c.person.in_(bindparam("people", expanding=True)))
    .order_by(role_events.c.id)
)
_PREFERENCE = Prepared(
    select(preferences.c.wanted).where(
        preferences.c.person == bindparam("person"), preferences.c.what == bindparam("what")
    )
)


_later = role_events.alias()
_is_over = (
    select(_later.c.id)
    .where(
        _later.c.person == role_events.c.person,
        _later.c.role == role_events.c.role,
        _later.c.unit == role_events.c.unit,
        _later.c.id > role_events.c.id,
    )
    .exists()
)
_OPERATORS = Prepared(
    select(role_events.c.unit, people.c.unreachable)
    .join(people, people.c.id == role_events.c.person)
    .where(
        role_events.c.unit.in_(bindparam("units", expanding=True)),
        role_events.c.role == Role.OPERATOR.value,
        role_events.c.given,
        ~_is_over,
    )
)


class SqlPeople(People):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def by_telegram_id(self, telegram_id: int) -> Person | None:
        row = await self._session.first(_BY_TELEGRAM_ID, telegram_id=telegram_id)
        return None if row is None else (await self._with_grants([row]))[0]

    async def get(self, person_id: int) -> Person:
        row = await self._session.by_id(people, person_id)
        return (await self._with_grants([row]))[0]

    async def everyone(self) -> list[Person]:
        return await self._with_grants(await self._session.readable(_EVERYONE, people, _checked))

    async def page(self, after: int, limit: int) -> tuple[list[Person], int | None]:
        in_order = select(people.c.id).where(people.c.id > after).order_by(people.c.id).limit(limit)
        ids = [row.id for row in await self._session.rows(in_order)]
        return await self._of(people.c.id.in_(ids)), ids[-1] if ids else None

    async def unreached(self, after: str, limit: int) -> tuple[list[Unreached], str]:
        in_order = select(opd_newest.c.code).where(opd_newest.c.code > after).order_by(opd_newest.c.code)
        codes = [row.code for row in await self._session.rows(in_order.limit(limit))]
        there = await self._session.rows(_OPERATORS, units=codes) if codes else ()
        served = {row.unit for row in there}
        reached = {row.unit for row in there if row.unreachable is None}
        found = [Unreached(code, code in served) for code in codes if code not in reached]
        return found, codes[-1] if len(codes) == limit else ""

    async def _given(self, roles: Collection[Role], units: Collection[str] | None) -> list[Person]:
        given = select(role_events.c.person).where(role_events.c.role.in_([role.value for role in roles]))
        if units is not None:
            given = given.where(role_events.c.unit.in_(units))
        return await self._of(people.c.id.in_(given))

    async def _of(self, whom: ColumnElement[bool]) -> list[Person]:
        in_order = select(people).where(whom).order_by(people.c.id)
        return await self._with_grants(await self._session.readable(in_order, people, _checked))

    async def several(self, ids: Collection[int]) -> list[Person]:
        return await self._of(people.c.id.in_(ids))

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

    async def prefers(self, person_id: int, what: Preference) -> bool:
        row = await self._session.first(_PREFERENCE, person=person_id, what=what.value)
        return UNLESS_SAID[what] if row is None else bool(row.wanted)

    async def prefer(self, person_id: int, what: Preference, *, wanted: bool, at: datetime) -> None:
        await self._session.by_id(people, person_id)
        told = {"wanted": wanted, "at": at}
        if not await self._session.change(
            preferences.update().where(_choice(person_id, what)).values(**told)
        ):
            new = {"person": person_id, "what": what.value, **told}
            await self._session.insert_new(preferences, [new])

    async def _store(self, person: Person, at: datetime) -> Person:
        known = {"telegram_id": person.telegram_id, "name": person.name}
        stored = replace(person, id=await self._session.insert(people, **known, added_at=at))
        for aspect in (people.name, _NAME):
            self._audit.wrote(aspect, stored.id, {"id": stored.id, **known, "added_at": at})
        return stored

    async def _set(self, person_id: int, **values: object) -> None:
        await self._session.change_one(people, person_id, **values_of(values))
        if "name" in values:
            self._audit.wrote(_NAME, person_id, {"id": person_id, **values})
        if "telegram_id" in values:
            row = await self._session.by_id(people, person_id)
            self._audit.wrote(people.name, person_id, row._mapping)  # noqa: SLF001 - its public name

    async def _record(self, event: RoleEvent) -> None:
        latest = select(func.max(role_events.c.at).label("at")).where(role_events.c.person == event.person)
        row = await self._session.first(latest)
        at = not_before(event.at, row.at if row is not None else None)
        role = as_json(event.grant)
        told = {"person": event.person, "given": event.given, "by_person": event.by}
        number = await self._session.insert(role_events, **role, **told, at=at)
        self._audit.wrote(role_events.name, number, {"id": number, **role, **told, "at": at})

    async def _with_grants(self, rows: Collection[AnyRow]) -> list[Person]:
        last: dict[int, dict[Grant, bool]] = {row.id: {} for row in rows}
        for person, grant, given in await self._roles(list(last)):
            last.setdefault(person, {})[grant] = given
        return [
            record_of(
                Person,
                row,
                grants=frozenset(grant for grant, given in last[row.id].items() if given),
                unreachable=Unreachable(row.unreachable) if row.unreachable is not None else None,
            )
            for row in rows
        ]

    async def _roles(self, numbers: list[int]) -> list[tuple[int, Grant, bool]]:
        """Return what was given and ended, of these people or of everybody."""
        if len(numbers) == 1:
            return await self._session.readable(_ROLES, role_events, _grant, person=numbers[0])
        if len(numbers) <= _FEW:
            return await self._session.readable(_ROLES_OF, role_events, _grant, people=numbers)
        return await self._session.readable(_ALL_ROLES, role_events, _grant)


def _choice(person_id: int, what: Preference) -> ColumnElement[bool]:
    return and_(preferences.c.person == person_id, preferences.c.what == what.value)


def _checked(row: AnyRow) -> AnyRow:
    """Return the row of a person. Raises ValueError for one that this program cannot understand."""
    if row.unreachable is not None:
        Unreachable(row.unreachable)
    return row


def _grant(row: AnyRow) -> tuple[int, Grant, bool]:
    return row.person, Grant(Role(row.role), row.unit), row.given
