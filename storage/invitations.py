"""Invitations: open doors, each for one person once."""

from datetime import datetime

from sqlalchemy import select

from domain.people import Grant, Role
from storage.ports import Invitation, Stale
from storage.session import Session
from storage.tables import invitations


class SqlInvitations:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self, token_hash: str, grant: Grant, *, by: int | None, at: datetime, expires_at: datetime
    ) -> Invitation:
        number = await self._session.insert(
            invitations,
            token_hash=token_hash,
            role=grant.role.value,
            unit=grant.unit,
            created_by=by,
            created_at=at,
            expires_at=expires_at,
        )
        return Invitation(
            id=number, token_hash=token_hash, grant=grant, created_by=by, created_at=at, expires_at=expires_at
        )

    async def by_hash(self, token_hash: str) -> Invitation | None:
        row = await self._session.first(select(invitations).where(invitations.c.token_hash == token_hash))
        if row is None:
            return None
        return Invitation(
            id=row.id,
            token_hash=row.token_hash,
            grant=Grant(Role(row.role), row.unit),
            created_by=row.created_by,
            created_at=row.created_at,
            expires_at=row.expires_at,
            used_by=row.used_by,
            used_at=row.used_at,
            revoked_at=row.revoked_at,
        )

    async def use(self, invitation_id: int, person_id: int, at: datetime) -> None:
        table = invitations.c
        still_open = table.used_at.is_(None) & table.revoked_at.is_(None)
        async with self._session.savepoint():
            used = await self._session.change(
                invitations.update()
                .where(table.id == invitation_id, still_open)
                .values(used_by=person_id, used_at=at)
            )
        if not used:
            await self._session.by_id(invitations, invitation_id)
            raise Stale("this invitation is no longer open")
