"""Invitations: open doors, each for one person once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.people.person import Grant


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
