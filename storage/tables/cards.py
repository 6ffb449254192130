"""What stands on people's screens."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, UniqueConstraint

from storage.tables.columns import instant, metadata, number, refers, text

cards = Table(
    "cards",
    metadata,
    number(),
    refers("person", "people"),
    text("kind"),
    text("about"),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    instant("shown_at"),
    text("fingerprint"),
    Column("seen", BigInteger, nullable=False),
    instant("looked_at", nullable=True),
    instant("edited_at", nullable=True),
    instant("busy_until", nullable=True),
    Column("is_pinned", Boolean, nullable=False),
    UniqueConstraint("person", "kind"),
    # Notices are about a card by its id, which must not become another's.
    sqlite_autoincrement=True,
)
Index(None, cards.c.chat_id, cards.c.message_id)
