from dataclasses import replace

import pytest

from domain.people.person import Grant, Role, Unreachable
from domain.units.opd import Opd
from storage.ports import NotFound, Stale, Storage, Unreached
from tests.storage.samples import LATER, NOW, someone

OPERATOR = Grant(Role.OPERATOR, "DINKES")
ADMIN = Grant(Role.ADMIN)


async def test_a_person_is_found_again_by_either_id(storage: Storage) -> None:
    async with storage.uow() as uow:
        added = await uow.people.add(8_000_000_001, "Sri Wahyuni", NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert added.telegram_id == 8_000_000_001
        assert added.name == "Sri Wahyuni"
        assert await uow.people.get(added.id) == added
        assert await uow.people.by_telegram_id(8_000_000_001) == added


async def test_a_stranger_is_nobody(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.people.by_telegram_id(5) is None
        with pytest.raises(NotFound):
            await uow.people.get(5)


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30, -(10**30)])
async def test_a_number_too_big_for_any_row_is_not_found(storage: Storage, number: int) -> None:
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.people.get(number)


async def test_one_telegram_account_is_one_person(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await uow.people.add(1, "Sri", NOW)
        with pytest.raises(Stale):
            await uow.people.add(1, "Bukan Sri", NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.people.everyone() == [first]


async def test_a_new_name_replaces_the_old(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.people.rename(person.id, "Bu Sri", by=None, at=NOW)
        assert (await uow.people.get(person.id)).name == "Bu Sri"
        with pytest.raises(NotFound):
            await uow.people.rename(person.id + 1, "Siapa", by=None, at=NOW)


async def test_roles_come_and_go(storage: Storage) -> None:
    async with storage.uow() as uow:
        admin, person = await someone(uow, 1), await someone(uow, 2)
        await uow.people.grant(admin.id, ADMIN, by=None, at=NOW)
        await uow.people.grant(person.id, OPERATOR, by=admin.id, at=NOW)
        await uow.people.grant(person.id, ADMIN, by=admin.id, at=NOW)
        await uow.people.end(person.id, OPERATOR, by=admin.id, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        grants = {one.id: one.grants for one in await uow.people.everyone()}
        assert grants == {admin.id: {ADMIN}, person.id: {ADMIN}}
        assert (await uow.people.get(person.id)).grants == {ADMIN}


async def test_a_role_given_twice_ends_at_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.people.grant(person.id, OPERATOR, by=None, at=NOW)
        await uow.people.grant(person.id, OPERATOR, by=None, at=NOW)
        await uow.people.end(person.id, OPERATOR, by=None, at=NOW)
        assert (await uow.people.get(person.id)).grants == frozenset()


async def test_a_role_ended_can_be_given_again(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.people.end(person.id, OPERATOR, by=None, at=NOW)
        assert (await uow.people.get(person.id)).grants == frozenset()
        await uow.people.grant(person.id, OPERATOR, by=None, at=NOW)
        await uow.people.end(person.id, OPERATOR, by=None, at=NOW)
        await uow.people.grant(person.id, OPERATOR, by=None, at=LATER)
        assert (await uow.people.get(person.id)).grants == {OPERATOR}


async def test_only_known_people_give_and_have_roles(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        with pytest.raises(NotFound):
            await uow.people.grant(person.id + 1, ADMIN, by=None, at=NOW)
        with pytest.raises(NotFound):
            await uow.people.grant(person.id, ADMIN, by=person.id + 1, at=NOW)
        assert (await uow.people.get(person.id)).grants == frozenset()


async def test_who_cannot_be_reached_is_known_with_why_and_since_when(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.people.unreachable(person.id, Unreachable.BLOCKED, NOW)
        await uow.commit()
    async with storage.uow() as uow:
        marked = replace(person, unreachable=Unreachable.BLOCKED, unreachable_since=NOW)
        assert await uow.people.get(person.id) == marked
        assert await uow.people.by_telegram_id(person.telegram_id) == marked
        assert await uow.people.everyone() == [marked]
        # The same again is nothing new; another reason is.
        await uow.people.unreachable(person.id, Unreachable.BLOCKED, LATER)
        assert await uow.people.get(person.id) == marked
        await uow.people.unreachable(person.id, Unreachable.DEACTIVATED, LATER)
        assert (await uow.people.get(person.id)).unreachable_since == LATER
        await uow.people.unreachable(person.id, None, LATER)
        assert await uow.people.get(person.id) == person
        with pytest.raises(NotFound):
            await uow.people.unreachable(person.id + 1, None, LATER)


async def test_a_new_name_leaves_the_mark(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.people.unreachable(person.id, Unreachable.NEVER_STARTED, NOW)
        await uow.people.rename(person.id, "Bu Sri", by=None, at=NOW)
        assert (await uow.people.get(person.id)).unreachable is Unreachable.NEVER_STARTED


async def test_people_are_found_by_what_they_may_do_now(storage: Storage) -> None:
    async with storage.uow() as uow:
        two, one, former, admin, nobody = [await someone(uow, number) for number in range(1, 6)]
        for code in ("DINKES", "DIKBUD"):
            await uow.people.grant(two.id, Grant(Role.OPERATOR, code), by=None, at=NOW)
        await uow.people.grant(one.id, OPERATOR, by=None, at=NOW)
        await uow.people.grant(former.id, OPERATOR, by=None, at=NOW)
        await uow.people.end(former.id, OPERATOR, by=None, at=LATER)
        await uow.people.grant(admin.id, ADMIN, by=None, at=NOW)
        await uow.commit()
    async with storage.look() as uow:
        assert [person.id for person in await uow.people.operators(["DINKES"])] == [two.id, one.id]
        assert await uow.people.operators(["DIKBUD", "DISHUB"]) == [await uow.people.get(two.id)]
        assert await uow.people.operators([]) == []
        assert [person.id for person in await uow.people.having([Role.ADMIN, Role.PIMPINAN])] == [admin.id]
        assert [person.id for person in await uow.people.having([Role.OPERATOR])] == [two.id, one.id]
        everyone, found = await uow.people.everyone(), list[int]()
        last: int | None = 0
        while last is not None:
            people, last = await uow.people.page(last, 2)
            found += [person.id for person in people]
            assert people == [person for person in everyone if person in people]
        assert found == [person.id for person in (two, one, former, admin, nobody)]


async def test_at_which_opd_nobody_is_reached(storage: Storage) -> None:
    """Whoever had the role and lost it, or cannot be written to, is nobody there; one who can is enough."""
    async with storage.uow() as uow:
        for code in ("A", "B", "C", "D", "E"):
            await uow.opds.record(Opd(code, code, "dinas", NOW.date()), by=None, at=NOW)
        people = [await someone(uow, number) for number in (1, 2, 3)]
        away, here, gone = people
        for person, code in ((away, "B"), (here, "B"), (away, "C"), (gone, "D"), (gone, "E")):
            await uow.people.grant(person.id, Grant(Role.OPERATOR, code), by=None, at=NOW)
        await uow.people.grant(here.id, Grant(Role.VERIFIKATOR, "C"), by=None, at=NOW)
        await uow.people.end(gone.id, Grant(Role.OPERATOR, "D"), by=None, at=LATER)
        await uow.people.unreachable(away.id, Unreachable.BLOCKED, NOW)
        await uow.commit()
    async with storage.look() as uow:
        found, last = await uow.people.unreached("", 9)
        assert [(one.opd, one.has_operators) for one in found] == [("A", False), ("C", True), ("D", False)]
        assert last == ""
        assert await uow.people.unreached("", 2) == ([Unreached("A", has_operators=False)], "B")
        assert await uow.people.unreached("E", 2) == ([], "")
