"""The settings of a year, append-only: the rules are read from all that was ever set."""

from datetime import datetime

from sqlalchemy import select

from domain.years import YearRules, rules_from
from storage.session import Session
from storage.tables import year_settings


class SqlYears:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def rules(self, year: int) -> YearRules:
        columns = year_settings.c
        stored = select(columns.key, columns.value).where(columns.year == year).order_by(columns.id)
        return rules_from(year, [(row.key, row.value) for row in await self._session.rows(stored)])

    async def set(
        self, year: int, key: str, value: str, *, by: int | None, at: datetime, legal_basis: str = ""
    ) -> None:
        await self._session.insert(
            year_settings, year=year, key=key, value=value, legal_basis=legal_basis, by_person=by, at=at
        )
