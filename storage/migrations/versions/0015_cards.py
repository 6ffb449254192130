"""What stands on people's screens, so that the newest card of a person can change by itself.

Revision: 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("person", _ID, sa.ForeignKey("people.id", name="fk_cards_person"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("shown_at", _INSTANT, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("looked_at", _INSTANT),
        sa.Column("edited_at", _INSTANT),
        sa.Column("busy_until", _INSTANT),
        sa.Column("is_pinned", sa.Boolean, nullable=False),
        sa.UniqueConstraint("person", "kind", name="uq_cards_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cards_chat_id_message_id", "cards", ["chat_id", "message_id"])


def downgrade() -> None:
    op.drop_table("cards")
