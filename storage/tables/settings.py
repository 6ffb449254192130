"""The units of the city, and what is set for a year."""

from sqlalchemy import Column, Date, Index, Integer, Table

from storage.tables.columns import instant, metadata, number, refers, text

opd_versions = Table(
    "opd_versions",
    metadata,
    number(),
    text("code"),
    text("name"),
    text("kind"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    text("decree"),
    text("merged_into"),
    refers("by_person", "people", nullable=True),
    instant("at"),
)
Index(None, opd_versions.c.code)

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
