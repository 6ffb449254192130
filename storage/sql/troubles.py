"""What failed and was set aside: one open line for each lane and item."""

from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, select

from storage.ports import Trouble, Troubles
from storage.sql.rows import columns_of, record_of
from storage.sql.session import Session
from storage.tables.troubles import troubles

_OPEN = troubles.c.settled_at.is_(None)
_trouble = partial(record_of, Trouble)


class SqlTroubles(Troubles):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def forget(self, before: datetime) -> int:
        return await self._session.change(troubles.delete().where(troubles.c.settled_at < before))

    async def get(self, trouble_id: int) -> Trouble:
        return _trouble(await self._session.by_id(troubles, trouble_id))

    async def of(self, lane: str) -> list[Trouble]:
        found = select(troubles).where(_OPEN, troubles.c.lane == lane).order_by(troubles.c.id)
        return [_trouble(row) for row in await self._session.rows(found)]

    async def open(self, limit: int, *, before: int | None = None) -> list[Trouble]:
        found = select(troubles).where(_OPEN).order_by(troubles.c.id.desc()).limit(limit)
        if before is not None:
            found = found.where(troubles.c.id < before)
        return [_trouble(row) for row in await self._session.rows(found)]

    async def _open_line(self, lane: str, item: str) -> Trouble | None:
        # Two instances may fail over the same item at one time.
        await self._session.lock("troubles")
        row = await self._session.first(select(troubles).where(_OPEN, _is(lane, item)))
        return _trouble(row) if row is not None else None

    async def _store(self, line: Trouble) -> Trouble:
        number, said = line.id, columns_of(line)
        del said["settled_at"]  # It may have been settled meanwhile, and stays so then.
        if number:
            await self._session.change_one(troubles, number, **said)
        else:
            number = await self._session.insert(troubles, **said)
        return await self.get(number)

    async def _settle(self, lane: str, item: str, at: datetime) -> bool:
        open_line = troubles.update().where(_OPEN, _is(lane, item))
        return bool(await self._session.change(open_line.values(settled_at=at)))


def _is(lane: str, item: str) -> ColumnElement[bool]:
    return (troubles.c.lane == lane) & (troubles.c.item == item)
