"""What a file may do to whoever opens it, and whether it goes by another name than Telegram has for it.

Revision: 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("marks", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("evidence", sa.Column("renamed", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("evidence", "renamed")
    op.drop_column("evidence", "marks")
