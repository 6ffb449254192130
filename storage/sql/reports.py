"""The append-only history of every report."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from domain.indicators import by_key, key_of
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from storage.facts.fact import Values
from storage.ports import NotFound, Reports
from storage.ports.reports import EventSearch
from storage.ports.turns import give_way
from storage.sql.audit import SqlAudit
from storage.sql.event_rows import event_of
from storage.sql.evidence import prove_evidence
from storage.sql.keeping import Keeping
from storage.sql.rows import columns_of
from storage.sql.session import BIGGEST_ID, AnySelect, Session
from storage.tables.reports import report_events, report_files, report_tickets

_A_SPELL = 2000
"""Rows that are looked at before whoever waits is let in: some milliseconds."""
_EVENTS = select(report_events, report_tickets.c.ticket).outerjoin(report_tickets)


class SqlReports(Reports):
    def __init__(self, session: Session, audit: SqlAudit, keeping: Keeping) -> None:
        self._session = session
        self._audit = audit
        self._keeping = keeping

    async def _matching(self, wanted: EventSearch) -> list[ReportEvent]:
        columns, found = report_events.c, _EVENTS
        if wanted.opd is not None:
            found = found.where(columns.opd == wanted.opd)
        if wanted.opds is not None:
            found = found.where(columns.opd.in_(wanted.opds))
        if wanted.indicator is not None:
            found = found.where(columns.indicator == str(wanted.indicator))
        if wanted.years is not None:
            # SQLite knows no statistics: an index that begins with the year is no better to it than one that
            # begins with the OPD, and leads through all that happened in that year.
            by_opd = wanted.opd is not None or wanted.opds is not None
            found = found.where((columns.year + 0 if by_opd else columns.year).in_(wanted.years))
        if wanted.until is not None:
            found = found.where(columns.at <= wanted.until)
        return await self._select(found.order_by(columns.id))

    async def touched_since(self, instant: datetime, years: Collection[int]) -> set[tuple[str, IndicatorKey]]:
        columns = report_events.c
        # Not DISTINCT: SQLite would walk a whole index that has these two, whatever happened when.
        since = select(columns.opd, columns.indicator).where(columns.year.in_(years), columns.at > instant)
        rows, told = await self._session.rows(since), set[tuple[str, str]]()
        for start in range(0, len(rows), _A_SPELL):
            told |= {(row.opd, row.indicator) for row in rows[start : start + _A_SPELL]}
            await give_way()
        return {(opd, key_of(indicator)) for opd, indicator in told}

    async def several(self, ids: Collection[int]) -> list[ReportEvent]:
        return await self._select(_EVENTS.where(report_events.c.id.in_(ids)).order_by(report_events.c.id))

    async def lock(self, opd: str, indicator: IndicatorKey, year: int) -> None:
        await self._session.lock(f"report {opd}/{indicator}/{year}")

    async def get(self, event_id: int) -> ReportEvent:
        found = await self._numbered(event_id) if abs(event_id) <= BIGGEST_ID else []
        if not found:
            await self._session.by_id(report_events, event_id)
            raise NotFound(f"report event {event_id} cannot be read")
        return found[0]

    async def _numbered(self, event_id: int) -> list[ReportEvent]:
        return await self._select(_EVENTS.where(report_events.c.id == event_id))

    async def _store(self, event: ReportEvent) -> ReportEvent:
        new, tickets = _columns(event), list[Values]()
        async with self._session.savepoint():
            number = await self._session.insert(report_events, **new)
            files = [
                {"event": number, "position": place, "evidence": file}
                for place, file in enumerate(event.files)
            ]
            await self._session.insert_rows(report_files, files)
            if event.kind is EventKind.SUBMITTED:
                ticket = by_key(event.indicator).ticket(event.year, number)
                tickets.append({"event": number, "ticket": ticket})
                await self._session.insert_rows(report_tickets, tickets)
        self._audit.wrote(report_events.name, number, {"id": number, **new})
        if files:
            self._audit.wrote(report_files.name, number, *files)
            await prove_evidence(self._session, self._audit, event.files)
        for one in tickets:
            self._audit.wrote(report_tickets.name, number, one)
        self._keeping.report(event.indicator, event.opd, event.year)
        return await self._stored(number)

    async def _stored(self, number: int) -> ReportEvent:
        return (await self._numbered(number))[0]

    async def _newest(self, beside: ReportEvent) -> tuple[ReportEvent | None, datetime | None]:
        columns, same = report_events.c, _same_report(beside)
        newest = select(func.max(columns.id)).where(same).correlate(None).scalar_subquery()
        found = await self._select(_EVENTS.where(columns.id == newest))
        latest = await self._session.first(select(func.max(columns.at).label("at")).where(same))
        return (found[0] if found else None), (latest.at if latest is not None else None)

    async def _select(self, wanted: AnySelect) -> list[ReportEvent]:
        files = await self._files(wanted)
        return await self._session.readable(
            wanted, report_events, lambda row: event_of(row, row.ticket or "", files.get(row.id, ()))
        )

    async def _files(self, wanted: AnySelect) -> dict[int, tuple[int, ...]]:
        """Return the evidence of each event, by the event's id, in the order it was sent."""
        ids = wanted.order_by(None).with_only_columns(report_events.c.id)
        of_these = select(report_files).where(report_files.c.event.in_(ids)).order_by(report_files.c.position)
        files: dict[int, tuple[int, ...]] = {}
        for row in await self._session.rows(of_these):
            files[row.event] = (*files.get(row.event, ()), row.evidence)
        return files


def _same_report(event: ReportEvent) -> ColumnElement[bool]:
    columns = report_events.c
    return and_(
        columns.opd == event.opd, columns.indicator == str(event.indicator), columns.year == event.year
    )


def _columns(event: ReportEvent) -> dict[str, object]:
    new = columns_of(event, answers=dict(event.answers), fields=list(event.fields))
    del new["files"], new["ticket"]
    return new
