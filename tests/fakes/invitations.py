"""Invitations in memory."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from storage.ports import Invitation, Invitations, Stale
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, added, check_zones, found


class FakeInvitations(Invitations):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def lock(self) -> None:
        """One unit at a time writes here anyhow."""

    async def by_hash(self, token_hash: str) -> Invitation | None:
        found = (one for one in self._tables.invitations.values() if one.token_hash == token_hash)
        return next(found, None)

    async def get(self, invitation_id: int) -> Invitation:
        return found(self._tables.invitations, invitation_id)

    async def open(self, now: datetime) -> list[Invitation]:
        usable = [one for one in self._tables.invitations.values() if _is_open(one) and one.expires_at > now]
        return sorted(usable, key=lambda one: (one.created_at, one.id), reverse=True)

    async def _store(self, invitation: Invitation) -> Invitation:
        check_zones(invitation.created_at, invitation.expires_at)
        self._tables.require_person(invitation.created_by)
        if await self.by_hash(invitation.token_hash) is not None:
            raise Stale("this token was handed out before")
        return added(self._tables.invitations, invitation)

    async def _settle(self, invitation_id: int, by: int, **outcome: Any) -> Invitation:  # noqa: ANN401 - as there
        self._tables.require_person(by)
        invitation = await self.get(invitation_id)
        if not _is_open(invitation):
            raise Stale("this invitation is no longer open")
        self._tables.invitations[invitation_id] = settled = replace(invitation, **outcome)
        return settled


def _is_open(invitation: Invitation) -> bool:
    return invitation.used_at is None and invitation.revoked_at is None
