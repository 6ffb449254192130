"""People and their roles, in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.people.person import Grant, Person, Role
from domain.people.preferences import UNLESS_SAID, Preference
from storage.ports import People, Stale
from storage.ports.people import RoleEvent, Unreached
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, added, check_zones, found


class FakePeople(People):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def by_telegram_id(self, telegram_id: int) -> Person | None:
        known = (person for person in await self.everyone() if person.telegram_id == telegram_id)
        return next(known, None)

    async def get(self, person_id: int) -> Person:
        person = found(self._tables.people, person_id)
        return replace(person, grants=self._grants(person_id))

    async def everyone(self) -> list[Person]:
        return [await self.get(person_id) for person_id in self._tables.people]

    async def page(self, after: int, limit: int) -> tuple[list[Person], int | None]:
        ids = [one for one in sorted(self._tables.people) if one > after][:limit]
        return [await self.get(one) for one in ids], ids[-1] if ids else None

    async def unreached(self, after: str, limit: int) -> tuple[list[Unreached], str]:
        codes = sorted(code for code in {opd.code for opd, _ in self._tables.opds} if code > after)[:limit]
        people = {code: [one for one in await self.everyone() if code in one.opds] for code in codes}
        found = [
            Unreached(code, bool(people[code]))
            for code in codes
            if all(one.unreachable is not None for one in people[code])
        ]
        return found, codes[-1] if len(codes) == limit else ""

    async def _given(self, roles: Collection[Role], units: Collection[str] | None) -> list[Person]:
        given = {
            event.person
            for event in self._tables.roles
            if event.grant.role in roles and (units is None or event.grant.unit in units)
        }
        return [await self.get(person_id) for person_id in self._tables.people if person_id in given]

    async def several(self, ids: Collection[int]) -> list[Person]:
        return [await self.get(one) for one in sorted(self._tables.people) if one in ids]

    async def pause(self, person_id: int, until: datetime) -> None:
        self._tables.require_person(person_id)
        self._tables.paused[person_id] = max(until, self._tables.paused.get(person_id, until))

    async def pause_all(self, until: datetime) -> None:
        for person_id in self._tables.people:
            await self.pause(person_id, until)

    async def prefers(self, person_id: int, what: Preference) -> bool:
        return self._tables.preferences.get((person_id, what), UNLESS_SAID[what])

    async def prefer(self, person_id: int, what: Preference, *, wanted: bool, at: datetime) -> None:
        check_zones(at)
        self._tables.require_person(person_id)
        self._tables.preferences[person_id, what] = wanted

    async def _store(self, person: Person, at: datetime) -> Person:
        check_zones(at)
        if await self.by_telegram_id(person.telegram_id) is not None:
            raise Stale(f"telegram_id {person.telegram_id} is taken")
        return added(self._tables.people, person)

    async def _set(self, person_id: int, **values: Any) -> None:  # noqa: ANN401 - as there
        self._tables.people[person_id] = replace(found(self._tables.people, person_id), **values)

    async def _record(self, event: RoleEvent) -> None:
        check_zones(event.at)
        self._tables.require_person(event.person, event.by)
        self._tables.roles.append(event)

    def _grants(self, person_id: int) -> frozenset[Grant]:
        last = {event.grant: event.given for event in self._tables.roles if event.person == person_id}
        return frozenset(grant for grant, given in last.items() if given)
