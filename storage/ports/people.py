"""What the handlers see of the people, their roles, and the invitations that bring them.

Import all of it from `storage.ports`.
"""

from datetime import datetime
from typing import Protocol

from domain.people.person import Grant, Person, Unreachable
from storage.ports.records import Invitation


class People(Protocol):
    async def by_telegram_id(self, telegram_id: int) -> Person | None: ...

    async def get(self, person_id: int) -> Person:
        """Raises NotFound."""

    async def everyone(self) -> list[Person]: ...

    async def add(self, telegram_id: int, name: str, at: datetime) -> Person: ...

    async def rename(self, person_id: int, name: str) -> None: ...

    async def grant(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        """Give a role; a role the person has already stays one role."""

    async def end(self, person_id: int, grant: Grant, *, by: int | None, at: datetime) -> None:
        """End a role; one the person does not have is left so."""

    async def unreachable(self, person_id: int, why: Unreachable | None, at: datetime) -> None:
        """Note that messages do not arrive, or (None) that they do again; `since` stays while `why` does."""

    async def pause(self, person_id: int, until: datetime) -> None:
        """Let no notice for that person be claimed before then; a pause that lasts longer stays."""

    async def pause_all(self, until: datetime) -> None:
        """Pause everybody who is known now, as `pause` does one."""


class Invitations(Protocol):
    async def add(
        self, token_hash: str, grant: Grant, *, by: int | None, at: datetime, expires_at: datetime
    ) -> Invitation: ...

    async def by_hash(self, token_hash: str) -> Invitation | None: ...

    async def get(self, invitation_id: int) -> Invitation:
        """Raises NotFound."""

    async def use(self, invitation_id: int, person_id: int, at: datetime) -> None:
        """Raises Stale when it was used or revoked meanwhile."""

    async def open(self, now: datetime) -> list[Invitation]:
        """Return what can still be used, newest first."""

    async def revoke(self, invitation_id: int, *, by: int, at: datetime) -> None:
        """Raises Stale when it was used or revoked meanwhile, NotFound for an unknown id."""
