"""The Inspektorat's tables of all OPD, append-only."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial

from sqlalchemy import Select, select

from domain.rekap.comparison import RekapRow, RowProblem
from storage.ports import NotFound, Rekap, RekapName, RekapSheet
from storage.sql.audit import SqlAudit
from storage.sql.evidence import prove_evidence
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, AnySelect, Session
from storage.tables.rekap import rekap_names, rekap_rows, rekap_sheets, rekap_withdrawals

_SHEETS = select(rekap_sheets, rekap_withdrawals.c.at.label("withdrawn_at")).outerjoin(rekap_withdrawals)
_name = partial(record_of, RekapName)


class SqlRekap(Rekap):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def lock(self, year: int) -> None:
        await self._session.lock(f"rekap {year}")

    async def sheets(self, year: int) -> list[RekapSheet]:
        return await self._select(_SHEETS.where(rekap_sheets.c.year == year))

    async def sheet(self, sheet_id: int) -> RekapSheet:
        await self._session.by_id(rekap_sheets, sheet_id)
        found = await self._select(_SHEETS.where(rekap_sheets.c.id == sheet_id))
        if not found:
            raise NotFound(f"rekap sheet {sheet_id} cannot be read")
        return found[0]

    async def names(self) -> list[RekapName]:
        return await self._session.readable(
            select(rekap_names).order_by(rekap_names.c.id), rekap_names, _name
        )

    async def _select(self, wanted: AnySelect) -> list[RekapSheet]:
        rows = await self._rows(wanted.with_only_columns(rekap_sheets.c.id))
        return await self._session.readable(
            wanted.order_by(rekap_sheets.c.id), rekap_sheets, lambda sheet: _sheet(sheet, rows[sheet.id])
        )

    async def _rows(self, sheets: Select[tuple[int]]) -> dict[int, list[RekapRow]]:
        of_these = select(rekap_rows).where(rekap_rows.c.sheet.in_(sheets)).order_by(rekap_rows.c.id)
        found = defaultdict[int, list[RekapRow]](list)
        for sheet, row in await self._session.readable(of_these, rekap_rows, _row):
            found[sheet].append(row)
        return found

    async def _store(self, sheet: RekapSheet, at: datetime) -> RekapSheet:
        new = columns_of(sheet, ("year", "name", "sha256", "evidence", "by"), at=at)
        async with self._session.savepoint():
            number = await self._session.insert(rekap_sheets, **new)
            rows = [_columns(number, row) for row in sheet.rows]
            await self._session.insert_rows(rekap_rows, rows)
        self._audit.wrote(rekap_sheets.name, number, {"id": number, **new})
        if rows:
            self._audit.wrote(rekap_rows.name, number, *rows)
        if sheet.evidence is not None:
            await prove_evidence(self._session, self._audit, [sheet.evidence])
        return replace(sheet, id=number, at=at)

    async def _withdraw(self, sheet_id: int, *, by: int, at: datetime) -> None:
        new = {"sheet": sheet_id, "by_person": by, "at": at}
        number = await self._session.insert(rekap_withdrawals, **new)
        self._audit.wrote(rekap_withdrawals.name, number, {"id": number, **new})

    async def _add_name(self, name: RekapName) -> None:
        new = columns_of(name)
        number = await self._session.insert(rekap_names, **new)
        self._audit.wrote(rekap_names.name, number, {"id": number, **new})


def _columns(sheet: int, row: RekapRow) -> dict[str, object]:
    nilai = "" if row.nilai is None else str(row.nilai)
    return columns_of(row, sheet=sheet, nilai=nilai, problem=row.problem or "")


def _sheet(sheet: AnyRow, rows: list[RekapRow]) -> RekapSheet:
    return record_of(RekapSheet, sheet, rows=tuple(rows))


def _row(row: AnyRow) -> tuple[int, RekapRow]:
    nilai = Decimal(row.nilai) if row.nilai else None
    problem = RowProblem(row.problem) if row.problem else None
    return row.sheet, record_of(RekapRow, row, nilai=nilai, problem=problem)
