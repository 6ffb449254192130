"""The append-only history of every report."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent, ticket_for
from domain.sequence import not_before
from storage.ports import NotFound
from storage.sql import audit_notes
from storage.sql.audit import SqlAudit
from storage.sql.session import AnyRow, AnySelect, Session
from storage.tables.reports import report_events, report_files, report_tickets

_EVENTS = select(report_events, report_tickets.c.ticket).outerjoin(report_tickets)


class SqlReports:
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def events(
        self,
        *,
        opd: str | None = None,
        indicator: IndicatorKey | None = None,
        years: Collection[int] | None = None,
        until: datetime | None = None,
    ) -> list[ReportEvent]:
        columns, wanted = report_events.c, _EVENTS
        if opd is not None:
            wanted = wanted.where(columns.opd == opd)
        if indicator is not None:
            wanted = wanted.where(columns.indicator == indicator.value)
        if years is not None:
            wanted = wanted.where(columns.year.in_(years))
        if until is not None:
            wanted = wanted.where(columns.at <= until)
        return await self._select(wanted.order_by(columns.id))

    async def lock(self, opd: str, indicator: IndicatorKey, year: int) -> None:
        await self._session.lock(f"report {opd}/{indicator}/{year}")

    async def get(self, event_id: int) -> ReportEvent:
        await self._session.by_id(report_events, event_id)
        found = await self._select(_EVENTS.where(report_events.c.id == event_id))
        if not found:
            raise NotFound(f"report event {event_id} cannot be read")
        return found[0]

    async def append(self, event: ReportEvent) -> ReportEvent:
        former = await self._newest(event)
        event = await self._in_order(event)
        async with self._session.savepoint():
            number = await self._session.insert(report_events, **_columns(event))
            files = [
                {"event": number, "position": place, "evidence": file}
                for place, file in enumerate(event.files)
            ]
            await self._session.insert_rows(report_files, files)
            if event.kind is EventKind.SUBMITTED:
                ticket = ticket_for(event.indicator, event.year, number)
                await self._session.insert_rows(report_tickets, [{"event": number, "ticket": ticket}])
        stored = (await self._select(_EVENTS.where(report_events.c.id == number)))[0]
        self._audit.note(audit_notes.report_happened(stored, former))
        return stored

    async def _in_order(self, event: ReportEvent) -> ReportEvent:
        """Return the event as it is stored: never earlier than what its report has seen."""
        latest = select(func.max(report_events.c.at).label("at")).where(_same_report(event))
        row = await self._session.first(latest)
        at = not_before(event.at, row.at if row is not None else None)
        return event if at == event.at else replace(event, at=at, clock=event.clock or event.at)

    async def _newest(self, beside: ReportEvent) -> ReportEvent | None:
        columns = report_events.c
        newest = select(func.max(columns.id)).where(_same_report(beside)).correlate(None).scalar_subquery()
        found = await self._select(_EVENTS.where(columns.id == newest))
        return found[0] if found else None

    async def _select(self, wanted: AnySelect) -> list[ReportEvent]:
        files = await self._files(wanted)
        return await self._session.readable(
            wanted, report_events, lambda row: _event(row, files.get(row.id, ()))
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
        columns.opd == event.opd, columns.indicator == event.indicator.value, columns.year == event.year
    )


def _columns(event: ReportEvent) -> dict[str, object]:
    return {
        "kind": event.kind.value,
        "opd": event.opd,
        "indicator": event.indicator.value,
        "year": event.year,
        "at": event.at,
        "by_person": event.by,
        "answers": dict(event.answers),
        "about": event.about,
        "reason": event.reason,
        "fields": list(event.fields),
        "draft": event.draft,
        "draft_version": event.draft_version,
        "clock": event.clock,
    }


def _event(row: AnyRow, files: tuple[int, ...]) -> ReportEvent:
    return ReportEvent(
        id=row.id,
        kind=EventKind(row.kind),
        opd=row.opd,
        indicator=IndicatorKey(row.indicator),
        year=row.year,
        at=row.at,
        by=row.by_person,
        answers=row.answers,
        about=row.about,
        ticket=row.ticket or "",
        reason=row.reason,
        fields=tuple(row.fields),
        draft=row.draft,
        draft_version=row.draft_version,
        files=files,
        clock=row.clock,
    )
