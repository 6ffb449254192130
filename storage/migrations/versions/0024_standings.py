"""The figures of now, kept beside the history: the newest version of each OPD, rows, sums.

They are filled at the next start, by what fills them anew at any time (`python -m bot rebuild`): here is
nothing that knows how a figure is made.

Revision: 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SUMS = (
    *("met", "unmet", "waiting_met", "waiting_unmet", "returned"),
    *("carried_over", "corrections", "beside", "atop_met", "second", "first", "expected", "as_written"),
)


def upgrade() -> None:
    op.create_table(
        "opd_newest",
        sa.Column("code", _SORTED, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "kind")),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("decree", "merged_into", "short")),
        sa.Column("place", _SORTED, nullable=False),
    )
    for columns in (["place"], ["valid_from", "valid_to"], ["valid_to"]):
        op.create_index(f"ix_opd_newest_{'_'.join(columns)}", "opd_newest", columns)
    _make_standings()
    op.create_table(
        "figure_counts",
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in _SUMS),
        sa.PrimaryKeyConstraint("year", "indicator"),
    )
    op.create_table(
        "figures_made",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _make_standings() -> None:
    op.create_table(
        "standings",
        sa.Column("opd", _SORTED, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("stood_in", sa.Text, nullable=False),
        sa.Column("carried_from", sa.Integer),
        sa.Column("verified", sa.BigInteger),
        sa.Column("verified_at", sa.DateTime(timezone=True)),
        sa.Column("period", sa.Text),
        sa.Column("waiting", sa.BigInteger),
        sa.Column("waiting_by", sa.BigInteger),
        sa.Column("waiting_since", sa.DateTime(timezone=True)),
        sa.Column("correction_waiting", sa.Boolean, nullable=False),
        sa.Column("period_waiting", sa.Text),
        *(sa.Column(name, sa.BigInteger) for name in ("returned", "returned_sent", "expected")),
        sa.Column("as_written", sa.Boolean, nullable=False),
        sa.Column("review_days", sa.Integer, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("opd", "year", "indicator"),
    )
    columns = ["year", "indicator", "stood_in"]
    op.create_index(f"ix_standings_{'_'.join(columns)}", "standings", columns)
    for name, indexed in (("waiting", ["indicator", "waiting"]), ("returned", ["year", "opd"])):
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_standings_{name}", "standings", indexed, sqlite_where=there, postgresql_where=there
        )


def downgrade() -> None:
    for table in ("figures_made", "figure_counts", "standings", "opd_newest"):
        op.drop_table(table)
