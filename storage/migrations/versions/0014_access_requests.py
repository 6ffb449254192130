"""What strangers ask: to be let in, as the operator of an OPD.

Revision: 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "access_requests",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("telegram_id", sa.BigInteger, nullable=False),
        sa.Column("telegram_name", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opd", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("settled_by", _ID, sa.ForeignKey("people.id")),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_access_requests_telegram_id", "access_requests", ["telegram_id"])
    op.create_index("ix_access_requests_sent_at", "access_requests", ["sent_at"])


def downgrade() -> None:
    op.drop_table("access_requests")
