"""The history of the reports, in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent, ticket_for
from domain.sequence import known_at, not_before
from storage.ports import Stale
from storage.sql import audit_notes
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables


class FakeReports:
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def events(
        self,
        *,
        opd: str | None = None,
        indicator: IndicatorKey | None = None,
        years: Collection[int] | None = None,
        until: datetime | None = None,
    ) -> list[ReportEvent]:
        matching = [
            event
            for event in self._tables.events.values()
            if (opd is None or event.opd == opd)
            and (indicator is None or event.indicator == indicator)
            and (years is None or event.year in years)
        ]
        return matching if until is None else known_at(matching, until)

    async def lock(self, opd: str, indicator: IndicatorKey, year: int) -> None:
        """Units of work on SQLite wait for each other anyway."""

    async def get(self, event_id: int) -> ReportEvent:
        self._tables.require_event(event_id)
        return self._tables.events[event_id]

    async def append(self, event: ReportEvent) -> ReportEvent:
        self._tables.require_person(event.by)
        self._tables.require_draft(event.draft)
        self._tables.require_event(event.about)
        self._tables.require_evidence(*event.files)
        number = len(self._tables.events) + 1
        beside = await self.events(opd=event.opd, indicator=event.indicator, years=(event.year,))
        at = not_before(event.at, max((one.at for one in beside), default=None))
        clock = event.clock if at == event.at else event.clock or event.at
        stored = replace(event, id=number, ticket="", at=at, clock=clock)
        if event.kind is EventKind.SUBMITTED:
            self._refuse_twice(event)
            stored = replace(stored, ticket=ticket_for(event.indicator, event.year, number))
        newest = max(beside, key=lambda one: one.id, default=None)
        self._audit.note(audit_notes.report_happened(stored, newest))
        self._tables.events[number] = stored
        return stored

    def _refuse_twice(self, event: ReportEvent) -> None:
        version = (event.draft, event.draft_version)
        sent = (other for other in self._tables.events.values() if other.kind is EventKind.SUBMITTED)
        if None not in version and any((other.draft, other.draft_version) == version for other in sent):
            raise Stale("this version of the draft was submitted already")
