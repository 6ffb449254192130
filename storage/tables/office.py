"""What is set of the office, and who signs its documents."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table

from storage.tables.columns import instant, metadata, number, refers, text

office_texts = Table(
    "office_texts",
    metadata,
    number(),
    text("part"),
    text("text"),
    refers("by_person", "people", nullable=True),
    instant("at"),
)

office_signatories = Table(
    "office_signatories",
    metadata,
    number(),
    Column("number", Integer, nullable=False),
    text("post"),
    text("title"),
    text("name"),
    text("rank"),
    text("nip"),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("struck", Boolean, nullable=False),
    refers("by_person", "people", nullable=True),
    instant("at"),
)
Index(None, office_signatories.c.number)
