"""The append-only history of every report."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent
from domain.sequence import not_before
from storage.ports.audit import Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSearch:
    """Which events are wanted: those that match everything that is given."""

    opd: str | None
    opds: Collection[str] | None
    indicator: IndicatorKey | None
    years: Collection[int] | None
    until: datetime | None


class Reports(Protocol):
    """The append-only history of every report."""

    _audit: Trail

    async def events(
        self,
        *,
        opd: str | None = None,
        opds: Collection[str] | None = None,
        indicator: IndicatorKey | None = None,
        years: Collection[int] | None = None,
        until: datetime | None = None,
    ) -> list[ReportEvent]:
        """Return the events that match everything given, in the order in which they were stored."""
        wanted = EventSearch(opd=opd, opds=opds, indicator=indicator, years=years, until=until)
        return await self._matching(wanted)

    async def touched_since(self, instant: datetime, years: Collection[int]) -> set[tuple[str, IndicatorKey]]:
        """Return of which OPD and indicator a report of these years has changed after that instant."""

    async def several(self, ids: Collection[int]) -> list[ReportEvent]:
        """Return those of these events that there are, in the order in which they were stored."""

    async def get(self, event_id: int) -> ReportEvent:
        """Raises NotFound."""

    async def lock(self, opd: str, indicator: IndicatorKey, year: int) -> None:
        """Let no other unit decide about this report until this one ends; read its events after this."""

    async def append(self, event: ReportEvent) -> ReportEvent:
        """Store with a new id (and, for a submission, its ticket) and return it so.

        It is never earlier than the report's last event: where the clock was set back, `at` is that one's
        and `clock` what the clock said.

        Raises Stale when this version of the draft was submitted already.
        """
        former, last = await self._newest(event)
        at = not_before(event.at, last)
        if at != event.at:
            event = replace(event, at=at, clock=event.clock or event.at)
        stored = await self._store(event)
        subject = f"{stored.opd}/{stored.indicator}/{stored.year}"
        before = None if former is None else _as_json(former)
        self._audit.note(
            f"report.{stored.kind}", subject, before, _as_json(stored), by=stored.by, at=stored.at
        )
        return stored

    async def _matching(self, wanted: EventSearch) -> list[ReportEvent]: ...

    async def _newest(self, beside: ReportEvent) -> tuple[ReportEvent | None, datetime | None]:
        """Return the last event that was stored of the same report, and the latest instant of its history."""

    async def _store(self, event: ReportEvent) -> ReportEvent: ...


def _as_json(event: ReportEvent) -> dict[str, object]:
    """Return what an event says beyond its report, without what it does not say."""
    said = {
        "about": event.about,
        "answers": dict(event.answers),
        "draft": event.draft,
        "fields": list(event.fields),
        "files": list(event.files),
        "reason": event.reason,
        "ticket": event.ticket,
    }
    return {"id": event.id, "kind": event.kind.value} | {key: value for key, value in said.items() if value}
