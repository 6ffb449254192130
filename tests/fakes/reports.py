"""The history of the reports, in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from domain.sequence import known_at
from storage.ports import Reports, Stale
from storage.ports.reports import EventSearch
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, found


class FakeReports(Reports):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def _matching(self, wanted: EventSearch) -> list[ReportEvent]:
        matching = [
            event
            for event in self._tables.events.values()
            if wanted.opd in (None, event.opd)
            and (wanted.opds is None or event.opd in wanted.opds)
            and wanted.indicator in (None, event.indicator)
            and (wanted.years is None or event.year in wanted.years)
        ]
        return matching if wanted.until is None else known_at(matching, wanted.until)

    async def touched_since(self, instant: datetime, years: Collection[int]) -> set[tuple[str, IndicatorKey]]:
        since = (one for one in self._tables.events.values() if one.at > instant)
        return {(one.opd, one.indicator) for one in since if one.year in years}

    async def several(self, ids: Collection[int]) -> list[ReportEvent]:
        return [event for event in self._tables.events.values() if event.id in ids]

    async def lock(self, opd: str, indicator: IndicatorKey, year: int) -> None:
        """Units of work on SQLite wait for each other anyway."""

    async def get(self, event_id: int) -> ReportEvent:
        return found(self._tables.events, event_id)

    async def _store(self, event: ReportEvent) -> ReportEvent:
        self._tables.require_person(event.by)
        self._tables.require_draft(event.draft)
        self._tables.require_event(event.about)
        self._tables.require_evidence(*event.files)
        number = len(self._tables.events) + 1
        ticket = ""
        if event.kind is EventKind.SUBMITTED:
            self._refuse_twice(event)
            ticket = by_key(event.indicator).ticket(event.year, number)
        self._tables.events[number] = stored = replace(event, id=number, ticket=ticket)
        return stored

    async def _newest(self, beside: ReportEvent) -> tuple[ReportEvent | None, datetime | None]:
        history = await self.events(opd=beside.opd, indicator=beside.indicator, years=(beside.year,))
        newest = max(history, key=lambda one: one.id, default=None)
        return newest, max((one.at for one in history), default=None)

    def _refuse_twice(self, event: ReportEvent) -> None:
        version = (event.draft, event.draft_version)
        sent = (other for other in self._tables.events.values() if other.kind is EventKind.SUBMITTED)
        if None not in version and any((other.draft, other.draft_version) == version for other in sent):
            raise Stale("this version of the draft was submitted already")
