"""The Inspektorat's tables of all OPD, and what the names in them were said to be."""

from sqlalchemy import Column, Index, Integer, Table

from storage.tables.columns import instant, metadata, number, refers, text

rekap_sheets = Table(
    "rekap_sheets",
    metadata,
    number(),
    Column("year", Integer, nullable=False),
    text("name"),
    text("sha256"),
    refers("evidence", "evidence", nullable=True),
    refers("by_person", "people"),
    instant("at"),
)
Index(None, rekap_sheets.c.year)

rekap_rows = Table(
    "rekap_rows",
    metadata,
    number(),
    refers("sheet", "rekap_sheets"),
    Column("row", Integer, nullable=False),
    text("name"),
    text("opd"),
    text("nilai"),
    text("kategori"),
    text("problem"),
    text("said"),
)
Index(None, rekap_rows.c.sheet)

rekap_withdrawals = Table(
    "rekap_withdrawals",
    metadata,
    number(),
    refers("sheet", "rekap_sheets"),
    refers("by_person", "people"),
    instant("at"),
)
Index(None, rekap_withdrawals.c.sheet, unique=True)

rekap_names = Table(
    "rekap_names",
    metadata,
    number(),
    text("name"),
    text("opd"),
    refers("by_person", "people"),
    instant("at"),
)
