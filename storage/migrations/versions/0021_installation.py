"""What the installation knows of itself: the secret that codes are signed with, made here and never again.

All steps of a start are one transaction that only one process is in, so that two of them that start at the
same moment make one secret. The way back loses it, and with it every code that is on paper already.

Revision: 0021, after 0020.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_BYTES = 32


def upgrade() -> None:
    made = op.create_table(
        "installation",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.bulk_insert(made, [{"name": "secret", "value": secrets.token_hex(_BYTES)}])


def downgrade() -> None:
    op.drop_table("installation")
