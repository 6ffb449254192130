"""Names that were taken out leave a trail that is proved as before, and nothing to guess by."""

from pathlib import Path

from storage.audit_chain import PRIVATE
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage
from storage.tables.access_requests import access_requests
from storage.tables.audit import audit
from storage.tables.inbox import inbox
from storage.tables.people import people
from tests.storage.migrations.test_proof import old_city
from tests.storage.proving.city import Backdoor, filled, findings
from tests.storage.samples import LATER, clock, received

ADMIN, SRI = 1, 2


async def forget(url: str, person: int) -> None:
    database = open_storage(url, clock)
    async with database.uow() as uow:
        for grant in (await uow.people.get(person)).grants:
            await uow.people.end(person, grant, by=ADMIN, at=LATER)
        await uow.people.forget(person, by=ADMIN, at=LATER)
        await uow.commit()
    await database.close()


async def test_the_chain_and_the_rows_are_proved_as_before(url: str, tmp_path: Path) -> None:
    files = await filled(url, tmp_path)
    before = (await findings(url, files))[1].head
    await forget(url, SRI)
    found, proved = await findings(url, files, before)
    assert found == []
    assert proved.nameless == 2
    backdoor = Backdoor(url)
    told = str(await backdoor.rows(audit))
    assert "Bu Sri" not in told
    secrets = {row["id"]: row["secret"] for row in await backdoor.rows(audit) if row["kind"] in PRIVATE}
    assert list(secrets.values()).count("") == 2
    await backdoor.run("UPDATE people SET name = 'Bu Sri' WHERE id = 2")
    ((_, _, what),) = [(one.table, one.row, one.what) for one in (await findings(url, files))[0]]
    assert what.startswith("name not as entry ")
    await backdoor.close()


async def test_so_are_entries_from_before_the_proof(empty_url: str, tmp_path: Path) -> None:
    """Their hash covers the name: a later entry vouches for what is left, and for nothing else."""
    files = await old_city(empty_url, tmp_path, keep=True)
    await migrate(empty_url)
    assert (await findings(empty_url, files))[0] == []
    await forget(empty_url, SRI)
    found, proved = await findings(empty_url, files)
    assert found == []
    assert proved.nameless == 2
    backdoor = Backdoor(empty_url)
    rows = await backdoor.rows(audit)
    assert "Bu Sri" not in str(rows)
    begins = [row for row in rows if row["kind"] == "proof.begun" and row["rows"].startswith('[["people')]
    assert sorted(row["secret"] == "" for row in begins if ",2," in row["rows"][:20]) == [True, True]
    (first, *_) = [row["id"] for row in rows if row["subject"] == "person 2"]
    await backdoor.run(f"UPDATE audit SET after = '{{}}' WHERE id = {first}")  # noqa: S608 - a number
    (found_first, *_) = (await findings(empty_url, files))[0]
    assert (found_first.table, found_first.row) == ("audit", first)
    await backdoor.close()


async def test_an_entry_that_no_other_vouches_for_is_no_nameless_one(empty_url: str, tmp_path: Path) -> None:
    files = await old_city(empty_url, tmp_path, keep=True)
    await migrate(empty_url)
    backdoor = Backdoor(empty_url)
    await backdoor.run('UPDATE audit SET after = \'{"name":{"sealed":"ab"}}\' WHERE id = 1')
    (found,) = (await findings(empty_url, files))[0]
    assert str(found).startswith("audit 1: its hash does not fit what it says (person.added, person 1)")
    await backdoor.close()


async def test_what_they_once_asked_is_proved_without_them(url: str, tmp_path: Path) -> None:
    """The whole way of *Hapus nama*: requests of access, traces, the person."""
    files = await filled(url, tmp_path)
    database = open_storage(url, clock)
    async with database.uow() as uow:
        asker = next(one for one in await uow.people.everyone() if one.id == SRI)
        begun = await uow.access_requests.begin(asker.telegram_id, "sri di telegram", LATER)
        await uow.access_requests.fill(begun.id, opd="DINKES", name="Sri yang Meminta")
        await uow.access_requests.send(begun.id, LATER)
        await uow.inbox.store([received(77, chat_id=ADMIN, payload='{"text":"Pengguna: Bu Sri"}')])
        await uow.inbox.finish(77, LATER)
        await uow.commit()
    before = (await findings(url, files))[1].head
    async with database.uow() as uow:
        for grant in (await uow.people.get(SRI)).grants:
            await uow.people.end(SRI, grant, by=ADMIN, at=LATER)
        await uow.access_requests.forget_person(asker.telegram_id, SRI, by=ADMIN, at=LATER)
        await uow.traces.forget(asker, LATER)
        await uow.people.forget(SRI, by=ADMIN, at=LATER)
        await uow.commit()
    await database.close()
    found, proved = await findings(url, files, before)
    assert found == []
    assert proved.nameless >= 3
    backdoor = Backdoor(url)
    told = "".join([str(await backdoor.rows(each)) for each in (audit, access_requests, people, inbox)])
    assert "Sri" not in told
    assert "sri di telegram" not in told
    await backdoor.run(f"UPDATE access_requests SET name = 'Sri' WHERE id = {begun.id}")  # noqa: S608 - a number
    ((table, what),) = [(one.table, one.what) for one in (await findings(url, files))[0]]
    assert (table, what.partition(" not as")[0]) == ("access_requests", "name")
    await backdoor.close()
