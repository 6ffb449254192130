"""The rows of the reports' history as events."""

from domain.indicators import key_of
from domain.reports.events import EventKind, ReportEvent
from storage.sql.rows import record_of
from storage.sql.session import AnyRow


def event_of(row: AnyRow, ticket: str = "", files: tuple[int, ...] = ()) -> ReportEvent:
    """Return what a row says, with the ticket and the files that stand beside it."""
    return record_of(
        ReportEvent,
        row,
        kind=EventKind(row.kind),
        indicator=key_of(row.indicator),
        ticket=ticket,
        fields=tuple(row.fields),
        files=files,
    )
