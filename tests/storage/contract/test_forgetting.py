"""A person who has left can be made nameless: the name goes, what was done stays, and the chain holds."""

import pytest

from domain.people.person import NAMELESS, Grant, Person, Role
from storage.ports import AuditSearch, NotFound, Stale, Storage
from tests.storage.samples import LATER, NOW, someone

OPERATOR = Grant(Role.OPERATOR, "DINKES")
NAME, ACCOUNT = "Siti Rahayu", 6_230_111


async def test_name_and_account_go_from_the_row_and_from_the_trail(storage: Storage) -> None:
    async with storage.uow() as uow:
        admin, siti = await someone(uow), await uow.people.add(ACCOUNT, "Siti", NOW)
        await uow.people.rename(siti.id, NAME, by=admin.id, at=NOW)
        await uow.people.grant(siti.id, OPERATOR, by=admin.id, at=NOW)
        await uow.people.end(siti.id, OPERATOR, by=admin.id, at=NOW)
        await uow.commit()
    async with storage.uow() as uow:
        await uow.people.forget(siti.id, by=admin.id, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.people.get(siti.id) == Person(siti.id, -siti.id, NAMELESS)
        assert await uow.people.by_telegram_id(ACCOUNT) is None
        for text in ("Siti", str(ACCOUNT)):
            assert await uow.audit.entries(search=AuditSearch(text=text)) == []
        about = await uow.audit.entries(search=AuditSearch(subjects=frozenset({f"person {siti.id}"})))
        assert [entry.kind for entry in about] == [
            "person.forgotten", "role.ended", "role.granted", "person.renamed", "person.added",
        ]  # fmt: skip
        assert "sealed" in about[-1].after
        assert not any(entry.secret for entry in about)
        assert await uow.audit.first_broken() is None
        assert "Orang" in (await uow.people.get(admin.id)).name


async def test_nobody_who_has_a_role_is_made_nameless(storage: Storage) -> None:
    async with storage.uow() as uow:
        siti = await uow.people.add(ACCOUNT, NAME, NOW)
        await uow.people.grant(siti.id, OPERATOR, by=None, at=NOW)
        with pytest.raises(Stale):
            await uow.people.forget(siti.id, by=siti.id, at=NOW)
        with pytest.raises(NotFound):
            await uow.people.forget(siti.id + 1, by=siti.id, at=NOW)


async def test_the_account_may_come_back_as_somebody_new(storage: Storage) -> None:
    async with storage.uow() as uow:
        siti = await uow.people.add(ACCOUNT, NAME, NOW)
        await uow.people.forget(siti.id, by=siti.id, at=NOW)
        again = await uow.people.add(ACCOUNT, "Bu Siti", LATER)
        assert again.id != siti.id
        await uow.commit()
