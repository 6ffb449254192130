"""What happened to the reports, with which files and tickets."""

from sqlalchemy import Column, Index, Integer, Table

from storage.tables.columns import instant, metadata, number, partial, refers, structure, text

report_events = Table(
    "report_events",
    metadata,
    number(),
    text("kind"),
    text("opd"),
    text("indicator"),
    Column("year", Integer, nullable=False),
    instant("at"),
    refers("by_person", "people"),
    structure("answers"),
    refers("about", "report_events", nullable=True),
    text("reason"),
    structure("fields"),
    refers("draft", "drafts", nullable=True),
    Column("draft_version", Integer),
    instant("clock", nullable=True),
    # Tickets are made of these ids: none is given twice, also after a restore (record 45).
    sqlite_autoincrement=True,
)
Index(None, report_events.c.year, report_events.c.indicator, report_events.c.opd)
Index(None, report_events.c.opd, report_events.c.indicator, report_events.c.year)
Index(None, report_events.c.year, report_events.c.at)
partial(
    "uq_report_events_submission",
    report_events.c.draft,
    report_events.c.draft_version,
    where=report_events.c.kind == "submitted",
    unique=True,
)

report_files = Table(
    "report_files",
    metadata,
    refers("event", "report_events", primary_key=True),
    Column("position", Integer, primary_key=True),
    refers("evidence", "evidence"),
)
Index(None, report_files.c.evidence)

# A ticket is made of its event's id, which is known only when the event is stored for good.
report_tickets = Table(
    "report_tickets",
    metadata,
    refers("event", "report_events", primary_key=True),
    text("ticket", unique=True),
)
