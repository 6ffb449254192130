"""The append-only history of every report."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent


class Reports(Protocol):
    """The append-only history of every report."""

    async def events(
        self,
        *,
        opd: str | None = None,
        indicator: IndicatorKey | None = None,
        years: Collection[int] | None = None,
        until: datetime | None = None,
    ) -> list[ReportEvent]:
        """Return the events that match everything given, in the order in which they were stored."""

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
