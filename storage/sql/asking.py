"""What is asked about a return, and what is answered."""

from collections.abc import Collection

from sqlalchemy import select

from storage.ports import Asking, ReturnMessage, Way
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Session
from storage.tables.asking import return_messages


class SqlAsking(Asking):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, message: ReturnMessage) -> None:
        await self._session.insert(return_messages, **columns_of(message))

    async def about(self, decisions: Collection[int]) -> list[ReturnMessage]:
        of_these = select(return_messages).where(return_messages.c.decision.in_(decisions))
        return await self._session.readable(of_these.order_by(return_messages.c.id), return_messages, _read)


def _read(row: AnyRow) -> ReturnMessage:
    return record_of(ReturnMessage, row, way=Way(row.way))
