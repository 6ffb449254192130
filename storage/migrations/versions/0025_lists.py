"""What happened at one OPD, and who reports there, is found without reading the whole city.

Revision ID: 0025
Revises: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_OF_OPD, _OF_UNIT = "ix_report_events_opd_indicator_year", "ix_role_events_unit"


def upgrade() -> None:
    op.create_index(_OF_OPD, "report_events", ["opd", "indicator", "year"])
    op.create_index(_OF_UNIT, "role_events", ["unit"])


def downgrade() -> None:
    op.drop_index(_OF_UNIT, "role_events")
    op.drop_index(_OF_OPD, "report_events")
