"""One changed cell of each table is named: table, row, column; so is a row too many or too few."""

from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Table

from storage.evidence import EvidenceFolder
from storage.facts.aspects import ASPECTS, Aspect
from storage.migrate import migrate
from storage.ports import Finding
from storage.tables.audit import audit
from tests.storage.proving.city import Backdoor, filled, findings, other_than, something

PROVED = {name: one for name, one in ASPECTS.items() if one.table is not audit}
TABLES = sorted({one.table.name for one in PROVED.values()})
NOT_PROVED = {
    # What a card shows, and how far it has come, is nobody's deed.
    "announcements": {"finished_at", "chat_id", "message_id"},
    # What the download found out on its way; the bytes are read.
    "evidence": {"state", "problem", "attempts", "next_try", "removed_at", "marks", "renamed"},
    # Whether messages arrive.
    "people": {"unreachable", "unreachable_since", "paused_until"},
    # Rows of a sheet are told by their order.
    "rekap_rows": {"id"},
}


@pytest.fixture
async def files(url: str, tmp_path: Path) -> EvidenceFolder:
    return await filled(url, tmp_path)


@pytest.fixture
async def backdoor(url: str, files: EvidenceFolder) -> AsyncIterator[Backdoor]:  # noqa: ARG001 - filled first
    opened = Backdoor(url)
    yield opened
    await opened.close()


def aspects_of(table: str) -> list[Aspect]:
    return [one for one in PROVED.values() if one.table.name == table]


def test_every_column_is_proved_or_said_not_to_be() -> None:
    proved = defaultdict[str, set[str]](set)
    for one in PROVED.values():
        proved[one.table.name] |= {*one.columns}
    for table in TABLES:
        columns = {column.name for column in aspects_of(table)[0].table.columns}
        assert columns - proved[table] == NOT_PROVED.get(table, set()), table


async def test_all_is_as_the_trail_says(url: str, files: EvidenceFolder) -> None:
    found, proved = await findings(url, files)
    assert found == []
    assert (proved.since, proved.begun, proved.files, proved.nameless) == (0, 0, 2, 0)
    assert proved.entries == proved.head.id > 20
    assert proved.rows > 40


@pytest.mark.parametrize("table", TABLES)
async def test_one_changed_cell_is_named(
    table: str, url: str, files: EvidenceFolder, backdoor: Backdoor
) -> None:
    for aspect in aspects_of(table):
        rows = await backdoor.rows(aspect.table)
        rows = [row for row in rows if is_proved(aspect, row["id"] if "id" in row else row[aspect.key])]
        for place, name in enumerate(aspect.columns):
            row = rows[place % len(rows)]
            changed = something(aspect.table.c[name].type) if row[name] is None else other_than(row[name])
            await backdoor.put(aspect.table, row, **{name: changed})
            found, _ = await findings(url, files)
            assert named(aspect, row[aspect.key], name, found), (name, row, found)
            await backdoor.put(aspect.table, {**row, name: changed}, **{name: row[name]})
    assert (await findings(url, files))[0] == []


def is_proved(aspect: Aspect, key: int) -> bool:
    """Return whether a row is: the third file is in no report, the third request was never sent."""
    return aspect.table.name not in {"evidence", "access_requests"} or key < 3


def named(aspect: Aspect, key: int, column: str, found: list[Finding]) -> bool:
    told = [one.what for one in found if (one.table, one.row) == (aspect.table.name, key)]
    if column == aspect.key:
        return any(what.startswith("removed") or "rows instead of" in what for what in told)
    if aspect.order:
        return any(what.startswith("row ") for what in told)
    return any(column in what.partition(" not as entry ")[0].split(", ") for what in told)


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"evidence", "rekap_rows"}))
async def test_a_row_too_many_is_named(
    table: str, url: str, files: EvidenceFolder, backdoor: Backdoor
) -> None:
    of: Table = aspects_of(table)[0].table
    (key, *_) = of.primary_key
    row = (await backdoor.rows(of))[0]
    unique: dict[str, object] = {
        name: f"{row[name]}x" for name in ("ticket", "token_hash", "way", "kind") if name in row
    }
    if "telegram_id" in row:
        unique["telegram_id"] = row["telegram_id"] + 5000
    if table == "rekap_withdrawals":
        unique["sheet"] = 77
    await backdoor.run(of.insert().values({**row, **unique, key.name: 77}))
    found, _ = await findings(url, files)
    assert Finding(table, 77, "added: no entry knows it") in found


@pytest.mark.parametrize("table", TABLES)
async def test_a_row_too_few_is_named(
    table: str, url: str, files: EvidenceFolder, backdoor: Backdoor
) -> None:
    of = aspects_of(table)[0]
    row = (await backdoor.rows(of.table))[0]
    await backdoor.run(of.table.delete().where(of.key_column == row[of.key]))
    found = [
        one.what for one in (await findings(url, files))[0] if (one.table, one.row) == (table, row[of.key])
    ]
    assert found
    assert all(what.startswith("removed; entry ") for what in found)


async def test_a_cell_that_nothing_can_read_is_named(tmp_path: Path) -> None:
    """On SQLite alone: PostgreSQL takes nothing that does not fit its column."""
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    files = await filled(url, tmp_path)
    backdoor = Backdoor(url)
    await backdoor.run("UPDATE report_events SET at = 'kemarin', answers = '{' WHERE id = 1")
    await backdoor.close()
    assert (await findings(url, files))[0] == [Finding("report_events", 1, "it cannot be read")]
