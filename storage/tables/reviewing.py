"""What stands in the reviewers' chats."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table

from storage.tables.columns import instant, metadata, number, refers

evidence_messages = Table(
    "evidence_messages",
    metadata,
    number(),
    refers("submission", "report_events"),
    refers("evidence", "evidence"),
    refers("person", "people"),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("about", Integer, nullable=False, server_default="1"),
    instant("at"),
)
Index(None, evidence_messages.c.submission)
Index(None, evidence_messages.c.chat_id, evidence_messages.c.message_id)

review_cards = Table(
    "review_cards",
    metadata,
    refers("person", "people", primary_key=True),
    refers("submission", "report_events"),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
)
