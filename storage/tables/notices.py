"""The delivery ledger."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, UniqueConstraint

from storage.tables.columns import instant, metadata, number, partial, refers, text

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
