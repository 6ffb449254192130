"""What admins announced to many."""

from sqlalchemy import BigInteger, Column, Table

from storage.tables.columns import instant, metadata, number, partial, refers, text

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
