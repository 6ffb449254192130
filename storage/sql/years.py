"""The settings of a year, append-only: the rules are read from all that was ever set."""

from dataclasses import replace
from functools import partial

from sqlalchemy import bindparam, select

from storage.ports import Setting, Years
from storage.sql.audit import SqlAudit
from storage.sql.keeping import Keeping
from storage.sql.rows import columns_of, record_of
from storage.sql.session import Prepared, Session
from storage.tables.years import year_settings

_setting = partial(record_of, Setting)
_OF_YEAR = Prepared(
    select(year_settings).where(year_settings.c.year == bindparam("year")).order_by(year_settings.c.id)
)


class SqlYears(Years):
    def __init__(self, session: Session, audit: SqlAudit, keeping: Keeping) -> None:
        self._session = session
        self._audit = audit
        self._keeping = keeping

    async def settings(self, year: int) -> list[Setting]:
        return await self._session.readable(_OF_YEAR, year_settings, _setting, year=year)

    async def setting(self, setting_id: int) -> Setting:
        return _setting(await self._session.by_id(year_settings, setting_id))

    async def known(self) -> list[int]:
        years = select(year_settings.c.year).distinct().order_by(year_settings.c.year)
        return [row.year for row in await self._session.rows(years)]

    async def _store(self, setting: Setting) -> Setting:
        new = columns_of(setting)
        stored = replace(setting, id=await self._session.insert(year_settings, **new))
        self._audit.wrote(year_settings.name, stored.id, {"id": stored.id, **new})
        self._keeping.setting(setting.year, setting.key)
        return stored

    def _pass_over(self, year: int, key: str, error: Exception) -> None:
        self._session.unreadable(f"{year_settings.name} {year} {key}", error)
