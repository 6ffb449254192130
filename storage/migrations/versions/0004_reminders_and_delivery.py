"""Reminders, announcements, and a delivery ledger that several instances can work through.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _people()
    _notices()
    _reminders()
    _announcements()


def downgrade() -> None:
    for table in ("announcements", "reminders"):
        op.drop_table(table)
    op.drop_index("ix_notices_kind_about", "notices")
    op.drop_index("ix_notices_claimed_at", "notices")
    # The bot of 0003 would stumble over states that it does not know.
    for state, former in (("stopped", "failed"), ("recalled", "sent")):
        op.execute(f"UPDATE notices SET state = '{former}' WHERE state = '{state}'")  # noqa: S608 - our own words
    for column in ("leased_until", "claimed_at", "unsure", "urgency"):
        op.drop_column("notices", column)
    for column in ("paused_until", "unreachable_since", "unreachable"):
        op.drop_column("people", column)


def _people() -> None:
    op.add_column("people", sa.Column("unreachable", sa.Text))
    op.add_column("people", sa.Column("unreachable_since", _INSTANT))
    op.add_column("people", sa.Column("paused_until", _INSTANT))


def _notices() -> None:
    with op.batch_alter_table("notices") as table:
        # What was queued before follows from something that somebody did.
        for name in ("urgency", "unsure"):
            table.add_column(sa.Column(name, sa.Integer, nullable=False, server_default="0"))
        for name in ("claimed_at", "leased_until"):
            table.add_column(sa.Column(name, _INSTANT))
    with op.batch_alter_table("notices") as table:
        for name in ("urgency", "unsure"):
            table.alter_column(name, server_default=None)
    op.create_index("ix_notices_claimed_at", "notices", ["claimed_at"])
    op.create_index("ix_notices_kind_about", "notices", ["kind", "about"])


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", _ID, primary_key=True),
        _refers("person", "people"),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        _text("why"),
        sa.Column("items", sa.JSON, nullable=False),
        sa.Column("again_at", _INSTANT),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminders_day", "reminders", ["day"])
    step = sa.text("why = 'step'")
    op.create_index(
        "uq_reminders_day",
        "reminders",
        ["person", "day"],
        unique=True,
        sqlite_where=step,
        postgresql_where=step,
    )


def _announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", _ID, primary_key=True),
        _refers("by_person", "people"),
        sa.Column("at", _INSTANT, nullable=False),
        *(_text(name) for name in ("text", "entities", "audience", "file_id", "file_kind", "file_name")),
        *(sa.Column(name, _INSTANT) for name in ("stopped_at", "recalled_at", "finished_at")),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger),
    )
    unfinished = sa.text("finished_at IS NULL")
    op.create_index(
        "ix_announcements_unfinished",
        "announcements",
        ["id"],
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )


def _refers(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, _ID, sa.ForeignKey(f"{table}.id"), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
