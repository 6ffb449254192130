"""What strangers ask: rows that are forgotten where nothing was sent, and kept where something was."""

from datetime import datetime
from functools import partial

from sqlalchemy import func, select

from domain.joining.asking import Standing
from domain.people.person import NAMELESS
from storage.ports import AccessRequest, AccessRequests, Stale
from storage.sql.audit import SqlAudit
from storage.sql.rows import columns_of, record_of, values_of
from storage.sql.session import AnyRow, Session
from storage.tables.access_requests import access_requests as table

_record = partial(record_of, AccessRequest)
_BEGUN = table.c.standing == Standing.BEGUN.value


class SqlAccessRequests(AccessRequests):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def lock(self) -> None:
        await self._session.lock("access_requests")

    async def get(self, request_id: int) -> AccessRequest:
        return _request(await self._session.by_id(table, request_id))

    async def newest(self, telegram_id: int) -> AccessRequest | None:
        of_one = select(table).where(table.c.telegram_id == telegram_id)
        row = await self._session.first(of_one.order_by(table.c.id.desc()).limit(1))
        return None if row is None else _request(row)

    async def drop(self, request_id: int) -> None:
        dropped = await self._session.change(table.delete().where(table.c.id == request_id, _BEGUN))
        if not dropped:
            raise Stale("this request was sent, or is forgotten")

    async def forget(self, before: datetime) -> None:
        await self._session.change(table.delete().where(_BEGUN, table.c.begun_at < before))

    async def waiting(self, since: datetime) -> list[AccessRequest]:
        waits = table.c.standing == Standing.WAITING.value
        found = select(table).where(waits, table.c.sent_at > since).order_by(table.c.sent_at, table.c.id)
        return await self._session.readable(found, table, _request)

    async def begun(self, since: datetime) -> int:
        counted = select(func.count().label("many")).where(_BEGUN, table.c.begun_at > since)
        row = await self._session.first(counted)
        return int(row.many) if row is not None else 0

    async def sent(self, since: datetime) -> list[datetime]:
        found = select(table.c.sent_at).where(table.c.sent_at > since).order_by(table.c.sent_at, table.c.id)
        return [row.sent_at for row in await self._session.rows(found)]

    async def _make_nameless(self, telegram_id: int, nobody: int) -> list[int]:
        await self._session.change(table.delete().where(_BEGUN, table.c.telegram_id == telegram_id))
        of_one = select(table.c.id).where(table.c.telegram_id == telegram_id).order_by(table.c.id)
        numbers = [row.id for row in await self._session.rows(of_one)]
        left = {"telegram_id": nobody, "telegram_name": "", "name": NAMELESS}
        for number in numbers:
            await self._session.change_one(table, number, **left)
            row = await self._session.by_id(table, number)
            self._audit.wrote(table.name, number, row._mapping)  # noqa: SLF001 - its public name
        return numbers

    async def _store(self, request: AccessRequest) -> AccessRequest:
        return await self.get(await self._session.insert(table, **columns_of(request)))

    async def _move(self, request_id: int, stands: Standing, /, **values: object) -> AccessRequest:
        stands_so = table.c.standing == stands.value
        change = table.update().where(table.c.id == request_id, stands_so).values(values_of(values))
        async with self._session.savepoint():
            moved = await self._session.change(change)
        row = await self._session.by_id(table, request_id)
        if not moved:
            raise Stale(f"this request is {row.standing}")
        if row.standing != Standing.BEGUN.value:
            if stands is Standing.BEGUN:
                self._audit.wrote(table.name, row.id, row._mapping)  # noqa: SLF001 - its public name
            self._audit.wrote(f"{table.name}/outcome", row.id, row._mapping)  # noqa: SLF001 - its public name
        return _request(row)


def _request(row: AnyRow) -> AccessRequest:
    return _record(row, standing=Standing(row.standing))
