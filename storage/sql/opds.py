"""The OPD as versions: nothing is changed, the newest version of a code holds."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from functools import partial

from sqlalchemy import bindparam, select

from domain.units.opd import Opd
from storage.ports import Opds
from storage.sql.audit import SqlAudit
from storage.sql.keeping import Keeping
from storage.sql.rows import record_of
from storage.sql.session import Prepared, Session
from storage.tables.opds import opd_versions

_opd = partial(record_of, Opd)
_VERSIONS = Prepared(select(opd_versions).order_by(opd_versions.c.id))
_VERSIONS_OF = Prepared(
    select(opd_versions)
    .where(opd_versions.c.code.in_(bindparam("codes", expanding=True)))
    .order_by(opd_versions.c.id)
)
_NEWEST = Prepared(
    select(opd_versions)
    .where(opd_versions.c.code == bindparam("code"))
    .order_by(opd_versions.c.id.desc())
    .limit(1)
)


class SqlOpds(Opds):
    def __init__(self, session: Session, audit: SqlAudit, keeping: Keeping) -> None:
        self._session = session
        self._audit = audit
        self._keeping = keeping

    async def _versions(self, codes: Collection[str] | None) -> list[Opd]:
        if codes is None:
            return await self._session.readable(_VERSIONS, opd_versions, _opd)
        return await self._session.readable(_VERSIONS_OF, opd_versions, _opd, codes=list(codes))

    async def _newest(self, code: str) -> tuple[Opd, datetime] | None:
        row = await self._session.first(_NEWEST, code=code)
        return (_opd(row), row.at) if row is not None else None

    async def _add(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        new = {**asdict(opd), "by_person": by, "at": at}
        number = await self._session.insert(opd_versions, **new)
        self._audit.wrote(opd_versions.name, number, {"id": number, **new})
        self._keeping.opd(opd.code)
