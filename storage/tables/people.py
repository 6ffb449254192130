"""The people, their roles, and the invitations that bring them."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table

from storage.tables.columns import instant, metadata, number, refers, text

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
    text("token_hash", unique=True),
    text("role"),
    text("unit"),
    refers("created_by", "people", nullable=True),
    instant("created_at"),
    instant("expires_at"),
    refers("used_by", "people", nullable=True),
    instant("used_at", nullable=True),
    instant("revoked_at", nullable=True),
)
