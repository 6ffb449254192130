"""Rows from before the proof are proved from then on, and nobody claims more; the way back breaks nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from storage.audit_chain import EMPTY, chained, end_of
from storage.evidence import EvidenceFolder
from storage.migrate import downgrade, migrate
from storage.ports import AuditEntry
from storage.ports.audit import Note
from storage.sql.rows import columns_of
from storage.sql.unit_of_work import open_storage
from storage.tables.audit import audit
from tests.storage.databases import run
from tests.storage.proving.city import Backdoor, fill, findings
from tests.storage.samples import LATER, clock

OLD = "0027"


async def old_city(url: str, folder: Path, *, keep: bool = False) -> EvidenceFolder:
    """Fill a database, and take away all that only the proof has brought, as if it had never been there.

    `keep` the entries of the trail, as they were chained then.
    """
    await migrate(url)
    files, database = EvidenceFolder(folder / "evidence"), open_storage(url, clock)
    await fill(database, files)
    await database.close()
    await downgrade(url, OLD)
    backdoor = Backdoor(url)
    told = [AuditEntry(by=row["by_person"], **_but(row, "by_person")) for row in await backdoor.rows(audit)]
    await backdoor.run("DELETE FROM audit")
    last = EMPTY
    for entry in told if keep else ():
        said = {name: getattr(entry, name) for name in ("at", "by", "kind", "subject", "before", "after")}
        link = chained(Note(**said), last)
        last = end_of(link)
        await backdoor.run(audit.insert().values(**columns_of(link, id=link.id)))
    for column in ("rows", "secret"):
        await backdoor.run(f"ALTER TABLE audit DROP COLUMN {column}")
    await backdoor.close()
    return files


def _but(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


async def test_rows_that_are_older_are_known_only_since_then(empty_url: str, tmp_path: Path) -> None:
    files = await old_city(empty_url, tmp_path)
    backdoor = Backdoor(empty_url)
    await backdoor.run("UPDATE role_events SET by_person = 1 WHERE id = 1")
    await backdoor.close()
    await migrate(empty_url)
    # A step may have closed the door again.
    backdoor = Backdoor(empty_url)
    found, proved = await findings(empty_url, files)
    assert found == []
    assert proved.begun == 1
    assert proved.since == proved.rows > 40
    await backdoor.run("UPDATE people SET name = 'Lain' WHERE id = 2")
    await backdoor.run("UPDATE report_events SET answers = '{}' WHERE id = 1")
    told = [str(one).partition(" not as")[0] for one in (await findings(empty_url, files))[0]]
    assert told == ["report_events 1: answers", "people 2: name"]
    await backdoor.close()


async def test_what_is_written_afterwards_stands_on_its_own(empty_url: str, tmp_path: Path) -> None:
    files = await old_city(empty_url, tmp_path)
    await migrate(empty_url)
    before = (await findings(empty_url, files))[1]
    database = open_storage(empty_url, clock)
    async with database.uow() as uow:
        await uow.people.rename(2, "Baru", by=1, at=LATER)
        await uow.years.set(2026, "target.sakip", "80", by=1, at=LATER)
        await uow.commit()
    await database.close()
    found, after = await findings(empty_url, files)
    assert found == []
    assert (after.since, after.rows) == (before.since - 1, before.rows + 1)


async def test_the_way_back_and_forth_breaks_no_chain(empty_url: str, tmp_path: Path) -> None:
    await migrate(empty_url)
    files, database = EvidenceFolder(tmp_path / "evidence"), open_storage(empty_url, clock)
    await fill(database, files)
    await database.close()
    before = (await findings(empty_url, files))[1]
    await downgrade(empty_url, OLD)
    with pytest.raises(DBAPIError, match="audit is append-only"):
        await run(empty_url, "UPDATE audit SET secret = ''")
    await run(
        empty_url,
        "INSERT INTO year_settings (year, key, value, legal_basis, at)"
        " SELECT 2027, key, value, legal_basis, at FROM year_settings WHERE id = 1",
    )
    await migrate(empty_url)
    found, after = await findings(empty_url, files, before.head)
    assert found == []
    assert (after.begun, after.since, after.rows) == (before.entries + 1, 1, before.rows + 1)


async def test_of_an_entry_nothing_can_be_changed_but_names(url: str) -> None:
    database = open_storage(url, clock)
    async with database.uow() as uow:
        await uow.people.add(1, "Siti", LATER)
        await uow.years.set(2026, "target.sakip", "75", by=None, at=LATER)
        await uow.commit()
    await database.close()
    for change in (
        "after = '{}' WHERE id = 2",
        "secret = '' WHERE id = 2",
        "secret = 'x' WHERE id = 1",
        "kind = 'year.set', secret = '' WHERE id = 1",
        "hash = 'x', secret = '' WHERE id = 1",
        "rows = '[]', secret = '' WHERE id = 1",
        "by_person = 1, secret = '' WHERE id = 1",
    ):
        with pytest.raises(DBAPIError, match="audit is append-only"):
            await run(url, f"UPDATE audit SET {change}")  # noqa: S608 - the list above
    assert await run(url, "UPDATE audit SET after = '{}', secret = '' WHERE id = 1") == []
