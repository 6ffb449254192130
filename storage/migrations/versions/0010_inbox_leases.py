"""Which process answers an update, and until when nobody else does.

Revision: 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("owner", sa.Text))
    op.add_column("inbox", sa.Column("leased_until", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("inbox", "leased_until")
    op.drop_column("inbox", "owner")
