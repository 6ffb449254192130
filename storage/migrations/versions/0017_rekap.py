"""The Inspektorat's tables of all OPD, and what the names in them were said to be.

Revision: 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SHEETS, _ROWS, _WITHDRAWALS, _NAMES = "rekap_sheets", "rekap_rows", "rekap_withdrawals", "rekap_names"


def upgrade() -> None:
    op.create_table(
        _SHEETS,
        _number(),
        sa.Column("year", sa.Integer, nullable=False),
        _text("name"),
        _text("sha256"),
        sa.Column("evidence", _ID, sa.ForeignKey("evidence.id"), nullable=True),
        *_by_and_at(),
    )
    op.create_index("ix_rekap_sheets_year", _SHEETS, ["year"])
    op.create_table(
        _ROWS,
        _number(),
        _sheet(),
        sa.Column("row", sa.Integer, nullable=False),
        *map(_text, ("name", "opd", "nilai", "kategori", "problem", "said")),
    )
    op.create_index("ix_rekap_rows_sheet", _ROWS, ["sheet"])
    op.create_table(_WITHDRAWALS, _number(), _sheet(), *_by_and_at())
    op.create_index("ix_rekap_withdrawals_sheet", _WITHDRAWALS, ["sheet"], unique=True)
    op.create_table(_NAMES, _number(), _text("name"), _text("opd"), *_by_and_at())
    for table in (_SHEETS, _ROWS, _WITHDRAWALS, _NAMES):
        _append_only(table)


def _number() -> "sa.Column[int]":
    return sa.Column("id", _ID, primary_key=True)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def _sheet() -> "sa.Column[int]":
    return sa.Column("sheet", _ID, sa.ForeignKey(f"{_SHEETS}.id"), nullable=False)


def _by_and_at() -> "tuple[sa.Column[int], sa.Column[object]]":
    return (
        sa.Column("by_person", _ID, sa.ForeignKey("people.id"), nullable=False),
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
    for table in (_NAMES, _WITHDRAWALS, _ROWS, _SHEETS):
        op.drop_table(table)
