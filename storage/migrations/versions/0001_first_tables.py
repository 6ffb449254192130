"""The first tables, and the triggers that keep history from being changed.

Revision: 0001, the first.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "role_events",
    "opd_versions",
    "year_settings",
    "report_events",
    "report_files",
    "report_tickets",
)

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_REPAIRS = "fk_drafts_repairs"
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _inbox()
    _people()
    _settings()
    _drafts()
    _evidence()
    _reports()
    _close_the_circle()
    _forbid_changes()


def downgrade() -> None:
    if _on_postgresql():
        op.drop_constraint(_REPAIRS, "drafts")
    for table in ("report_tickets", "report_files", "report_events", "evidence", "drafts"):
        op.drop_table(table)
    for table in ("year_settings", "opd_versions", "invitations", "role_events", "people", "inbox"):
        op.drop_table(table)
    if _on_postgresql():
        op.execute("DROP FUNCTION refuse_change()")


def _inbox() -> None:
    op.create_table(
        "inbox",
        _id(),
        sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        _text("payload"),
        _instant("received_at"),
        _instant("applied_at", nullable=True),
        sa.Column("reply", sa.Text),
        _instant("finished_at", nullable=True),
    )
    _partial("ix_inbox_unfinished", "inbox", ["id"], where="finished_at IS NULL")
    op.create_index("ix_inbox_finished_at", "inbox", ["finished_at"])


def _people() -> None:
    op.create_table(
        "people",
        _id(),
        sa.Column("telegram_id", sa.BigInteger, nullable=False, unique=True),
        _text("name"),
        _instant("added_at"),
    )
    op.create_table(
        "role_events",
        _id(),
        _refers("person", "people"),
        _text("role"),
        _text("unit"),
        sa.Column("given", sa.Boolean, nullable=False),
        _refers("by_person", "people", nullable=True),
        _instant("at"),
    )
    op.create_index("ix_role_events_person", "role_events", ["person"])
    op.create_table(
        "invitations",
        _id(),
        sa.Column("token_hash", sa.Text, nullable=False, unique=True),
        _text("role"),
        _text("unit"),
        _refers("created_by", "people", nullable=True),
        _instant("created_at"),
        _instant("expires_at"),
        _refers("used_by", "people", nullable=True),
        _instant("used_at", nullable=True),
        _instant("revoked_at", nullable=True),
    )


def _settings() -> None:
    op.create_table(
        "opd_versions",
        _id(),
        _text("code"),
        _text("name"),
        _text("kind"),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        _text("decree"),
        _text("merged_into"),
        _refers("by_person", "people", nullable=True),
        _instant("at"),
    )
    op.create_index("ix_opd_versions_code", "opd_versions", ["code"])
    op.create_table(
        "year_settings",
        _id(),
        sa.Column("year", sa.Integer, nullable=False),
        _text("key"),
        _text("value"),
        _text("legal_basis"),
        _refers("by_person", "people", nullable=True),
        _instant("at"),
    )
    op.create_index("ix_year_settings_year", "year_settings", ["year"])


def _drafts() -> None:
    op.create_table(
        "drafts",
        _id(),
        _text("form"),
        _text("subject"),
        sa.Column("indicator", sa.Text),
        sa.Column("opd", sa.Text),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("only", sa.JSON, nullable=False),
        sa.Column("repairs", _ID, *_later("report_events")),
        sa.Column("version", sa.Integer, nullable=False),
        _text("status"),
        _refers("holder", "people", nullable=True),
        _refers("touched_by", "people"),
        _instant("touched_at"),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger),
    )
    is_open = "status = 'open'"
    _partial("uq_drafts_open", "drafts", ["opd", "indicator", "year"], where=is_open, unique=True)
    _partial("uq_drafts_holder", "drafts", ["holder"], where=is_open, unique=True)


def _evidence() -> None:
    op.create_table(
        "evidence",
        _id(),
        _refers("draft", "drafts"),
        _text("opd"),
        _text("file_id"),
        _text("unique_id"),
        _text("kind"),
        _text("name"),
        sa.Column("size", sa.BigInteger, nullable=False),
        _refers("added_by", "people"),
        _instant("added_at"),
        _text("state"),
        _text("sha256"),
        _text("problem"),
        sa.Column("attempts", sa.Integer, nullable=False),
        _instant("next_try", nullable=True),
        _instant("removed_at", nullable=True),
    )
    _partial("uq_evidence_file", "evidence", ["draft", "unique_id"], where="removed_at IS NULL", unique=True)
    _partial("ix_evidence_due", "evidence", ["next_try"], where="state = 'waiting'")
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def _reports() -> None:
    op.create_table(
        "report_events",
        _id(),
        _text("kind"),
        _text("opd"),
        _text("indicator"),
        sa.Column("year", sa.Integer, nullable=False),
        _instant("at"),
        _refers("by_person", "people"),
        sa.Column("answers", sa.JSON, nullable=False),
        _refers("about", "report_events", nullable=True),
        _text("reason"),
        sa.Column("fields", sa.JSON, nullable=False),
        _refers("draft", "drafts", nullable=True),
        sa.Column("draft_version", sa.Integer),
    )
    op.create_index("ix_report_events_year_indicator_opd", "report_events", ["year", "indicator", "opd"])
    is_submission = "kind = 'submitted'"
    _partial(
        "uq_report_events_submission",
        "report_events",
        ["draft", "draft_version"],
        where=is_submission,
        unique=True,
    )
    op.create_table(
        "report_files",
        _refers("event", "report_events", primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _refers("evidence", "evidence"),
    )
    op.create_index("ix_report_files_evidence", "report_files", ["evidence"])
    op.create_table(
        "report_tickets",
        _refers("event", "report_events", primary_key=True),
        sa.Column("ticket", sa.Text, nullable=False, unique=True),
    )


def _close_the_circle() -> None:
    """Let drafts refer to report events, which refer to drafts; on SQLite they do so from the start."""
    if _on_postgresql():
        op.create_foreign_key(_REPAIRS, "drafts", "report_events", ["repairs"], ["id"])


def _forbid_changes() -> None:
    if _on_postgresql():
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table in APPEND_ONLY:
        if _on_postgresql():
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


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _later(table: str) -> list[sa.ForeignKey]:
    """Return the reference to a table that is not there yet, which SQLite allows and PostgreSQL does not."""
    return [] if _on_postgresql() else [sa.ForeignKey(f"{table}.id", name=_REPAIRS)]


def _id() -> sa.Column[int]:
    return sa.Column("id", _ID, primary_key=True)


def _refers(name: str, table: str, *, nullable: bool = False, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, _ID, sa.ForeignKey(f"{table}.id"), nullable=nullable, primary_key=primary_key)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _INSTANT, nullable=nullable)


def _partial(name: str, table: str, columns: list[str], *, where: str, unique: bool = False) -> None:
    only = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=only, postgresql_where=only)
