"""Who asked that somebody be reminded; of whatever kind, it is one a day, but for a person's own wish.

Revision: 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_DAY, _TABLE, _COLUMNS = "uq_reminders_day", "reminders", ["person", "day"]


def upgrade() -> None:
    # In one statement: SQLite adds no constraint to a table that is there.
    number = "INTEGER" if op.get_context().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE {_TABLE} ADD COLUMN asked_by {number} "
        "CONSTRAINT fk_reminders_asked_by REFERENCES people (id)"
    )
    op.drop_index(_DAY, _TABLE)
    _one_a_day(sa.text("why != 'snooze'"))


def downgrade() -> None:
    op.execute(f"UPDATE {_TABLE} SET why = 'step' WHERE why = 'asked'")  # noqa: S608 - a name of ours
    op.drop_index(_DAY, _TABLE)
    _one_a_day(sa.text("why = 'step'"))
    op.drop_column(_TABLE, "asked_by")


def _one_a_day(where: sa.TextClause) -> None:
    op.create_index(_DAY, _TABLE, _COLUMNS, unique=True, sqlite_where=where, postgresql_where=where)
