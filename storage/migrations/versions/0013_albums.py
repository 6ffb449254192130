"""How many files the caption of a paper in somebody's chat speaks for.

Revision: 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Until now every file was sent by itself.
    op.add_column("evidence_messages", sa.Column("about", sa.Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("evidence_messages", "about")
