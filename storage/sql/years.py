"""The settings of a year, append-only: the rules are read from all that was ever set."""

from datetime import datetime

from sqlalchemy import select

from domain.sequence import not_before
from domain.years.rules import YearRules, readable_rules
from storage.ports import Setting
from storage.sql import audit_notes
from storage.sql.audit import SqlAudit
from storage.sql.session import AnyRow, Session
from storage.tables.years import year_settings


class SqlYears:
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def rules(self, year: int) -> YearRules:
        told = ((setting.key, setting.value) for setting in await self.settings(year))
        rules, broken = readable_rules(year, told)
        for one in broken:
            self._session.unreadable(f"{year_settings.name} {year} {one.key}", one)
        return rules

    async def settings(self, year: int) -> list[Setting]:
        stored = select(year_settings).where(year_settings.c.year == year).order_by(year_settings.c.id)
        return await self._session.readable(stored, year_settings, _setting)

    async def setting(self, setting_id: int) -> Setting:
        return _setting(await self._session.by_id(year_settings, setting_id))

    async def known(self) -> list[int]:
        years = select(year_settings.c.year).distinct().order_by(year_settings.c.year)
        return [row.year for row in await self._session.rows(years)]

    async def set(
        self, year: int, key: str, value: str, *, by: int | None, at: datetime, legal_basis: str = ""
    ) -> Setting:
        former = {setting.key: setting for setting in await self.settings(year)}.get(key)
        at = not_before(at, former.at if former is not None else None)
        number = await self._session.insert(
            year_settings, year=year, key=key, value=value, legal_basis=legal_basis, by_person=by, at=at
        )
        setting = Setting(id=number, year=year, key=key, value=value, by=by, at=at, legal_basis=legal_basis)
        self._audit.note(audit_notes.year_set(setting, former))
        return setting


def _setting(row: AnyRow) -> Setting:
    return Setting(
        id=row.id,
        year=row.year,
        key=row.key,
        value=row.value,
        by=row.by_person,
        at=row.at,
        legal_basis=row.legal_basis,
    )
