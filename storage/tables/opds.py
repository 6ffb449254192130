"""The units of the city, as versions."""

from sqlalchemy import Column, Date, Index, Table
from sqlalchemy import text as sql

from storage.tables.columns import Words, instant, metadata, number, refers, text

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
    Column("short", Words, nullable=False, server_default=sql("''")),
    refers("by_person", "people", nullable=True),
    instant("at"),
)
Index(None, opd_versions.c.code)
