"""INSERT OR REPLACE deletes a row without SQLite's delete triggers noticing; history refuses that too.

Revision: 0003, after 0002.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEYS = {
    "role_events": ("id",),
    "opd_versions": ("id",),
    "year_settings": ("id",),
    "report_events": ("id",),
    "report_files": ("event", "position"),
    "report_tickets": ("event",),
    "evidence_openings": ("id",),
    "audit": ("id",),
}


def upgrade() -> None:
    """PostgreSQL knows no REPLACE, and its ON CONFLICT DO UPDATE meets the update trigger."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, key in KEYS.items():
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        refused = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        known = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names from the list above
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {known} {refused}")


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in KEYS:
        op.execute(f"DROP TRIGGER {table}_no_replace")
