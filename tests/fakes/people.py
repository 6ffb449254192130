"""People, their roles and their invitations, in memory."""

from dataclasses import replace
from datetime import datetime

from domain.people import Grant, Person
from storage.ports import Invitation, NotFound, Stale
from tests.fakes.tables import RoleEvent, Tables


class FakePeople:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

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
        _check(at)
        if await self.by_telegram_id(telegram_id) is not None:
            raise Stale(f"telegram_id {telegram_id} is taken")
        person = Person(len(self._tables.people) + 1, telegram_id, name)
        self._tables.people[person.id] = person
        return person

    async def rename(self, person_id: int, name: str) -> None:
        self._tables.require_person(person_id)
        self._tables.people[person_id] = replace(self._tables.people[person_id], name=name)

    async def grant(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        self._tables.require_person(person_id, by)
        if grant not in self._grants(person_id):
            self._note(RoleEvent(person=person_id, grant=grant, given=True, by=by, at=at))

    async def end(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        self._tables.require_person(person_id, by)
        if grant in self._grants(person_id):
            self._note(RoleEvent(person=person_id, grant=grant, given=False, by=by, at=at))

    def _note(self, event: RoleEvent) -> None:
        _check(event.at)
        self._tables.roles.append(event)

    def _grants(self, person_id: int) -> frozenset[Grant]:
        last = {event.grant: event.given for event in self._tables.roles if event.person == person_id}
        return frozenset(grant for grant, given in last.items() if given)


class FakeInvitations:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(
        self, token_hash: str, grant: Grant, *, by: int | None, at: datetime, expires_at: datetime
    ) -> Invitation:
        _check(at, expires_at)
        self._tables.require_person(by)
        if await self.by_hash(token_hash) is not None:
            raise Stale("this token was handed out before")
        invitation = Invitation(
            id=len(self._tables.invitations) + 1,
            token_hash=token_hash,
            grant=grant,
            created_by=by,
            created_at=at,
            expires_at=expires_at,
        )
        self._tables.invitations[invitation.id] = invitation
        return invitation

    async def by_hash(self, token_hash: str) -> Invitation | None:
        found = (one for one in self._tables.invitations.values() if one.token_hash == token_hash)
        return next(found, None)

    async def use(self, invitation_id: int, person_id: int, at: datetime) -> None:
        _check(at)
        self._tables.require_person(person_id)
        invitation = self._tables.invitations.get(invitation_id)
        if invitation is None:
            raise NotFound(invitation_id)
        if invitation.used_at is not None or invitation.revoked_at is not None:
            raise Stale("this invitation is no longer open")
        self._tables.invitations[invitation_id] = replace(invitation, used_by=person_id, used_at=at)


def _check(*instants: datetime) -> None:
    if any(instant.tzinfo is None for instant in instants):
        raise ValueError("an instant without a time zone")
