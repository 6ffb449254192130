"""The conversations: what has been answered so far."""

from sqlalchemy import BigInteger, Column, Integer, Table

from storage.tables.columns import instant, metadata, number, partial, refers, refers_back, structure, text

drafts = Table(
    "drafts",
    metadata,
    number(),
    text("form"),
    text("subject"),
    text("indicator", nullable=True),
    text("opd", nullable=True),
    Column("year", Integer, nullable=False),
    structure("answers"),
    text("place", nullable=True),
    structure("only"),
    refers_back("repairs", "report_events"),
    Column("version", Integer, nullable=False),
    text("status"),
    refers("holder", "people", nullable=True),
    refers("touched_by", "people"),
    instant("touched_at"),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
    text("aside", nullable=True),
)
partial(
    "uq_drafts_open",
    drafts.c.opd,
    drafts.c.indicator,
    drafts.c.year,
    where=drafts.c.status == "open",
    unique=True,
)
partial("uq_drafts_holder", drafts.c.holder, where=drafts.c.status == "open", unique=True)
partial("ix_drafts_left", drafts.c.touched_by, where=drafts.c.aside == "left")
