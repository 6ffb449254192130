"""The people and their roles."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from domain.people.person import NAMELESS, Grant, Person, Role, Unreachable
from domain.people.preferences import Preference
from storage.ports.audit import Trail
from storage.ports.problems import Stale


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEvent:
    """A role that was given or ended."""

    person: int
    grant: Grant
    given: bool
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Unreached:
    """An OPD at which the bot's messages reach nobody; whether it has operators at all."""

    opd: str
    has_operators: bool


class People(Protocol):
    _audit: Trail

    async def by_telegram_id(self, telegram_id: int) -> Person | None: ...

    async def get(self, person_id: int) -> Person:
        """Raises NotFound."""

    async def everyone(self) -> list[Person]: ...

    async def operators(self, opds: Collection[str]) -> list[Person]:
        """Return who reports for any of these OPD, in the order of everyone."""
        codes = frozenset(opds)
        given = await self._given([Role.OPERATOR], codes) if codes else []
        return [person for person in given if not codes.isdisjoint(person.opds)]

    async def having(self, roles: Collection[Role]) -> list[Person]:
        """Return who has any of these roles, in the order of everyone."""
        return [person for person in await self._given(roles, None) if not person.roles.isdisjoint(roles)]

    async def page(self, after: int, limit: int) -> tuple[list[Person], int | None]:
        """Return so many people whose ids follow, and the last id that was looked at; None: that was all."""

    async def unreached(self, after: str, limit: int) -> tuple[list[Unreached], str]:
        """Return at which of the next so many OPD nobody is reached, and the last code; "": that was all."""

    async def several(self, ids: Collection[int]) -> list[Person]:
        """Return those of these people that there are and that can be read."""

    async def add(self, telegram_id: int, name: str, at: datetime) -> Person:
        """Store with a new id. Raises Stale when that Telegram id is known."""
        person = await self._store(Person(0, telegram_id, name), at)
        said = {"name": name, "telegram_id": telegram_id}
        self._audit.note("person.added", f"person {person.id}", None, said, by=None, at=at)
        return person

    async def rename(self, person_id: int, name: str, *, by: int | None, at: datetime) -> None:
        """Raises NotFound."""
        before = (await self.get(person_id)).name
        await self._set(person_id, name=name)
        said = {"name": before}, {"name": name}
        self._audit.note("person.renamed", f"person {person_id}", *said, by=by, at=at)

    async def forget(self, person_id: int, *, by: int, at: datetime) -> None:
        """Take name and Telegram id out of what is known of a person, and out of the trail, for good.

        The row stays, as everything that the person did refers to it, and no account has it any more. Other
        tables that hold Telegram ids are their rooms' own. Raises NotFound, and Stale while there is a role.
        """
        if (await self.get(person_id)).grants:
            raise Stale("a person who has a role cannot be made nameless")
        await self._set(person_id, name=NAMELESS, telegram_id=-person_id)
        await self._audit.forget_names([f"person {person_id}"])
        self._audit.note("person.forgotten", f"person {person_id}", None, None, by=by, at=at)

    async def grant(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        """Give a role; a role the person has already stays one role."""
        if grant not in (await self.get(person_id)).grants:
            await self._record(RoleEvent(person=person_id, grant=grant, given=True, by=by, at=at))
            self._audit.note("role.granted", f"person {person_id}", None, as_json(grant), by=by, at=at)

    async def end(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        """End a role; one the person does not have is left so."""
        if grant in (await self.get(person_id)).grants:
            await self._record(RoleEvent(person=person_id, grant=grant, given=False, by=by, at=at))
            self._audit.note("role.ended", f"person {person_id}", as_json(grant), None, by=by, at=at)

    async def unreachable(self, person_id: int, why: Unreachable | None, at: datetime) -> None:
        """Note that messages do not arrive, or (None) that they do again; `since` stays while `why` does."""
        if (await self.get(person_id)).unreachable is not why:
            since = at if why is not None else None
            await self._set(person_id, unreachable=why, unreachable_since=since)

    async def pause(self, person_id: int, until: datetime) -> None:
        """Let no notice for that person be claimed before then; a pause that lasts longer stays."""

    async def pause_all(self, until: datetime) -> None:
        """Pause everybody who is known now, as `pause` does one."""

    async def prefers(self, person_id: int, what: Preference) -> bool:
        """Return what a person chose, or what holds for whoever chose nothing."""

    async def prefer(self, person_id: int, what: Preference, *, wanted: bool, at: datetime) -> None:
        """Keep a choice. Not in the audit trail: it concerns nobody else. Raises NotFound."""

    async def _given(self, roles: Collection[Role], units: Collection[str] | None) -> list[Person]:
        """Return at least who has one of these roles now, in one of these units; None: in whichever."""

    async def _store(self, person: Person, at: datetime) -> Person: ...

    async def _set(self, person_id: int, **values: Any) -> None:  # noqa: ANN401 - any field of a person
        """Raises NotFound."""

    async def _record(self, event: RoleEvent) -> None: ...


def as_json(grant: Grant) -> dict[str, str]:
    """Return what the audit trail says of a role."""
    return {"role": grant.role.value, "unit": grant.unit}
