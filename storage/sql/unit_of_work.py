"""The unit of work on SQLAlchemy, and the database that opens it.

database = open_storage("sqlite:///data/bot.db", clock)
async with database.uow() as uow:
    ...
    await uow.commit()
await database.close()
"""

import logging
from collections.abc import Callable, Hashable
from datetime import datetime

from sqlalchemy import literal, select, text

from storage import ports
from storage.database import PATIENCE
from storage.engines import Counts, Timings, Transaction, open_engine
from storage.sql.access_requests import SqlAccessRequests
from storage.sql.announcements import SqlAnnouncements
from storage.sql.asking import SqlAsking
from storage.sql.audit import SqlAudit
from storage.sql.cards import SqlCards
from storage.sql.documents import SqlDocuments
from storage.sql.drafts import SqlDrafts
from storage.sql.evidence import SqlEvidenceFiles
from storage.sql.inbox import SqlInbox
from storage.sql.installation import SqlInstallation
from storage.sql.invitations import SqlInvitations
from storage.sql.keeping import Keeping
from storage.sql.knowing import Knowledge
from storage.sql.notices import SqlNotices
from storage.sql.office import SqlOffice
from storage.sql.opds import SqlOpds
from storage.sql.people import SqlPeople
from storage.sql.rekap import SqlRekap
from storage.sql.reminders import SqlReminders
from storage.sql.reports import SqlReports
from storage.sql.reviewing import SqlReviewing
from storage.sql.session import Prepared, Session
from storage.sql.shown import Shown
from storage.sql.standings import SqlStandings
from storage.sql.subscriptions import SqlSubscriptions
from storage.sql.traces import SqlTraces
from storage.sql.troubles import SqlTroubles
from storage.sql.waits import SqlWaits
from storage.sql.years import SqlYears

log = logging.getLogger(__name__)

_ANYTHING = Prepared(select(literal(1)))
_ONE_STATE = Prepared(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


_PLAIN: dict[str, Callable[[Session], object]] = {
    "inbox": SqlInbox,
    "drafts": SqlDrafts,
    "notices": SqlNotices,
    "reminders": SqlReminders,
    "traces": SqlTraces,
    "troubles": SqlTroubles,
    "waits": SqlWaits,
    "subscriptions": SqlSubscriptions,
    "reviewing": SqlReviewing,
    "cards": SqlCards,
    "documents": SqlDocuments,
    "installation": SqlInstallation,
}
_AUDITED: dict[str, Callable[[Session, SqlAudit], object]] = {
    "people": SqlPeople,
    "invitations": SqlInvitations,
    "access_requests": SqlAccessRequests,
    "evidence": SqlEvidenceFiles,
    "announcements": SqlAnnouncements,
    "rekap": SqlRekap,
    "office": SqlOffice,
    "asking": SqlAsking,
}
_KEEPING: dict[str, Callable[[Session, SqlAudit, Keeping], object]] = {
    "opds": SqlOpds,
    "years": SqlYears,
    "reports": SqlReports,
    "standings": lambda session, _, keeping: SqlStandings(session, keeping),
}


class SqlUnitOfWork(ports.UnitOfWork):
    def __init__(
        self,
        session: Session,
        update_id: int | None,
        now: datetime,
        *,
        only_reads: bool = False,
    ) -> None:
        self._session = session
        self._only_reads = only_reads
        self._update_id = update_id
        self._now = now
        audit = self._audit = SqlAudit(session)
        self._keeping = Keeping(session)
        self.audit = audit

    def __getattr__(self, name: str) -> object:
        """Make a port when it is first asked for: few units need more than some of them."""
        if name in _PLAIN:
            port = _PLAIN[name](self._session)
        elif name in _AUDITED:
            port = _AUDITED[name](self._session, self._audit)
        elif name in _KEEPING:
            port = _KEEPING[name](self._session, self._audit, self._keeping)
        else:
            raise AttributeError(name)
        setattr(self, name, port)
        return port

    async def _store(self, reply: str, *, soon: bool) -> None:  # noqa: ARG002 - the inbox keeps the reply
        if self._only_reads:
            raise RuntimeError("a unit that only reads stores nothing")
        await self._keeping.flush()
        await self._audit.flush()
        await self._session.commit(soon=soon)

    async def _roll_back(self) -> None:
        await self._session.rollback()
        self._audit.forget()
        self._keeping.forget()

    async def _leave(self) -> None:
        await self._session.close()


class Database(ports.Storage):
    """Make it with `open_storage`, end it with `close`."""

    def __init__(
        self,
        url: str,
        clock: Callable[[], datetime],
        patience: float = PATIENCE,
        timings: Timings | None = None,
    ) -> None:
        self._engine = open_engine(url, patience, self._stored, timings)
        self._clock = clock
        self._unreadable: dict[str, str] = {}
        self._said: set[str] = set()
        self._told: list[Callable[[ports.Touched], None]] = []
        self._shown = Shown()
        self._knows = Knowledge(self._engine.others)

    @property
    def counts(self) -> Counts:
        """What the database was given to do, for benchmarks and tests."""
        return self._engine.counts

    def uow(self, update_id: int | None = None, now: datetime | None = None) -> ports.UnitOfWork:
        session = self._session(self._engine.begin(), may_write=True)
        return SqlUnitOfWork(session, update_id, now or self._clock())  # type: ignore[abstract] # see __getattr__

    def look(self, now: datetime | None = None) -> ports.UnitOfWork:
        session = self._session(self._engine.look(), may_write=False)
        return SqlUnitOfWork(session, None, now or self._clock(), only_reads=True)  # type: ignore[abstract] # as above

    def _session(self, transaction: Transaction, *, may_write: bool) -> Session:
        return Session(
            transaction, self._engine.dialect, self._cannot_read, knows=self._knows, may_write=may_write
        )

    def show_soon(self, card: ports.Card) -> bool:
        return self._knows.encumbered.is_free(card.person) and self._engine.put_off(self._shown, card)

    def version(self, *tables: str) -> Hashable:
        return self._engine.version(tables)

    def versions(self) -> Callable[..., Hashable]:
        as_of = self._engine.versions()
        return lambda *tables: as_of(tables)

    def subscribe(self, told: Callable[[ports.Touched], None]) -> Callable[[], None]:
        self._told.append(told)
        return lambda: self._told.remove(told)

    def hear(self) -> None:
        """Tell whoever subscribed if another process has stored something since this was last asked."""
        self._engine.hear()

    def _stored(self, touched: ports.Touched) -> None:
        for told in tuple(self._told):
            told(touched)

    def take_unreadable(self) -> dict[str, str]:
        found, self._unreadable = self._unreadable, {}
        return found

    def _cannot_read(self, row: str, error: Exception) -> None:
        self._unreadable[row] = repr(error)
        if row not in self._said:
            self._said.add(row)
            log.error("%s cannot be read, and is passed over.", row, exc_info=error)

    async def look_at_all(self) -> Session:
        """Return a session that only reads, and sees one state of everything until it is closed."""
        session = Session(self._engine.look(), self._engine.dialect)
        if self._engine.dialect.name == "postgresql":
            await session.rows(_ONE_STATE)
        # The state that is seen is that of the first question.
        await session.first(_ANYTHING)
        return session

    async def ping(self) -> None:
        """Ask the database for an answer. Raises Unavailable when it gives none."""
        session = Session(self._engine.begin(), self._engine.dialect)
        try:
            await session.first(_ANYTHING)
        finally:
            await session.close()

    async def close(self) -> None:
        await self._engine.close()


def open_storage(
    url: str,
    clock: Callable[[], datetime],
    *,
    patience: float = PATIENCE,
    timings: Timings | None = None,
) -> Database:
    """Return the storage at that URL; nothing is connected yet. The clock returns aware instants.

    `patience` is how many seconds a unit of work waits for a database that another process has locked.
    With `timings` every statement is timed. Raises ValueError for a URL that is neither an SQLite file nor
    PostgreSQL.
    """
    return Database(url, clock, patience, timings)
