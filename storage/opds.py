"""The OPD as versions: nothing is changed, the newest version of a code holds."""

from datetime import datetime

from sqlalchemy import select

from domain.opd import Opd
from storage import audit_notes
from storage.audit import SqlAudit
from storage.ports import NotFound
from storage.session import AnyRow, Session
from storage.tables.settings import opd_versions


class SqlOpds:
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def all(self) -> list[Opd]:
        rows = await self._session.rows(select(opd_versions).order_by(opd_versions.c.id))
        newest = {row.code: _opd(row) for row in rows}
        return [newest[code] for code in sorted(newest)]

    async def get(self, code: str) -> Opd:
        known = await self._newest(code)
        if known is None:
            raise NotFound(code)
        return known

    async def record(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        former = await self._newest(opd.code)
        if former == opd:
            return
        await self._session.insert(
            opd_versions,
            code=opd.code,
            name=opd.name,
            kind=opd.kind,
            valid_from=opd.valid_from,
            valid_to=opd.valid_to,
            decree=opd.decree,
            merged_into=opd.merged_into,
            by_person=by,
            at=at,
        )
        self._audit.note(audit_notes.opd_recorded(opd, former, by=by, at=at))

    async def _newest(self, code: str) -> Opd | None:
        versions = select(opd_versions).where(opd_versions.c.code == code)
        row = await self._session.first(versions.order_by(opd_versions.c.id.desc()).limit(1))
        return None if row is None else _opd(row)


def _opd(row: AnyRow) -> Opd:
    return Opd(row.code, row.name, row.kind, row.valid_from, row.valid_to, row.decree, row.merged_into)
