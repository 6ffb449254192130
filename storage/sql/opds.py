"""The OPD as versions: nothing is changed, the newest version of a code holds."""

from datetime import datetime

from sqlalchemy import select

from domain.sequence import not_before
from domain.units.opd import Opd
from storage.ports import NotFound
from storage.sql import audit_notes
from storage.sql.audit import SqlAudit
from storage.sql.session import AnyRow, Session
from storage.tables.opds import opd_versions


class SqlOpds:
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def all(self) -> list[Opd]:
        in_order = select(opd_versions).order_by(opd_versions.c.id)
        versions = await self._session.readable(in_order, opd_versions, _opd)
        newest = {opd.code: opd for opd in versions}
        return [newest[code] for code in sorted(newest)]

    async def get(self, code: str) -> Opd:
        row = await self._newest(code)
        if row is None:
            raise NotFound(code)
        return _opd(row)

    async def record(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        row = await self._newest(opd.code)
        former = _opd(row) if row is not None else None
        if former == opd:
            return
        at = not_before(at, row.at if row is not None else None)
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

    async def _newest(self, code: str) -> AnyRow | None:
        versions = select(opd_versions).where(opd_versions.c.code == code)
        return await self._session.first(versions.order_by(opd_versions.c.id.desc()).limit(1))


def _opd(row: AnyRow) -> Opd:
    return Opd(row.code, row.name, row.kind, row.valid_from, row.valid_to, row.decree, row.merged_into)
