"""What is asked about a return, and what is answered."""

from collections.abc import Collection

from sqlalchemy import bindparam, select

from storage.ports import Asking, ReturnMessage, Way
from storage.sql.audit import SqlAudit
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Prepared, Session
from storage.tables.asking import return_messages

_ABOUT = Prepared(
    select(return_messages)
    .where(return_messages.c.decision.in_(bindparam("decisions", expanding=True)))
    .order_by(return_messages.c.id)
)


class SqlAsking(Asking):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def _store(self, message: ReturnMessage) -> None:
        new = columns_of(message)
        number = await self._session.insert(return_messages, **new)
        self._audit.wrote(return_messages.name, number, {"id": number, **new})

    async def about(self, decisions: Collection[int]) -> list[ReturnMessage]:
        return await self._session.readable(_ABOUT, return_messages, _read, decisions=list(decisions))


def _read(row: AnyRow) -> ReturnMessage:
    return record_of(ReturnMessage, row, way=Way(row.way))
