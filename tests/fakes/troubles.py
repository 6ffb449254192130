"""What failed and was set aside, in memory."""

from dataclasses import replace
from datetime import datetime

from storage.ports import Trouble, Troubles
from tests.fakes.tables import Tables, added, check_zones, found


class FakeTroubles(Troubles):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def forget(self, before: datetime) -> int:
        lines = self._tables.troubles.items()
        old = [number for number, one in lines if one.settled_at is not None and one.settled_at < before]
        for number in old:
            del self._tables.troubles[number]
        return len(old)

    async def get(self, trouble_id: int) -> Trouble:
        return found(self._tables.troubles, trouble_id)

    async def of(self, lane: str) -> list[Trouble]:
        return [one for one in self._tables.troubles.values() if one.settled_at is None and one.lane == lane]

    async def open(self, limit: int, *, before: int | None = None) -> list[Trouble]:
        lines = [
            one
            for number, one in self._tables.troubles.items()
            if one.settled_at is None and (before is None or number < before)
        ]
        return lines[::-1][:limit]

    async def _open_line(self, lane: str, item: str) -> Trouble | None:
        return next((one for one in await self.of(lane) if one.item == item), None)

    async def _store(self, line: Trouble) -> Trouble:
        check_zones(line.last_at)
        if not line.id:
            return added(self._tables.troubles, line)
        self._tables.troubles[line.id] = line
        return line

    async def _settle(self, lane: str, item: str, at: datetime) -> bool:
        line = await self._open_line(lane, item)
        if line is not None:
            self._tables.troubles[line.id] = replace(line, settled_at=at)
        return line is not None
