"""The OPD as versions: nothing is changed, the newest version of a code holds."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from functools import partial

from sqlalchemy import select

from domain.units.opd import Opd
from storage.ports import Opds
from storage.sql.audit import SqlAudit
from storage.sql.keeping import Keeping
from storage.sql.rows import record_of
from storage.sql.session import Session
from storage.tables.opds import opd_versions

_opd = partial(record_of, Opd)


class SqlOpds(Opds):
    def __init__(self, session: Session, audit: SqlAudit, keeping: Keeping) -> None:
        self._session = session
        self._audit = audit
        self._keeping = keeping

    async def _versions(self, codes: Collection[str] | None) -> list[Opd]:
        in_order = select(opd_versions).order_by(opd_versions.c.id)
        if codes is not None:
            in_order = in_order.where(opd_versions.c.code.in_(codes))
        return await self._session.readable(in_order, opd_versions, _opd)

    async def _newest(self, code: str) -> tuple[Opd, datetime] | None:
        versions = select(opd_versions).where(opd_versions.c.code == code)
        row = await self._session.first(versions.order_by(opd_versions.c.id.desc()).limit(1))
        return (_opd(row), row.at) if row is not None else None

    async def _add(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        await self._session.insert(opd_versions, **asdict(opd), by_person=by, at=at)
        self._keeping.opd(opd.code)
