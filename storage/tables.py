"""The tables. Those in APPEND_ONLY are history: triggers of the migrations refuse UPDATE and DELETE."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import instant, number, own_number, partial, refers, refers_back, text

APPEND_ONLY = (
    "role_events",
    "opd_versions",
    "year_settings",
    "report_events",
    "report_files",
    "report_tickets",
    "evidence_openings",
    "audit",
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

inbox = Table(
    "inbox",
    metadata,
    number(),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    text("payload"),
    instant("received_at"),
    instant("applied_at", nullable=True),
    Column("reply", Text),
    instant("finished_at", nullable=True),
)
partial("ix_inbox_unfinished", inbox.c.id, where=inbox.c.finished_at.is_(None))
Index(None, inbox.c.finished_at)

people = Table(
    "people",
    metadata,
    number(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    text("name"),
    instant("added_at"),
    text("unreachable", nullable=True),
    instant("unreachable_since", nullable=True),
    instant("paused_until", nullable=True),
)

role_events = Table(
    "role_events",
    metadata,
    number(),
    refers("person", "people"),
    text("role"),
    text("unit"),
    Column("given", Boolean, nullable=False),
    refers("by_person", "people", nullable=True),
    instant("at"),
)
Index(None, role_events.c.person)

invitations = Table(
    "invitations",
    metadata,
    number(),
    Column("token_hash", Text, nullable=False, unique=True),
    text("role"),
    text("unit"),
    refers("created_by", "people", nullable=True),
    instant("created_at"),
    instant("expires_at"),
    refers("used_by", "people", nullable=True),
    instant("used_at", nullable=True),
    instant("revoked_at", nullable=True),
)

opd_versions = Table(
    "opd_versions",
    metadata,
    number(),
    text("code"),
    text("name"),
    text("kind"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    text("decree"),
    text("merged_into"),
    refers("by_person", "people", nullable=True),
    instant("at"),
)
Index(None, opd_versions.c.code)

year_settings = Table(
    "year_settings",
    metadata,
    number(),
    Column("year", Integer, nullable=False),
    text("key"),
    text("value"),
    text("legal_basis"),
    refers("by_person", "people", nullable=True),
    instant("at"),
)
Index(None, year_settings.c.year)

drafts = Table(
    "drafts",
    metadata,
    number(),
    text("form"),
    text("subject"),
    text("indicator", nullable=True),
    text("opd", nullable=True),
    Column("year", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("place", Text),
    Column("only", JSON, nullable=False),
    refers_back("repairs", "report_events"),
    Column("version", Integer, nullable=False),
    text("status"),
    refers("holder", "people", nullable=True),
    refers("touched_by", "people"),
    instant("touched_at"),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
)
partial(
    "uq_drafts_open",
    drafts.c.opd,
    drafts.c.indicator,
    drafts.c.year,
    where=drafts.c.status == "open",
    unique=True,
)
partial("uq_drafts_holder", drafts.c.holder, where=drafts.c.status == "open", unique=True)

evidence = Table(
    "evidence",
    metadata,
    number(),
    refers("draft", "drafts"),
    text("opd"),
    text("file_id"),
    text("unique_id"),
    text("kind"),
    text("name"),
    Column("size", BigInteger, nullable=False),
    refers("added_by", "people"),
    instant("added_at"),
    text("state"),
    text("sha256"),
    text("problem"),
    Column("attempts", Integer, nullable=False),
    instant("next_try", nullable=True),
    instant("removed_at", nullable=True),
)
partial(
    "uq_evidence_file",
    evidence.c.draft,
    evidence.c.unique_id,
    where=evidence.c.removed_at.is_(None),
    unique=True,
)
partial("ix_evidence_due", evidence.c.next_try, where=evidence.c.state == "waiting")
Index(None, evidence.c.sha256)

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
    Column("answers", JSON, nullable=False),
    refers("about", "report_events", nullable=True),
    text("reason"),
    Column("fields", JSON, nullable=False),
    refers("draft", "drafts", nullable=True),
    Column("draft_version", Integer),
)
Index(None, report_events.c.year, report_events.c.indicator, report_events.c.opd)
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
    Column("ticket", Text, nullable=False, unique=True),
)

notices = Table(
    "notices",
    metadata,
    number(),
    refers("person", "people"),
    text("kind"),
    Column("about", BigInteger, nullable=False),
    instant("created_at"),
    text("state"),
    Column("urgency", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    instant("claimed_at", nullable=True),
    instant("leased_until", nullable=True),
    instant("next_try", nullable=True),
    Column("message_id", BigInteger),
    instant("settled_at", nullable=True),
    text("reason"),
    UniqueConstraint("person", "kind", "about"),
)
partial("ix_notices_due", notices.c.next_try, where=notices.c.state == "waiting")
Index(None, notices.c.claimed_at)
Index(None, notices.c.kind, notices.c.about)

reminders = Table(
    "reminders",
    metadata,
    number(),
    refers("person", "people"),
    Column("day", Date, nullable=False),
    instant("at"),
    text("why"),
    Column("items", JSON, nullable=False),
    instant("again_at", nullable=True),
    # A line that is taken back leaves its number to no other: notices are about it (as on PostgreSQL).
    sqlite_autoincrement=True,
)
Index(None, reminders.c.day)
partial("uq_reminders_day", reminders.c.person, reminders.c.day, where=reminders.c.why == "step", unique=True)

announcements = Table(
    "announcements",
    metadata,
    number(),
    refers("by_person", "people"),
    instant("at"),
    text("text"),
    text("entities"),
    text("audience"),
    text("file_id"),
    text("file_kind"),
    text("file_name"),
    instant("stopped_at", nullable=True),
    instant("recalled_at", nullable=True),
    instant("finished_at", nullable=True),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
)
partial("ix_announcements_unfinished", announcements.c.id, where=announcements.c.finished_at.is_(None))

evidence_openings = Table(
    "evidence_openings",
    metadata,
    number(),
    refers("evidence", "evidence"),
    refers("by_person", "people"),
    instant("at"),
)
Index(None, evidence_openings.c.evidence)

audit = Table(
    "audit",
    metadata,
    own_number(),
    instant("at"),
    refers("by_person", "people", nullable=True),
    text("kind"),
    text("subject"),
    text("before"),
    text("after"),
    text("hash"),
)
