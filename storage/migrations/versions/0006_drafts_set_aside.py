"""A draft remembers that its holder turned to something else, so that its card can say so.

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("aside", sa.Text))
    left = sa.text("aside = 'left'")
    op.create_index("ix_drafts_left", "drafts", ["touched_by"], sqlite_where=left, postgresql_where=left)


def downgrade() -> None:
    op.drop_index("ix_drafts_left", "drafts")
    op.drop_column("drafts", "aside")
