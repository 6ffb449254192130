"""What failed and was set aside, in memory."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.parking import LONGEST_RAW, LONGEST_REASON, LONGEST_WAIT, kept, wait_after
from storage.ports import NotFound, Trouble
from tests.fakes.tables import Tables, check_zones


class FakeTroubles:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

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
        check_zones(at)
        former = self._open_line(lane, item)
        tries = former.tries + 1 if former else 1
        number = former.id if former else len(self._tables.troubles) + 1
        self._tables.troubles[number] = Trouble(
            id=number,
            lane=lane,
            item=kept(item, LONGEST_REASON),
            reason=kept(reason, LONGEST_REASON),
            raw=kept(raw, LONGEST_RAW) or (former.raw if former else ""),
            tries=tries,
            first_at=former.first_at if former else at,
            last_at=at,
            until=at + wait_after(tries, longest),
        )
        return self._tables.troubles[number]

    async def settle(self, lane: str, item: str, at: datetime) -> bool:
        line = self._open_line(lane, item)
        if line is not None:
            self._tables.troubles[line.id] = replace(line, settled_at=at)
        return line is not None

    async def get(self, trouble_id: int) -> Trouble:
        if trouble_id not in self._tables.troubles:
            raise NotFound(trouble_id)
        return self._tables.troubles[trouble_id]

    async def of(self, lane: str) -> list[Trouble]:
        return [one for one in self._tables.troubles.values() if one.settled_at is None and one.lane == lane]

    async def parked(self, lane: str, now: datetime) -> frozenset[str]:
        return frozenset(one.item for one in await self.of(lane) if one.is_let_alone(now))

    async def open(self, limit: int, *, before: int | None = None) -> list[Trouble]:
        found = [
            one
            for number, one in self._tables.troubles.items()
            if one.settled_at is None and (before is None or number < before)
        ]
        return found[::-1][:limit]

    def _open_line(self, lane: str, item: str) -> Trouble | None:
        name = kept(item, LONGEST_REASON)
        lines = (one for one in self._tables.troubles.values() if (one.lane, one.item) == (lane, name))
        return next((one for one in lines if one.settled_at is None), None)
