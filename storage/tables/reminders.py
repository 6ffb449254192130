"""The ledger of reminders."""

from sqlalchemy import Column, Date, Index, Table

from storage.tables.columns import instant, metadata, number, partial, refers, structure, text

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
    refers("asked_by", "people", nullable=True),
    # A line that is taken back leaves its number to no other: notices are about it (as on PostgreSQL).
    sqlite_autoincrement=True,
)
Index(None, reminders.c.day)
partial(
    "uq_reminders_day", reminders.c.person, reminders.c.day, where=reminders.c.why != "snooze", unique=True
)
