"""The office, append-only: the newest text of a part and the newest version of a signatory hold."""

from dataclasses import asdict, replace
from functools import partial

from sqlalchemy import select

from domain.office.office import Part, Signatory
from storage.ports import OfficeSettings, OfficeText, SignatoryVersion
from storage.sql.audit import SqlAudit
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Session
from storage.tables.office import office_signatories, office_texts

_text = partial(record_of, OfficeText)


class SqlOffice(OfficeSettings):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def texts(self) -> list[OfficeText]:
        in_order = select(office_texts).order_by(office_texts.c.id)
        return await self._session.readable(in_order, office_texts, _text)

    async def versions(self) -> list[SignatoryVersion]:
        in_order = select(office_signatories).order_by(office_signatories.c.id)
        return await self._session.readable(in_order, office_signatories, _version)

    async def lock(self) -> None:
        await self._session.lock("office")

    async def _newest_text(self, part: Part) -> OfficeText | None:
        of_part = select(office_texts).where(office_texts.c.part == part.value)
        row = await self._session.first(of_part.order_by(office_texts.c.id.desc()).limit(1))
        return _text(row) if row is not None else None

    async def _store_text(self, text: OfficeText) -> OfficeText:
        new = columns_of(text)
        stored = replace(text, id=await self._session.insert(office_texts, **new))
        self._audit.wrote(office_texts.name, stored.id, {"id": stored.id, **new})
        return stored

    async def _store_version(self, version: SignatoryVersion) -> SignatoryVersion:
        said = asdict(version.signatory)
        number = said.pop("id")
        new = columns_of(version, ("struck", "by", "at"), number=number, **said)
        stored = replace(version, id=await self._session.insert(office_signatories, **new))
        self._audit.wrote(office_signatories.name, stored.id, {"id": stored.id, **new})
        return stored


def _version(row: AnyRow) -> SignatoryVersion:
    return record_of(SignatoryVersion, row, signatory=record_of(Signatory, row, id=row.number))
