"""The people and their roles."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table

from storage.tables.columns import Words, instant, metadata, number, refers, text

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
Index(None, role_events.c.unit)

preferences = Table(
    "preferences",
    metadata,
    refers("person", "people", primary_key=True),
    Column("what", Words, primary_key=True),
    Column("wanted", Boolean, nullable=False),
    instant("at"),
)
