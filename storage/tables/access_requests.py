"""What strangers ask."""

from sqlalchemy import BigInteger, Column, Index, Table

from storage.tables.columns import instant, metadata, number, refers, text

access_requests = Table(
    "access_requests",
    metadata,
    number(),
    Column("telegram_id", BigInteger, nullable=False),
    text("telegram_name"),
    text("standing"),
    instant("begun_at"),
    text("opd"),
    text("name"),
    instant("sent_at", nullable=True),
    refers("settled_by", "people", nullable=True),
    instant("settled_at", nullable=True),
)
Index(None, access_requests.c.telegram_id)
Index(None, access_requests.c.sent_at)
