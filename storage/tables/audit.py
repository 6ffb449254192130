"""The trail of every change, chained by hashes."""

from sqlalchemy import Column, Table, Text
from sqlalchemy import text as sql

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
    Column("rows", Text, nullable=False, server_default=sql("''")),
    Column("secret", Text, nullable=False, server_default=sql("''")),
)
