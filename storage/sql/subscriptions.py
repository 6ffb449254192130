"""Who is sent which picture every week."""

from datetime import datetime

from sqlalchemy import select

from domain.indicators import key_of
from domain.keys import IndicatorKey
from storage.ports import Subscription, Subscriptions
from storage.sql.rows import record_of
from storage.sql.session import AnyRow, Session
from storage.tables.subscriptions import subscriptions


class SqlSubscriptions(Subscriptions):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, person_id: int, indicator: IndicatorKey | None, at: datetime) -> Subscription:
        new = {"person": person_id, "indicator": indicator or "", "since": at}
        await self._session.insert_new(subscriptions, [new])
        (found,) = [one for one in await self.of(person_id) if one.indicator == indicator]
        return found

    async def stop(self, person_id: int, indicator: IndicatorKey | None) -> bool:
        own = (subscriptions.c.person == person_id, subscriptions.c.indicator == (indicator or ""))
        return bool(await self._session.change(subscriptions.delete().where(*own)))

    async def of(self, person_id: int) -> list[Subscription]:
        own = select(subscriptions).where(subscriptions.c.person == person_id)
        return await self._session.readable(own.order_by(subscriptions.c.id), subscriptions, _subscription)

    async def everyone(self) -> list[Subscription]:
        in_order = select(subscriptions).order_by(subscriptions.c.id)
        return await self._session.readable(in_order, subscriptions, _subscription)


def _subscription(row: AnyRow) -> Subscription:
    return record_of(Subscription, row, indicator=key_of(row.indicator) if row.indicator else None)
