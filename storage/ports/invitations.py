"""Invitations: open doors, each for one person once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from domain.people.person import Grant
from storage.ports.audit import Trail
from storage.ports.people import as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An open door for one person. Only the token's SHA-256 is stored."""

    id: int
    token_hash: str
    grant: Grant
    created_by: int | None
    """None: made on the command line."""
    created_at: datetime
    expires_at: datetime
    used_by: int | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class Invitations(Protocol):
    _audit: Trail

    async def add(
        self, token_hash: str, grant: Grant, *, by: int | None, at: datetime, expires_at: datetime
    ) -> Invitation:
        """Open a door. The trail never says the token's hash, against which a reader could try tokens."""
        opened = await self._store(
            Invitation(
                id=0, token_hash=token_hash, grant=grant, created_by=by, created_at=at, expires_at=expires_at
            )
        )
        said = {**as_json(grant), "expires_at": expires_at.isoformat()}
        self._audit.note("invitation.added", f"invitation {opened.id}", None, said, by=by, at=at)
        return opened

    async def lock(self) -> None:
        """Let no other unit that asks for this go on until this one ends: invitations made many at a time."""

    async def by_hash(self, token_hash: str) -> Invitation | None: ...

    async def get(self, invitation_id: int) -> Invitation:
        """Raises NotFound."""

    async def use(self, invitation_id: int, person_id: int, at: datetime) -> None:
        """Raises Stale when it was used or revoked meanwhile."""
        used = await self._settle(invitation_id, person_id, used_by=person_id, used_at=at)
        role = as_json(used.grant)
        subject, said = f"invitation {used.id}", {**role, "used_by": person_id}
        self._audit.note("invitation.used", subject, role, said, by=person_id, at=at)

    async def open(self, now: datetime) -> list[Invitation]:
        """Return what can still be used, newest first."""

    async def revoke(self, invitation_id: int, *, by: int, at: datetime) -> None:
        """Raises Stale when it was used or revoked meanwhile, NotFound for an unknown id."""
        revoked = await self._settle(invitation_id, by, revoked_at=at)
        subject = f"invitation {revoked.id}"
        self._audit.note("invitation.revoked", subject, as_json(revoked.grant), None, by=by, at=at)

    async def _store(self, invitation: Invitation) -> Invitation: ...

    async def _settle(self, invitation_id: int, by: int, **outcome: Any) -> Invitation:  # noqa: ANN401 - fields
        """Close an open invitation for good. Raises Stale when it is closed, NotFound for unknown ids."""
