"""Stores a long history as the bot would have, in an SQLite file that nobody else has open.

What is stored, noted in the audit trail and proved there is the work of the ports themselves (`storage.sql`).
Only what makes them slow is left out: a row gets its number here, rows are stored some thousand at a time,
and nobody asks for what was just told. If it ends half-way, the file is good for nothing.
"""

import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Table

from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from storage.database import connect_sqlite, make_sqlite_file
from storage.engines.running import DIALECT, Run
from storage.engines.transaction import Found, Given, Statement, Transaction
from storage.ports import Opds, People, Reports, Years
from storage.sql.audit import SqlAudit
from storage.sql.keeping import Keeping
from storage.sql.opds import SqlOpds
from storage.sql.people import SqlPeople
from storage.sql.reports import SqlReports
from storage.sql.session import Session
from storage.sql.years import SqlYears

_CARELESS = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = 0")
_CACHE = 256 * 1024
"""Kilobytes of the file that are kept at hand: its indexes are written everywhere at once."""


class Unit(Protocol):
    """What a history is told to: the ports that it needs, and rows that no port has."""

    @property
    def people(self) -> People: ...
    @property
    def opds(self) -> Opds: ...
    @property
    def years(self) -> Years: ...
    @property
    def reports(self) -> Reports: ...

    async def add(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None: ...

    async def pour(self) -> None:
        """Let what was told so far be found."""


class Ports:
    """The ports of a unit of work in one session, which stores what they noted when it is poured."""

    def __init__(self, session: Session, reports: type[SqlReports] = SqlReports) -> None:
        self._session = session
        self._audit = SqlAudit(session)
        self._keeping = Keeping(session)
        self.people: People = SqlPeople(session, self._audit)
        self.opds: Opds = SqlOpds(session, self._audit, self._keeping)
        self.years: Years = SqlYears(session, self._audit, self._keeping)
        self.reports: Reports = reports(session, self._audit, self._keeping)

    async def add(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        await self._session.insert_rows(table, rows)

    async def pour(self) -> None:
        await self._audit.flush()
        # What is kept of the figures is made when everything is there: `bot.commands.rebuild`.
        self._keeping.forget()


class Bulk(Ports):
    """What it was told is stored by `pour`, and found only then."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._rows = _Rows(raw)
        super().__init__(self._rows, _Reports)

    async def pour(self) -> None:
        await super().pour()
        await self._rows.pour()


@asynccontextmanager
async def pouring(file: Path) -> AsyncIterator[Bulk]:
    """Give the unit that a history is told to; the file is migrated, and nobody has it open."""
    raw = connect_sqlite(str(file))
    try:
        # Nothing to go back to, and nobody to read meanwhile: every page is written once.
        for setting in (*_CARELESS, f"cache_size = -{_CACHE}"):
            raw.execute(f"PRAGMA {setting}")
        raw.execute("BEGIN")
        bulk = Bulk(raw)
        yield bulk
        await bulk.pour()
        raw.commit()
        broken = raw.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise ValueError(f"a row of {broken[0]} refers to what is not there")
    finally:
        raw.close()
    make_sqlite_file(file)


class OneFile(Transaction):
    """One transaction in a file of our own: no turns, no locks."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.touched = set()
        self._raw = raw

    async def execute(self, statement: Statement, values: Given = None, *, only_first: bool = False) -> Found:
        return await Run(statement, values).on(self._raw, only_first=only_first)

    async def attempt(self, statement: Statement, values: Given = None) -> Found:
        return await self.execute(statement, values)

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def lock(self, name: str) -> None: ...

    async def commit(self, *, soon: bool) -> None:
        raise NotImplementedError("it is committed once, when all was told")

    async def rollback(self) -> None:
        raise NotImplementedError("there is nothing to go back to")

    async def close(self) -> None: ...


class _Rows(Session):
    """A session that numbers rows by itself and keeps them until `pour`."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        super().__init__(OneFile(raw), DIALECT)
        self._kept = defaultdict[Table, list[Mapping[str, Any]]](list)
        self._last = defaultdict[Table, int](int)

    async def insert(self, table: Table, **values: object) -> int:
        self._last[table] += 1
        number = self._last[table]
        self._kept[table].append({"id": number, **values})
        return number

    async def insert_rows(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        self._kept[table] += rows

    async def pour(self) -> None:
        for table, rows in self._kept.items():
            await super().insert_rows(table, rows)
        self._kept.clear()


class _Reports(SqlReports):
    """The reports of a history that is told in order: what came last of each is known, and not looked for."""

    def __init__(self, session: Session, audit: SqlAudit, keeping: Keeping) -> None:
        super().__init__(session, audit, keeping)
        self._last = dict[tuple[str, IndicatorKey], ReportEvent]()
        self._told: ReportEvent | None = None

    async def append(self, event: ReportEvent) -> ReportEvent:
        """Store as `Reports.append`; its id is the one that it comes with, and has to be the next."""
        stored = await super().append(event)
        self._last[stored.opd, stored.indicator] = stored
        return stored

    async def _newest(self, beside: ReportEvent) -> tuple[ReportEvent | None, datetime | None]:
        last = self._last.get((beside.opd, beside.indicator))
        # The years come one after the other: of an earlier one nothing is told any more.
        return (last, last.at) if last is not None and last.year == beside.year else (None, None)

    async def _store(self, event: ReportEvent) -> ReportEvent:
        self._told = event
        return await super()._store(event)

    async def _stored(self, number: int) -> ReportEvent:
        told = self._told
        if told is None or told.id != number:
            raise ValueError(f"event {number} is told as another one: {told}")
        if told.kind is EventKind.SUBMITTED:
            return replace(told, ticket=by_key(told.indicator).ticket(told.year, number))
        return told
