"""What a review needs: messages to the operators, evidence that was looked at, and the audit trail.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("evidence_openings", "audit")

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _notices()
    _openings()
    _audit()
    _forbid_changes()


def downgrade() -> None:
    for table in ("audit", "evidence_openings", "notices"):
        op.drop_table(table)


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", _ID, primary_key=True),
        _refers("person", "people"),
        _text("kind"),
        sa.Column("about", sa.BigInteger, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        _text("state"),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", _INSTANT),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("settled_at", _INSTANT),
        _text("reason"),
        sa.UniqueConstraint("person", "kind", "about"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_notices_due", "notices", ["next_try"], sqlite_where=waiting, postgresql_where=waiting)


def _openings() -> None:
    op.create_table(
        "evidence_openings",
        sa.Column("id", _ID, primary_key=True),
        _refers("evidence", "evidence"),
        _refers("by_person", "people"),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.create_index("ix_evidence_openings_evidence", "evidence_openings", ["evidence"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("at", _INSTANT, nullable=False),
        _refers("by_person", "people", nullable=True),
        _text("kind"),
        _text("subject"),
        _text("before"),
        _text("after"),
        _text("hash"),
    )


def _forbid_changes() -> None:
    """Refuse changes as the first migration does; PostgreSQL's function is there since then."""
    for table in APPEND_ONLY:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _refers(name: str, table: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, _ID, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
