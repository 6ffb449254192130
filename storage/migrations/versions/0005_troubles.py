"""What failed and was set aside.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "troubles",
        sa.Column("id", _ID, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("lane", "item", "reason", "raw")),
        sa.Column("tries", sa.Integer, nullable=False),
        *(sa.Column(name, _INSTANT, nullable=False) for name in ("first_at", "last_at", "until")),
        sa.Column("settled_at", _INSTANT),
    )
    is_open = sa.text("settled_at IS NULL")
    op.create_index(
        "uq_troubles_open",
        "troubles",
        ["lane", "item"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_troubles_settled_at", "troubles", ["settled_at"])


def downgrade() -> None:
    op.drop_table("troubles")
