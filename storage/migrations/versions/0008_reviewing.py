"""What stands in the reviewers' chats: whose papers were sent there, and where the live card is.

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "evidence_messages",
        sa.Column("id", _ID, primary_key=True),
        _refers("submission", "report_events"),
        _refers("evidence", "evidence"),
        _refers("person", "people"),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_evidence_messages_submission", "evidence_messages", ["submission"])
    op.create_index("ix_evidence_messages_chat_id_message_id", "evidence_messages", ["chat_id", "message_id"])
    op.create_table(
        "review_cards",
        sa.Column("person", _ID, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        _refers("submission", "report_events"),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("review_cards")
    op.drop_table("evidence_messages")


def _refers(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, _ID, sa.ForeignKey(f"{table}.id"), nullable=False)
