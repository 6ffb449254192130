"""The invitations that bring people."""

from sqlalchemy import Table

from storage.tables.columns import instant, metadata, number, refers, text

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
