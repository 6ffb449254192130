"""What has happened since an instant is found without reading what happened before.

Revision: 0029, after 0028.
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_SINCE = "ix_report_events_year_at"


def upgrade() -> None:
    op.create_index(_SINCE, "report_events", ["year", "at"])


def downgrade() -> None:
    op.drop_index(_SINCE, "report_events")
