"""What is set for a year."""

from sqlalchemy import Column, Index, Integer, Table

from storage.tables.columns import instant, metadata, number, refers, text

year_settings = Table(
    "year_settings",
    metadata,
    number(),
    Column("year", Integer, nullable=False),
    text("key"),
    text("value"),
    text("legal_basis"),
    refers("by_person", "people", nullable=True),
    instant("at"),
)
Index(None, year_settings.c.year)
