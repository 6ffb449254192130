"""What is set of the office, and who signs its documents.

On the way back its conversations are cancelled: the code before has none of them.

Revision: 0022, after 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXTS, _SIGNATORIES = "office_texts", "office_signatories"


def upgrade() -> None:
    op.create_table(_TEXTS, _number(), _text("part"), _text("text"), *_by_and_at())
    op.create_table(
        _SIGNATORIES,
        _number(),
        sa.Column("number", sa.Integer, nullable=False),
        *map(_text, ("post", "title", "name", "rank", "nip")),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("struck", sa.Boolean, nullable=False),
        *_by_and_at(),
    )
    op.create_index("ix_office_signatories_number", _SIGNATORIES, ["number"])
    for table in (_TEXTS, _SIGNATORIES):
        _append_only(table)


def _number() -> "sa.Column[int]":
    return sa.Column("id", _ID, primary_key=True)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def _by_and_at() -> "tuple[sa.Column[int], sa.Column[object]]":
    return (
        sa.Column("by_person", _ID, sa.ForeignKey("people.id"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for change in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} {refused}")
    known = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - a name of ours
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {known} {refused}")


def downgrade() -> None:
    op.execute("UPDATE drafts SET status = 'cancelled', holder = NULL WHERE form LIKE 'instansi-%'")
    for table in (_SIGNATORIES, _TEXTS):
        op.drop_table(table)
