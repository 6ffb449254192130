"""What goes out unasked: the delivery ledger, the ledger of reminders, the announcements."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, UniqueConstraint

from storage.tables.columns import instant, metadata, number, partial, refers, structure, text

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
    structure("items"),
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
