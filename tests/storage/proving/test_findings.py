"""What is done behind the bot's back is found: the six that passed before there was proof, and their kin."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.documents.stamp import Stamp
from domain.documents.wanted import DocumentKind, Wanted
from domain.people.person import Grant, Role
from storage.evidence import EvidenceFolder
from storage.ports import HEAD, Card, Finding, Head, Made
from storage.proving import proving
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.proving.city import BYTES, Backdoor, filled, findings
from tests.storage.samples import LATER, NOW, clock


@pytest.fixture
async def files(url: str, tmp_path: Path) -> EvidenceFolder:
    return await filled(url, tmp_path)


@pytest.fixture
async def backdoor(url: str, files: EvidenceFolder) -> AsyncIterator[Backdoor]:  # noqa: ARG001 - filled first
    opened = Backdoor(url)
    yield opened
    await opened.close()


@pytest.fixture
async def database(url: str, files: EvidenceFolder) -> AsyncIterator[Database]:  # noqa: ARG001 - as above
    opened = open_storage(url, clock)
    yield opened
    await opened.close()


async def told(url: str, files: EvidenceFolder, *since: Head) -> list[str]:
    return [str(one) for one in (await findings(url, files, *since))[0]]


async def head_of(database: Database) -> Head:
    async with database.look() as uow:
        return await uow.audit.head()


async def test_answers_that_were_rewritten(url: str, files: EvidenceFolder, backdoor: Backdoor) -> None:
    await backdoor.run('UPDATE report_events SET answers = \'{"predikat": "AA"}\' WHERE id = 1')
    (found,) = await told(url, files)
    assert found.startswith("report_events 1: answers not as entry ")


async def test_a_verdict_that_was_deleted(url: str, files: EvidenceFolder, backdoor: Backdoor) -> None:
    await backdoor.run("DELETE FROM report_events WHERE id = 2")
    (found,) = await told(url, files)
    assert found.startswith("report_events 2: removed; entry ")


async def test_an_admin_who_was_slipped_in(url: str, files: EvidenceFolder, backdoor: Backdoor) -> None:
    await backdoor.run(
        "INSERT INTO people (id, telegram_id, name, added_at)"
        " SELECT 66, 666, 'X', added_at FROM people WHERE id = 1"
    )
    await backdoor.run(
        "INSERT INTO role_events (id, person, role, unit, given, by_person, at)"
        " SELECT 66, 66, role, unit, given, by_person, at FROM role_events WHERE id = 1"
    )
    assert await told(url, files) == [
        "role_events 66: added: no entry knows it",
        "people 66: added: no entry knows it",
        "people 66: added: no entry knows it",
    ]


async def test_an_admin_whose_account_became_somebody_elses(
    url: str, files: EvidenceFolder, backdoor: Backdoor
) -> None:
    await backdoor.run("UPDATE people SET telegram_id = 666 WHERE id = 1")
    (found,) = await told(url, files)
    assert found.startswith("people 1: telegram_id not as entry ")


async def test_the_last_five_entries_cut_off(url: str, files: EvidenceFolder, backdoor: Backdoor) -> None:
    """What they were about has no entry any more, or one that says something else."""
    (row,) = await backdoor.run("SELECT max(id) AS id FROM audit")
    await backdoor.run(f"DELETE FROM audit WHERE id > {row['id'] - 5}")  # noqa: S608 - a number
    found = await told(url, files)
    assert "invitations/outcome" not in "".join(found)
    assert {one.partition(":")[0] for one in found} >= {"access_requests 1", "access_requests 2"}


async def test_entries_cut_off_with_all_that_they_were_about(
    url: str, files: EvidenceFolder, backdoor: Backdoor, database: Database
) -> None:
    """Only what was seen elsewhere tells: by a card, by a document, or by whoever kept the head."""
    before = await head_of(database)
    async with database.uow() as uow:
        for number in (7, 8):
            await uow.years.set(2027, "target.sakip", f"{number}", by=None, at=LATER)
        card = Card(
            id=0, person=1, kind="iku", about="", chat_id=1, message_id=5, shown_at=NOW, fingerprint="",
            seen=before.id + 2,
        )  # fmt: skip
        await uow.commit()
    after = await head_of(database)
    assert await told(url, files, before, after) == []
    await backdoor.run("DELETE FROM year_settings WHERE year = 2027")
    await backdoor.run(f"DELETE FROM audit WHERE id > {before.id}")  # noqa: S608 - as above
    assert await told(url, files, before) == []
    assert await told(url, files, after) == [
        f"audit {before.id + 1}: cut off: missing, with 1 after it, says head {after.short}"
    ]
    async with database.uow() as uow:
        await uow.cards.show(card)
        await uow.commit()
    assert await told(url, files) == [
        f"audit {before.id + 1}: cut off: entry {after.id} was seen when a card or document was made"
    ]


async def test_a_trail_that_was_made_anew_from_some_entry_on(
    url: str, files: EvidenceFolder, database: Database
) -> None:
    head = await head_of(database)
    other = Head(head.id - 3, "0" * 64)
    assert await told(url, files, head, other) == [
        f"audit {other.id}: the trail up to here was made anew: its hash is not that of head {other.short}"
    ]


async def test_the_head_that_the_installation_noted_is_one_to_compare_with(
    url: str, files: EvidenceFolder, backdoor: Backdoor, database: Database
) -> None:
    head = await head_of(database)
    for written, found in (
        (str(head), []),
        (
            f"{head.id + 9}:{'ab' * 32}",
            [f"audit {head.id + 1}: cut off: missing, with 8 after it, says the head noted last"],
        ),
        ("nonsense", [f"installation {HEAD}: its head of the trail cannot be read"]),
    ):
        async with database.uow() as uow:
            await uow.installation.set(HEAD, written)
            await uow.commit()
        assert await told(url, files) == found
    await backdoor.run("UPDATE installation SET value = value WHERE name = 'x'")


async def test_evidence_whose_bytes_were_replaced(url: str, files: EvidenceFolder, tmp_path: Path) -> None:
    (kept,) = [
        one for one in (tmp_path / "evidence").rglob("*") if one.is_file() and one.read_bytes() == BYTES
    ]
    kept.write_bytes(BYTES.replace(b"LHE", b"lhe"))
    assert await told(url, files) == [f"evidence 1: its file {kept.name[:12]}… holds other bytes"]


async def test_evidence_whose_bytes_are_gone(url: str, files: EvidenceFolder, tmp_path: Path) -> None:
    (kept,) = [
        one for one in (tmp_path / "evidence").rglob("*") if one.is_file() and one.read_bytes() == BYTES
    ]
    kept.unlink()
    assert await told(url, files) == [
        f"evidence 1: its file {kept.name[:12]}… cannot be read: No such file or directory"
    ]


async def test_evidence_that_is_replaced_with_its_row(
    url: str, files: EvidenceFolder, backdoor: Backdoor
) -> None:
    other = await files.put(b"%PDF-1.7 another")
    await backdoor.run(f"UPDATE evidence SET sha256 = '{other}' WHERE id = 1")  # noqa: S608 - our own
    (found,) = await told(url, files)
    assert found.startswith("evidence 1: sha256 not as entry ")
    await backdoor.run("UPDATE evidence SET sha256 = '../../etc/passwd' WHERE id = 1")
    assert "evidence 1: its SHA-256 is none" in await told(url, files)


async def test_an_entry_that_says_something_else_of_a_row_is_not_believed(
    url: str, files: EvidenceFolder, backdoor: Backdoor
) -> None:
    await backdoor.run("UPDATE audit SET rows = '[[1]]', secret = 'x' WHERE id = 4")
    await backdoor.run("UPDATE audit SET after = '[' WHERE kind = 'person.added'")
    found = (await findings(url, files))[0]
    broken = [one.row for one in found if one.table == "audit"]
    assert broken == [1, 2, 4, 16]
    assert Finding("role_events", 1, "added: no entry knows it") in found


async def test_what_the_bot_goes_on_to_do_is_proved_as_well(
    url: str, files: EvidenceFolder, database: Database
) -> None:
    for person in (1, 2):
        async with database.uow() as uow:
            await uow.people.end(person, Grant(Role.ADMIN), by=None, at=LATER)
            await uow.people.rename(person, "Nama baru", by=1, at=LATER)
            await uow.commit()
    assert await told(url, files) == []


async def test_what_is_changed_meanwhile_is_not_seen_in_halves(
    files: EvidenceFolder, database: Database
) -> None:
    """The comparison sees one state, however long it takes, and keeps nobody from writing."""
    async with proving(database, files) as comparison:
        async with database.uow() as uow:
            await uow.years.set(2027, "target.sakip", "60", by=None, at=LATER)
            await uow.commit()
        found = [one async for one in comparison.findings()]
        first = comparison.proved.entries
    assert found == []
    async with proving(database, files) as comparison:
        assert [one async for one in comparison.findings()] == []
        assert comparison.proved.entries == first + 1


async def test_what_stands_on_a_document_is_a_head_as_well(
    url: str, files: EvidenceFolder, backdoor: Backdoor, database: Database
) -> None:
    head = await head_of(database)
    wanted = Wanted(kind=DocumentKind.FORM, year=2026)
    async with database.uow() as uow:
        asked = await uow.documents.ask(wanted, seen=head.id, day=NOW.date(), at=NOW)
        begun = await uow.documents.begin(asked.id, NOW, LATER)
        assert begun is not None
        stamp = Stamp(as_of=NOW, final=False, head=head.short)
        made = await uow.documents.made(begun, Made(stamp=stamp, said=(), caption="", files=()), NOW)
        assert made.stamp == stamp
        await uow.commit()
    assert await told(url, files) == []
    await backdoor.run(f"UPDATE documents SET head = '{head.id}:{'0' * 20}'")  # noqa: S608 - our own
    assert await told(url, files) == [
        f"audit {head.id}: the trail up to here was made anew: its hash is not that of document {made.id}"
    ]
