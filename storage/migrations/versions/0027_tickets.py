"""On SQLite, ids of report events are counted and not found out, as PostgreSQL always did it.

A ticket is made of its event's id. After a restore the next one has to be higher than any that was ever
given, also by events that the backup does not hold; without AUTOINCREMENT it would be the next free id.

Revision: 0027, after 0025.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None

_TABLE, _NEW = "report_events", "report_events_new"
_INSTANT = sa.DateTime(timezone=True)
_COLUMNS = (
    "id, kind, opd, indicator, year, at, by_person, answers, about, reason, fields, draft, draft_version,"
    " clock"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _made_anew(counted=True)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _made_anew(counted=False)


def _made_anew(*, counted: bool) -> None:
    """Make the table anew with all that is in it: SQLite knows no other way."""
    op.create_table(
        _NEW,
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "opd", "indicator")),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        _refers("by_person", "people", nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        _refers("about", _TABLE),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        _refers("draft", "drafts"),
        sa.Column("draft_version", sa.Integer),
        sa.Column("clock", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_report_events"),
        sqlite_autoincrement=counted,
    )
    op.execute(f"INSERT INTO {_NEW} ({_COLUMNS}) SELECT {_COLUMNS} FROM {_TABLE}")  # noqa: S608 - our own names
    op.drop_table(_TABLE)
    op.rename_table(_NEW, _TABLE)
    op.create_index("ix_report_events_year_indicator_opd", _TABLE, ["year", "indicator", "opd"])
    op.create_index("ix_report_events_opd_indicator_year", _TABLE, ["opd", "indicator", "year"])
    op.create_index(
        "uq_report_events_submission",
        _TABLE,
        ["draft", "draft_version"],
        unique=True,
        sqlite_where=sa.text("kind = 'submitted'"),
    )
    _forbid_changes()


def _refers(name: str, table: str, *, nullable: bool = True) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", name=f"fk_report_events_{name}")
    return sa.Column(name, sa.Integer, key, nullable=nullable)


def _forbid_changes() -> None:
    """Let the triggers of revisions 1 and 3 stand again, which went with the table."""
    refused = f"BEGIN SELECT RAISE(ABORT, '{_TABLE} is append-only'); END"
    for change in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {_TABLE}_no_{change.lower()} BEFORE {change} ON {_TABLE} {refused}")
    known = f"EXISTS (SELECT 1 FROM {_TABLE} WHERE id = NEW.id)"  # noqa: S608 - our own name
    op.execute(f"CREATE TRIGGER {_TABLE}_no_replace BEFORE INSERT ON {_TABLE} WHEN {known} {refused}")
