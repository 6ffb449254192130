"""Invitations in memory."""

from dataclasses import replace
from datetime import datetime

from domain.people.person import Grant
from storage.ports import Invitation, NotFound, Stale
from storage.sql import audit_notes
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeInvitations:
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def add(
        self, token_hash: str, grant: Grant, *, by: int | None, at: datetime, expires_at: datetime
    ) -> Invitation:
        check_zones(at, expires_at)
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
        self._audit.note(audit_notes.invitation_added(invitation))
        return invitation

    async def by_hash(self, token_hash: str) -> Invitation | None:
        found = (one for one in self._tables.invitations.values() if one.token_hash == token_hash)
        return next(found, None)

    async def get(self, invitation_id: int) -> Invitation:
        if invitation_id not in self._tables.invitations:
            raise NotFound(invitation_id)
        return self._tables.invitations[invitation_id]

    async def use(self, invitation_id: int, person_id: int, at: datetime) -> None:
        check_zones(at)
        self._tables.require_person(person_id)
        invitation = self._still_open(invitation_id)
        self._tables.invitations[invitation_id] = replace(invitation, used_by=person_id, used_at=at)
        self._audit.note(audit_notes.invitation_used(invitation, person_id, at=at))

    async def open(self, now: datetime) -> list[Invitation]:
        usable = [one for one in self._tables.invitations.values() if _is_open(one) and one.expires_at > now]
        return sorted(usable, key=lambda one: (one.created_at, one.id), reverse=True)

    async def revoke(self, invitation_id: int, *, by: int, at: datetime) -> None:
        check_zones(at)
        self._tables.require_person(by)
        invitation = self._still_open(invitation_id)
        self._tables.invitations[invitation_id] = replace(invitation, revoked_at=at)
        self._audit.note(audit_notes.invitation_revoked(invitation, by=by, at=at))

    def _still_open(self, invitation_id: int) -> Invitation:
        invitation = self._tables.invitations.get(invitation_id)
        if invitation is None:
            raise NotFound(invitation_id)
        if not _is_open(invitation):
            raise Stale("this invitation is no longer open")
        return invitation


def _is_open(invitation: Invitation) -> bool:
    return invitation.used_at is None and invitation.revoked_at is None
