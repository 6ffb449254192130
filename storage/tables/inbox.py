"""What was received, kept until well after it was answered."""

from sqlalchemy import BigInteger, Column, Index, Table

from storage.tables.columns import instant, metadata, number, partial, text

inbox = Table(
    "inbox",
    metadata,
    number(),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    text("payload"),
    instant("received_at"),
    instant("applied_at", nullable=True),
    text("reply", nullable=True),
    instant("finished_at", nullable=True),
    text("owner", nullable=True),
    instant("leased_until", nullable=True),
)
partial("ix_inbox_unfinished", inbox.c.id, where=inbox.c.finished_at.is_(None))
Index(None, inbox.c.finished_at)
