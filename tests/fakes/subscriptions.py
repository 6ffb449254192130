"""Who is sent which picture every week, in memory."""

from datetime import datetime

from domain.keys import IndicatorKey
from storage.ports import Subscription, Subscriptions
from tests.fakes.tables import Tables, check_zones


class FakeSubscriptions(Subscriptions):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, person_id: int, indicator: IndicatorKey | None, at: datetime) -> Subscription:
        check_zones(at)
        self._tables.require_person(person_id)
        for one in await self.of(person_id):
            if one.indicator == indicator:
                return one
        number = max(self._tables.subscriptions, default=0) + 1
        new = Subscription(id=number, person=person_id, indicator=indicator, since=at)
        self._tables.subscriptions[number] = new
        return new

    async def stop(self, person_id: int, indicator: IndicatorKey | None) -> bool:
        found = [one.id for one in await self.of(person_id) if one.indicator == indicator]
        for number in found:
            del self._tables.subscriptions[number]
        return bool(found)

    async def of(self, person_id: int) -> list[Subscription]:
        return [one for one in self._tables.subscriptions.values() if one.person == person_id]

    async def everyone(self) -> list[Subscription]:
        return list(self._tables.subscriptions.values())
