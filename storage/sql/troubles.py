"""What failed and was set aside: one open line for each lane and item."""

from datetime import datetime, timedelta

from sqlalchemy import select

from domain.parking import LONGEST_RAW, LONGEST_REASON, LONGEST_WAIT, kept, wait_after
from storage.ports import Trouble
from storage.sql.session import AnyRow, Session
from storage.tables.troubles import troubles

_OPEN = troubles.c.settled_at.is_(None)


class SqlTroubles:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def note(
        self,
        lane: str,
        item: str,
        reason: str,
        at: datetime,
        *,
        raw: str = "",
        longest: timedelta = LONGEST_WAIT,
    ) -> Trouble:
        # Two instances may fail over the same item at one time.
        await self._session.lock("troubles")
        item, reason, raw = kept(item, LONGEST_REASON), kept(reason, LONGEST_REASON), kept(raw, LONGEST_RAW)
        row = await self._session.first(
            select(troubles).where(_OPEN, troubles.c.lane == lane, troubles.c.item == item)
        )
        tries = row.tries + 1 if row is not None else 1
        noted = {
            "reason": reason,
            "raw": raw or (row.raw if row is not None else ""),
            "tries": tries,
            "last_at": at,
            "until": at + wait_after(tries, longest),
        }
        if row is not None:
            await self._session.change(troubles.update().where(troubles.c.id == row.id).values(**noted))
            return await self.get(row.id)
        return await self.get(
            await self._session.insert(troubles, lane=lane, item=item, first_at=at, **noted)
        )

    async def settle(self, lane: str, item: str, at: datetime) -> bool:
        its = (troubles.c.lane == lane) & (troubles.c.item == kept(item, LONGEST_REASON))
        return bool(await self._session.change(troubles.update().where(_OPEN, its).values(settled_at=at)))

    async def get(self, trouble_id: int) -> Trouble:
        return _trouble(await self._session.by_id(troubles, trouble_id))

    async def of(self, lane: str) -> list[Trouble]:
        found = select(troubles).where(_OPEN, troubles.c.lane == lane).order_by(troubles.c.id)
        return [_trouble(row) for row in await self._session.rows(found)]

    async def parked(self, lane: str, now: datetime) -> frozenset[str]:
        return frozenset(one.item for one in await self.of(lane) if one.is_let_alone(now))

    async def open(self, limit: int, *, before: int | None = None) -> list[Trouble]:
        found = select(troubles).where(_OPEN).order_by(troubles.c.id.desc()).limit(limit)
        if before is not None:
            found = found.where(troubles.c.id < before)
        return [_trouble(row) for row in await self._session.rows(found)]


def _trouble(row: AnyRow) -> Trouble:
    return Trouble(**row._mapping)  # noqa: SLF001 - the public name of a row's columns, SQLAlchemy says
