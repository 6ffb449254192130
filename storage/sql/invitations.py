"""Invitations: open doors, each for one person once."""

from datetime import datetime

from sqlalchemy import select

from domain.people.person import Grant, Role
from storage.ports import Invitation, Stale
from storage.sql import audit_notes
from storage.sql.audit import SqlAudit
from storage.sql.session import AnyRow, Session
from storage.tables.invitations import invitations
from storage.tables.people import people

_OPEN = invitations.c.used_at.is_(None) & invitations.c.revoked_at.is_(None)


class SqlInvitations:
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

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
        invitation = Invitation(
            id=number, token_hash=token_hash, grant=grant, created_by=by, created_at=at, expires_at=expires_at
        )
        self._audit.note(audit_notes.invitation_added(invitation))
        return invitation

    async def by_hash(self, token_hash: str) -> Invitation | None:
        row = await self._session.first(select(invitations).where(invitations.c.token_hash == token_hash))
        return None if row is None else _invitation(row)

    async def get(self, invitation_id: int) -> Invitation:
        return _invitation(await self._session.by_id(invitations, invitation_id))

    async def use(self, invitation_id: int, person_id: int, at: datetime) -> None:
        invitation = await self._settle(invitation_id, used_by=person_id, used_at=at)
        self._audit.note(audit_notes.invitation_used(invitation, person_id, at=at))

    async def open(self, now: datetime) -> list[Invitation]:
        columns = invitations.c
        usable = select(invitations).where(_OPEN, columns.expires_at > now)
        newest_first = usable.order_by(columns.created_at.desc(), columns.id.desc())
        return await self._session.readable(newest_first, invitations, _invitation)

    async def revoke(self, invitation_id: int, *, by: int, at: datetime) -> None:
        await self._session.by_id(people, by)
        invitation = await self._settle(invitation_id, revoked_at=at)
        self._audit.note(audit_notes.invitation_revoked(invitation, by=by, at=at))

    async def _settle(self, invitation_id: int, **outcome: object) -> Invitation:
        """Close an open invitation for good. Raises Stale when it is closed, NotFound for an unknown id."""
        known = invitations.c.id == invitation_id
        async with self._session.savepoint():
            settled = await self._session.change(invitations.update().where(known, _OPEN).values(outcome))
        row = await self._session.by_id(invitations, invitation_id)
        if not settled:
            raise Stale("this invitation is no longer open")
        return _invitation(row)


def _invitation(row: AnyRow) -> Invitation:
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
