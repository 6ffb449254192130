"""What the clock said at an event that had to be stored as of its report's last one.

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report_events", sa.Column("clock", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("report_events", "clock")
