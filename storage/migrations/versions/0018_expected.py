"""What is expected of a report that is not out yet is an event of its own; the tables are as they were.

On the way back these events, and what took them back, are left out, and drafts that were to become one ask
their first question again: the code before this reads neither. No report is among them.

Revision: 0018, after 0017.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_FIRST, _NOT_OUT, _MONTH = ("predikat", "cara"), "belum", "perkiraan"
_EXPECTED = "SELECT id FROM report_events WHERE kind = 'expected'"
_DROPPED = f"SELECT id FROM report_events WHERE kind = 'expected' OR about IN ({_EXPECTED})"  # noqa: S608
_DRAFTS = sa.table("drafts", sa.column("id"), sa.column("answers", sa.JSON))


def upgrade() -> None:
    """Nothing is to be done: a kind of event is a word."""


def downgrade() -> None:
    # Notices of them would be looked up in vain.
    op.execute(f"DELETE FROM notices WHERE kind = 'reminder-changed' AND about IN ({_DROPPED})")  # noqa: S608
    with _changeable("report_files"), _changeable("report_events"):
        op.execute(f"DELETE FROM report_files WHERE event IN ({_DROPPED})")  # noqa: S608
        op.execute(f"DELETE FROM report_events WHERE about IN ({_EXPECTED})")  # noqa: S608
        op.execute("DELETE FROM report_events WHERE kind = 'expected'")
    _ask_again()


def _ask_again() -> None:
    bind = op.get_bind()
    for number, told in bind.execute(sa.select(_DRAFTS.c.id, _DRAFTS.c.answers)).all():
        answers = json.loads(told) if isinstance(told, str) else told
        if not isinstance(answers, dict) or _NOT_OUT not in (answers.get(key) for key in _FIRST):
            continue
        kept = {
            key: value
            for key, value in answers.items()
            if key != _MONTH and not (key in _FIRST and value == _NOT_OUT)
        }
        bind.execute(sa.update(_DRAFTS).where(_DRAFTS.c.id == number).values(answers=kept))


@contextmanager
def _changeable(table: str) -> Iterator[None]:
    """Let the rows of an append-only table be deleted meanwhile."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    name = f"{table}_no_delete"
    found = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    made = bind.execute(found, {"name": name}).scalar_one()
    op.execute(f"DROP TRIGGER {name}")
    yield
    op.execute(made)
