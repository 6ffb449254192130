"""The figures of now, kept beside the history that they follow from; `python -m bot rebuild` makes them."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, PrimaryKeyConstraint, Table

from domain.figures.kept import SUMS
from storage.tables.columns import in_order, instant, metadata, own_number, partial, text

opd_newest = Table(
    "opd_newest",
    metadata,
    in_order("code", primary_key=True),
    text("name"),
    text("kind"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    text("decree"),
    text("merged_into"),
    text("short"),
    # What lists are sorted by: how it is called there, then its name and code.
    in_order("place"),
)
Index(None, opd_newest.c.place)
Index(None, opd_newest.c.valid_from, opd_newest.c.valid_to)
Index(None, opd_newest.c.valid_to)

standings = Table(
    "standings",
    metadata,
    in_order("opd"),
    Column("year", Integer, nullable=False),
    text("indicator"),
    # The last day of the year: on it a past year's OPD are counted.
    Column("last_day", Date, nullable=False),
    text("part"),
    text("stood_in"),
    Column("carried_from", Integer),
    Column("verified", BigInteger),
    instant("verified_at", nullable=True),
    text("period", nullable=True),
    Column("waiting", BigInteger),
    Column("waiting_by", BigInteger),
    instant("waiting_since", nullable=True),
    Column("correction_waiting", Boolean, nullable=False),
    text("period_waiting", nullable=True),
    Column("returned", BigInteger),
    Column("returned_sent", BigInteger),
    Column("expected", BigInteger),
    Column("as_written", Boolean, nullable=False),
    Column("review_days", Integer, nullable=False),
    instant("last_at", nullable=True),
    PrimaryKeyConstraint("opd", "year", "indicator"),
)
Index(None, standings.c.year, standings.c.indicator, standings.c.stood_in)
partial(
    "ix_standings_waiting",
    standings.c.indicator,
    standings.c.waiting,
    where=standings.c.waiting.is_not(None),
)

partial("ix_standings_returned", standings.c.year, standings.c.opd, where=standings.c.returned.is_not(None))

figure_counts = Table(
    "figure_counts",
    metadata,
    Column("year", Integer, nullable=False),
    text("indicator"),
    *(Column(name, Integer, nullable=False) for name in SUMS),
    PrimaryKeyConstraint("year", "indicator"),
)

# The definition that the tables above were last made by, as a whole; none: they are still to be made.
figures_made = Table("figures_made", metadata, own_number(), instant("at"))
