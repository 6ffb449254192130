"""Invitations: open doors, each for one person once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from domain.people.person import Grant, Role
from storage.ports import Invitation, Invitations, Stale
from storage.sql.audit import SqlAudit
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Session
from storage.tables.invitations import invitations
from storage.tables.people import people

_OUTCOME = "invitations/outcome"
_OPEN = invitations.c.used_at.is_(None) & invitations.c.revoked_at.is_(None)


class SqlInvitations(Invitations):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def lock(self) -> None:
        await self._session.lock("invitations")

    async def by_hash(self, token_hash: str) -> Invitation | None:
        row = await self._session.first(select(invitations).where(invitations.c.token_hash == token_hash))
        return None if row is None else _invitation(row)

    async def get(self, invitation_id: int) -> Invitation:
        return _invitation(await self._session.by_id(invitations, invitation_id))

    async def open(self, now: datetime) -> list[Invitation]:
        columns = invitations.c
        usable = select(invitations).where(_OPEN, columns.expires_at > now)
        newest_first = usable.order_by(columns.created_at.desc(), columns.id.desc())
        return await self._session.readable(newest_first, invitations, _invitation)

    async def _store(self, invitation: Invitation) -> Invitation:
        new = columns_of(invitation, role=invitation.grant.role.value, unit=invitation.grant.unit)
        del new["grant"]
        stored = replace(invitation, id=await self._session.insert(invitations, **new))
        for aspect in (invitations.name, _OUTCOME):
            self._audit.wrote(aspect, stored.id, {"id": stored.id, **new})
        return stored

    async def _settle(self, invitation_id: int, by: int, **outcome: object) -> Invitation:
        await self._session.by_id(people, by)
        known = invitations.c.id == invitation_id
        async with self._session.savepoint():
            settled = await self._session.change(invitations.update().where(known, _OPEN).values(outcome))
        row = await self._session.by_id(invitations, invitation_id)
        if not settled:
            raise Stale("this invitation is no longer open")
        self._audit.wrote(_OUTCOME, row.id, row._mapping)  # noqa: SLF001 - its public name
        return _invitation(row)


def _invitation(row: AnyRow) -> Invitation:
    return record_of(Invitation, row, grant=Grant(Role(row.role), row.unit))
