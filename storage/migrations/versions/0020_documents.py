"""What is handed over: the documents, their files, and whom they go to.

On the way back they are forgotten, and so are the lines that were to send them: the code before knows none.

Revision: 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("quarter", sa.Integer, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("leased_until", _INSTANT),
        sa.Column("made_at", _INSTANT),
        sa.Column("as_of", _INSTANT),
        sa.Column("final", sa.Boolean, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
        sa.Column("caption", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _partial(
        "uq_documents_kind",
        "documents",
        ["kind", "year", "quarter", "indicator", "scope", "seen", "day"],
        "state != 'failed'",
        unique=True,
    )
    _partial("ix_documents_asked", "documents", ["id"], "state = 'asked'")
    op.create_table(
        "document_files",
        sa.Column("id", _ID, primary_key=True),
        sa.Column(
            "document", _ID, sa.ForeignKey("documents.id", name="fk_document_files_document"), nullable=False
        ),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("file_id", sa.Text, nullable=False),
        sa.Column("dropped_at", _INSTANT),
        sa.UniqueConstraint("document", "part", name="uq_document_files_document"),
    )
    _partial("ix_document_files_kept", "document_files", ["sha256"], "dropped_at IS NULL")
    op.create_table(
        "document_wishes",
        sa.Column("id", _ID, primary_key=True),
        sa.Column(
            "document", _ID, sa.ForeignKey("documents.id", name="fk_document_wishes_document"), nullable=False
        ),
        sa.Column(
            "person", _ID, sa.ForeignKey("people.id", name="fk_document_wishes_person"), nullable=False
        ),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("settled_at", _INSTANT),
    )
    _partial("ix_document_wishes_open", "document_wishes", ["document"], "settled_at IS NULL")


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE kind IN ('paper', 'paper-none')")
    op.drop_table("document_wishes")
    op.drop_table("document_files")
    op.drop_table("documents")


def _partial(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )
