"""The office, in memory."""

from dataclasses import replace

from domain.office.office import Part
from storage.ports import OfficeSettings, OfficeText, SignatoryVersion
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeOffice(OfficeSettings):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def texts(self) -> list[OfficeText]:
        return list(self._tables.office_texts)

    async def versions(self) -> list[SignatoryVersion]:
        return list(self._tables.signatories)

    async def lock(self) -> None:
        """One unit at a time is open anyway."""

    async def _newest_text(self, part: Part) -> OfficeText | None:
        of_part = (one for one in reversed(self._tables.office_texts) if one.part == part.value)
        return next(of_part, None)

    async def _store_text(self, text: OfficeText) -> OfficeText:
        check_zones(text.at)
        self._tables.require_person(text.by)
        self._tables.office_texts.append(replace(text, id=len(self._tables.office_texts) + 1))
        return self._tables.office_texts[-1]

    async def _store_version(self, version: SignatoryVersion) -> SignatoryVersion:
        check_zones(version.at)
        self._tables.require_person(version.by)
        self._tables.signatories.append(replace(version, id=len(self._tables.signatories) + 1))
        return self._tables.signatories[-1]
