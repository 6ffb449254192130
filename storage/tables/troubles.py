"""What failed and was set aside."""

from sqlalchemy import Column, Index, Integer, Table

from storage.tables.columns import instant, metadata, number, partial, text

troubles = Table(
    "troubles",
    metadata,
    number(),
    text("lane"),
    text("item"),
    text("reason"),
    text("raw"),
    Column("tries", Integer, nullable=False),
    instant("first_at"),
    instant("last_at"),
    instant("until"),
    instant("settled_at", nullable=True),
)
partial(
    "uq_troubles_open", troubles.c.lane, troubles.c.item, where=troubles.c.settled_at.is_(None), unique=True
)
Index(None, troubles.c.settled_at)
