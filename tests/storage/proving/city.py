"""A city with something in every table that is proved, and the ways to change it behind the bot's back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, TypeDecorator, event, text
from sqlalchemy.types import TypeEngine

from domain.forms.drafts import FileState
from domain.joining.asking import Standing
from domain.office.office import Part, Signatory
from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from domain.units.opd import Opd
from storage.database import engine_for
from storage.evidence import EvidenceFolder
from storage.ports import Finding, Head, RekapName, ReturnMessage, Storage, Way
from storage.proving import Proved, proving
from storage.sql.unit_of_work import Database, open_storage
from storage.tables import APPEND_ONLY
from tests.storage.contract.test_announcements import announced
from tests.storage.contract.test_rekap import HEALTH, LIBRARY, sheet
from tests.storage.samples import LATER, NOW, clock, file_of, someone, started, submission

OPERATOR = Grant(Role.OPERATOR, "DINKES")
BYTES = b"%PDF-1.7 LHE"


async def fill(storage: Storage, files: EvidenceFolder) -> None:
    """Store something of everything, in some units, with more than one row in most tables."""
    async with storage.uow() as uow:
        admin, operator = await someone(uow, 1), await someone(uow, 2)
        await uow.people.rename(operator.id, "Bu Sri", by=admin.id, at=LATER)
        await uow.people.grant(admin.id, Grant(Role.ADMIN), by=None, at=NOW)
        await uow.people.grant(operator.id, OPERATOR, by=admin.id, at=NOW)
        await uow.opds.record(Opd("DINKES", "Dinas Kesehatan", "dinas", date(2020, 1, 1)), by=None, at=NOW)
        closed = Opd(
            "DINKES", "Dinkes PPKB", "dinas", date(2020, 1, 1), date(2026, 6, 30), "Perwali 1", "DIKBUD"
        )
        await uow.opds.record(closed, by=admin.id, at=LATER)
        await uow.years.set(2026, "target.sakip", "75", by=admin.id, at=NOW, legal_basis="Perwali 1/2026")
        await uow.years.set(2026, "deadline.sakip", "2026-03-31", by=admin.id, at=NOW)
        await uow.commit()
    async with storage.uow() as uow:
        draft = await started(uow, operator)
        kept = [await uow.evidence.add(file_of(draft, unique_id=name)) for name in "abc"]
        sha256 = await files.put(BYTES)
        await uow.evidence.update(replace(kept[0], state=FileState.STORED, sha256=sha256), at=NOW)
        sent = await uow.reports.append(
            submission(
                operator,
                draft=draft.id,
                draft_version=1,
                files=tuple(file.id for file in kept[:2]),
                clock=NOW,
            )
        )
        returned = await uow.reports.append(
            submission(
                admin,
                kind=EventKind.RETURNED,
                at=LATER,
                answers={},
                about=sent.id,
                reason="Buram",
                fields=("nilai",),
            )
        )
        await uow.evidence.note_opened(kept[0].id, by=admin.id, at=NOW)
        await uow.commit()
    async with storage.uow() as uow:
        late = await files.put(b"late")
        # One came after the report was sent; the third is in no report, and proves nothing.
        for file in kept[1:]:
            await uow.evidence.update(replace(file, state=FileState.STORED, sha256=late, size=4), at=LATER)
        for way, by in ((Way.QUESTION, operator), (Way.ANSWER, admin)):
            said = ReturnMessage(decision=returned.id, way=way, text=f"Tentang {way}", by=by.id, at=LATER)
            await uow.asking.add(said)
        first = await announced(uow)
        await announced(uow, "dua")
        await uow.announcements.update(replace(first, stopped_at=LATER, chat_id=1), by=admin.id, at=LATER)
        await uow.announcements.update(replace(first, stopped_at=LATER, finished_at=LATER), by=None, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        await uow.rekap.withdraw((await sheet(uow, HEALTH, LIBRARY)).id, by=admin.id, at=NOW)
        await uow.rekap.remember(RekapName(name="Din. Kes", opd="DINKES", by=admin.id, at=NOW))
        await uow.office.set(Part.PLACE, "Kraksaan", by=admin.id, at=NOW)
        signs = Signatory(
            id=0, post="Sekda", title="Plt. Sekretaris Daerah", name="Budi", rank="Pembina", nip="19700101",
            since=date(2026, 1, 1), until=date(2026, 12, 31),
        )  # fmt: skip
        await uow.office.strike(
            (await uow.office.appoint(signs, by=admin.id, at=NOW)).id, by=admin.id, at=LATER
        )
        doors = [
            await uow.invitations.add(token, OPERATOR, by=admin.id, at=NOW, expires_at=LATER)
            for token in "abc"
        ]
        await uow.invitations.use(doors[0].id, operator.id, NOW)
        await uow.invitations.revoke(doors[1].id, by=admin.id, at=NOW)
        for telegram_id in (31, 32, 33):
            asked = await uow.access_requests.begin(telegram_id, "Orang Asing", NOW)
            await uow.access_requests.fill(asked.id, opd="DINKES", name="Wati")
            if telegram_id < 33:
                await uow.access_requests.send(asked.id, NOW)
            if telegram_id < 32:
                await uow.access_requests.settle(asked.id, Standing.ACCEPTED, by=admin.id, at=LATER)
        await uow.commit()


async def findings(url: str, files: EvidenceFolder, *since: Head) -> tuple[list[Finding], Proved]:
    """Return what is found in a database, and what was compared."""
    database = open_storage(url, clock)
    try:
        async with proving(database, files, since) as comparison:
            return [found async for found in comparison.findings()], comparison.proved
    finally:
        await database.close()


async def filled(url: str, folder: Path) -> EvidenceFolder:
    """Fill a database, and return where its evidence is."""
    files = EvidenceFolder(folder / "evidence")
    database: Database = open_storage(url, clock)
    await fill(database, files)
    await database.close()
    return files


class Backdoor:
    """Statements past all our code, by somebody who may do anything to the database."""

    def __init__(self, url: str) -> None:
        self._engine = engine_for(url, migrating=True)
        if self._engine.dialect.name == "postgresql":
            event.listen(self._engine.sync_engine, "connect", _unguarded)
        self._is_open = self._engine.dialect.name == "postgresql"

    async def run(self, statement: Any, values: Mapping[str, Any] | None = None) -> list[Any]:  # noqa: ANN401 - SQL
        async with self._engine.begin() as connection:
            if not self._is_open:
                for table in APPEND_ONLY:
                    for change in ("update", "delete", "replace"):
                        await connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{change}"))
                self._is_open = True
            built = text(statement) if isinstance(statement, str) else statement
            result = await connection.execute(built, values or {})
            return [*result.mappings()] if result.returns_rows else []

    async def rows(self, table: Table) -> list[Mapping[str, Any]]:
        return await self.run(table.select().order_by(*table.primary_key))

    async def put(self, table: Table, row: Mapping[str, Any], /, **values: Any) -> None:  # noqa: ANN401 - of columns
        """Change a row that says this."""
        same = [column == row[column.name] for column in table.primary_key]
        assert not await self.run(table.update().where(*same).values(**values))

    async def close(self) -> None:
        await self._engine.dispose()


def _unguarded(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's
    cursor = connection.cursor()
    cursor.execute("SET session_replication_role = replica")
    cursor.close()


def other_than(value: object) -> object:
    """Return another value of the same kind, in the smallest step."""
    changed: object
    if isinstance(value, bool):
        changed = not value
    elif isinstance(value, int):
        changed = value + 1000
    elif isinstance(value, datetime):
        changed = value + timedelta(microseconds=1)
    elif isinstance(value, date):
        changed = value + timedelta(days=1)
    elif isinstance(value, dict):
        changed = value | {"predikat": "AA"}
    else:
        changed = [*value, "skor"] if isinstance(value, list) else f"{value} "
    return changed


def something(kind: TypeEngine[Any]) -> object:
    """Return what is put where nothing was."""
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    values: Mapping[object, object] = {int: 1, str: "x", bool: True, datetime: LATER, date: LATER.date()}
    return values[plain.python_type]
