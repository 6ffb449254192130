"""The trail of every change, chained by hashes."""

from sqlalchemy import Table

from storage.tables.columns import instant, metadata, own_number, refers, text

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
