"""People and their roles, in memory."""

from dataclasses import replace
from datetime import datetime

from domain.people.person import Grant, Person, Unreachable
from storage.ports import Stale
from storage.sql import audit_notes
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import RoleEvent, Tables, check_zones


class FakePeople:
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def by_telegram_id(self, telegram_id: int) -> Person | None:
        found = (person for person in await self.everyone() if person.telegram_id == telegram_id)
        return next(found, None)

    async def get(self, person_id: int) -> Person:
        self._tables.require_person(person_id)
        person = self._tables.people[person_id]
        return replace(person, grants=self._grants(person_id))

    async def everyone(self) -> list[Person]:
        return [await self.get(person_id) for person_id in self._tables.people]

    async def add(self, telegram_id: int, name: str, at: datetime) -> Person:
        check_zones(at)
        if await self.by_telegram_id(telegram_id) is not None:
            raise Stale(f"telegram_id {telegram_id} is taken")
        person = Person(len(self._tables.people) + 1, telegram_id, name)
        self._tables.people[person.id] = person
        self._audit.note(audit_notes.person_added(person, at=at))
        return person

    async def rename(self, person_id: int, name: str) -> None:
        self._tables.require_person(person_id)
        self._tables.people[person_id] = replace(self._tables.people[person_id], name=name)

    async def grant(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        self._tables.require_person(person_id, by)
        if grant not in self._grants(person_id):
            self._note(RoleEvent(person=person_id, grant=grant, given=True, by=by, at=at))
            self._audit.note(audit_notes.role_granted(person_id, grant, by=by, at=at))

    async def end(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        self._tables.require_person(person_id, by)
        if grant in self._grants(person_id):
            self._note(RoleEvent(person=person_id, grant=grant, given=False, by=by, at=at))
            self._audit.note(audit_notes.role_ended(person_id, grant, by=by, at=at))

    async def unreachable(self, person_id: int, why: Unreachable | None, at: datetime) -> None:
        self._tables.require_person(person_id)
        known = self._tables.people[person_id]
        if known.unreachable is not why:
            since = at if why is not None else None
            self._tables.people[person_id] = replace(known, unreachable=why, unreachable_since=since)

    async def pause(self, person_id: int, until: datetime) -> None:
        self._tables.require_person(person_id)
        self._tables.paused[person_id] = max(until, self._tables.paused.get(person_id, until))

    async def pause_all(self, until: datetime) -> None:
        for person_id in self._tables.people:
            await self.pause(person_id, until)

    def _note(self, event: RoleEvent) -> None:
        check_zones(event.at)
        self._tables.roles.append(event)

    def _grants(self, person_id: int) -> frozenset[Grant]:
        last = {event.grant: event.given for event in self._tables.roles if event.person == person_id}
        return frozenset(grant for grant, given in last.items() if given)
