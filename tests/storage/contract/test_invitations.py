from datetime import timedelta

import pytest

from domain.people.person import Grant, Role
from storage.ports import Invitation, NotFound, Stale, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, someone

WEEK = timedelta(days=7)
OPERATOR = Grant(Role.OPERATOR, "DINKES")


async def invited(uow: UnitOfWork) -> Invitation:
    return await uow.invitations.add("a1b2", OPERATOR, by=None, at=NOW, expires_at=NOW + WEEK)


async def test_an_invitation_is_found_by_the_hash_of_its_token(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        added = await uow.invitations.add("a1b2", OPERATOR, by=person.id, at=NOW, expires_at=NOW + WEEK)
        await uow.commit()
    async with storage.uow() as uow:
        assert added.grant == OPERATOR
        assert (added.created_by, added.created_at, added.expires_at) == (person.id, NOW, NOW + WEEK)
        assert await uow.invitations.by_hash("a1b2") == added
        assert await uow.invitations.by_hash("b2a1") is None
        assert await uow.invitations.get(added.id) == added
        with pytest.raises(NotFound):
            await uow.invitations.get(added.id + 1)


async def test_an_invitation_lets_in_one_person_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        first, second = await someone(uow, 1), await someone(uow, 2)
        invitation = await invited(uow)
        await uow.invitations.use(invitation.id, first.id, LATER)
        with pytest.raises(Stale):
            await uow.invitations.use(invitation.id, second.id, LATER)
        await uow.commit()
    async with storage.uow() as uow:
        used = await uow.invitations.by_hash("a1b2")
        assert used is not None
        assert (used.used_by, used.used_at) == (first.id, LATER)


async def test_no_token_is_handed_out_twice(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await invited(uow)
        with pytest.raises(Stale):
            await invited(uow)
        assert await uow.invitations.by_hash("a1b2") == first


async def test_what_is_not_there_cannot_be_used(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        invitation = await invited(uow)
        with pytest.raises(NotFound):
            await uow.invitations.use(invitation.id + 1, person.id, NOW)
        with pytest.raises(NotFound):
            await uow.invitations.use(invitation.id, person.id + 1, NOW)
        assert await uow.invitations.by_hash("a1b2") == invitation


async def test_the_open_invitations_are_those_that_can_still_be_used(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        older, newer, expired, used, revoked = [
            await uow.invitations.add(name, OPERATOR, by=None, at=at, expires_at=at + WEEK)
            for name, at in (
                ("older", NOW),
                ("newer", LATER),
                ("expired", NOW - WEEK),
                ("used", NOW),
                ("revoked", NOW),
            )
        ]
        await uow.invitations.use(used.id, person.id, NOW)
        await uow.invitations.revoke(revoked.id, by=person.id, at=NOW)
        assert await uow.invitations.open(LATER) == [newer, older]
        just_before = NOW - timedelta(microseconds=1)
        assert expired in await uow.invitations.open(just_before)


async def test_a_revoked_invitation_lets_nobody_in(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        invitation = await invited(uow)
        await uow.invitations.revoke(invitation.id, by=person.id, at=LATER)
        with pytest.raises(Stale):
            await uow.invitations.use(invitation.id, person.id, LATER)
        with pytest.raises(Stale):
            await uow.invitations.revoke(invitation.id, by=person.id, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        revoked = await uow.invitations.by_hash("a1b2")
        assert revoked is not None
        assert (revoked.revoked_at, revoked.used_at) == (LATER, None)


async def test_only_what_is_open_is_revoked_by_somebody_known(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        invitation = await invited(uow)
        with pytest.raises(NotFound):
            await uow.invitations.revoke(invitation.id + 1, by=person.id, at=NOW)
        with pytest.raises(NotFound):
            await uow.invitations.revoke(invitation.id, by=person.id + 1, at=NOW)
        assert await uow.invitations.open(NOW) == [invitation]
        await uow.invitations.use(invitation.id, person.id, NOW)
        with pytest.raises(Stale):
            await uow.invitations.revoke(invitation.id, by=person.id, at=NOW)
