"""Who is sent a picture every week; all five indicators go by an empty key.

Revision: 0023, after 0022.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("person", _ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("person", "indicator"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE kind = 'chart.weekly'")
    op.drop_table("subscriptions")
