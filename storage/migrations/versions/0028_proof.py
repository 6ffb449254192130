"""The audit trail proves the rows that it is about, and lets go of names; documents say where it stood.

The rows that are there already are proved from now on: entries of the kind "proof.begun" hold what they say.
Of the audit trail, only names may be taken out (decision record 46). On the way back the trail keeps its new
columns: without them, none of the entries that were written meanwhile could be verified ever again.

Revision: 0028, after 0027.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from itertools import groupby, islice
from secrets import token_hex
from typing import Any, TypeAlias

import sqlalchemy as sa
from alembic import op

from storage.audit_chain import EMPTY, PRIVATE, chained
from storage.facts.aspects import ASPECTS, Aspect
from storage.facts.fact import fact_of
from storage.facts.newest import Newest
from storage.ports import AuditEntry, Head
from storage.ports.audit import Note, canonical
from storage.tables.columns import Instant

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# As this revision knows it: later ones may add columns.
_AUDIT = sa.table(
    "audit",
    sa.column("id"),
    sa.column("at", Instant),
    *(
        sa.column(name)
        for name in ("by_person", "kind", "subject", "before", "after", "hash", "rows", "secret")
    ),
)
_PROVED = tuple(ASPECTS[name] for name in (
    "report_events", "report_files", "report_tickets", "role_events", "people", "people/name", "opd_versions",
    "year_settings", "announcements", "announcements/outcome", "evidence", "evidence/content",
    "evidence_openings", "rekap_sheets", "rekap_rows", "rekap_withdrawals", "rekap_names", "office_texts",
    "office_signatories", "invitations", "invitations/outcome", "access_requests", "access_requests/outcome",
    "return_messages",
))  # fmt: skip
_BEGUN = "proof.begun"
_PARTS = tuple(part.name for part in fields(AuditEntry))
_AT_ONCE = 200
_Group: TypeAlias = tuple[int, list[Any]]


def upgrade() -> None:
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("audit")}
    for name in ("rows", "secret"):
        if name not in there:
            op.add_column("audit", _empty(name))
    op.add_column("documents", _empty("head"))
    _let_names_go()
    _begin()


def downgrade() -> None:
    op.drop_column("documents", "head")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_no_update ON audit")
        op.execute("DROP TRIGGER audit_append_only ON audit")
        op.execute(
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    op.execute("DROP TRIGGER IF EXISTS audit_no_update")
    op.execute(
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit"
        " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    )


def _empty(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _let_names_go() -> None:
    """Refuse every change of an entry but that of its two sides where they hold names, without its secret."""
    kinds = ", ".join(f"'{kind}'" for kind in sorted({*PRIVATE, _BEGUN}))
    kept = " AND ".join(f"NEW.{one} = OLD.{one}" for one in ("id", "at", "kind", "subject", "hash", "rows"))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_append_only ON audit")
        op.execute(
            "CREATE TRIGGER audit_append_only BEFORE DELETE OR TRUNCATE ON audit"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW"
            f" WHEN (NOT ({kept} AND NEW.by_person IS NOT DISTINCT FROM OLD.by_person"
            f" AND NEW.secret = '' AND OLD.kind IN ({kinds}))) EXECUTE FUNCTION refuse_change()"
        )
        return
    op.execute("DROP TRIGGER IF EXISTS audit_no_update")
    op.execute(
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit"
        f" WHEN NOT ({kept} AND NEW.by_person IS OLD.by_person AND NEW.secret = '' AND OLD.kind IN ({kinds}))"
        " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    )


def _begin() -> None:
    """Let the trail prove the rows that no entry proves yet."""
    with closing(_known()) as known:
        _prove(known)


def _prove(known: Newest) -> None:
    last, now = _head(), datetime.now(UTC)
    for aspect in _PROVED:
        # Whoever is made nameless takes the secret of an entry along, and nobody else's proof.
        most = 1 if aspect.private else _AT_ONCE
        for groups in _batched((one for one in _groups(aspect) if not known.has(aspect.name, one[0])), most):
            secret = token_hex(32) if aspect.private else ""
            facts = [fact_of(aspect, key, [row._mapping for row in rows], secret) for key, rows in groups]  # noqa: SLF001 - its public name
            note = Note(
                at=now,
                by=None,
                kind=_BEGUN,
                subject=f"rows {aspect.name}",
                before="null",
                after=canonical({"rows": len(facts)}),
                rows=canonical(facts),
                secret=secret,
            )
            entry = chained(note, last)
            last = Head(entry.id, entry.hash)
            said = {("by_person" if name == "by" else name): getattr(entry, name) for name in _PARTS}
            op.get_bind().execute(sa.insert(_AUDIT), [said])


def _known() -> Newest:
    """Return what is proved already: where the way back was gone before."""
    known, last = Newest(), 0
    proofs = sa.select(*(_AUDIT.c["by_person" if name == "by" else name].label(name) for name in _PARTS))
    proofs = proofs.where(_AUDIT.c.rows != "").order_by(_AUDIT.c.id).limit(_AT_ONCE)
    while found := op.get_bind().execute(proofs.where(_AUDIT.c.id > last)).all():
        for row in found:
            known.add(AuditEntry(**row._mapping))  # noqa: SLF001 - its public name
        last = found[-1].id
    return known


def _head() -> Head:
    newest = sa.select(_AUDIT.c.id, _AUDIT.c.hash).order_by(_AUDIT.c.id.desc()).limit(1)
    found = op.get_bind().execute(newest).first()
    return EMPTY if found is None else Head(found.id, found.hash)


def _groups(aspect: Aspect) -> Iterator[_Group]:
    """Yield the rows of an aspect by their key, in order, some at a time."""
    key, last = aspect.key_column, -1
    keys = sa.select(key).distinct().order_by(key).limit(_AT_ONCE)
    rows = sa.select(key.label("_key"), *aspect.selected).order_by(
        key, aspect.table.c[aspect.order or aspect.key]
    )
    for which in (aspect.where, aspect.known):
        if which is not None:
            keys, rows = keys.where(which), rows.where(which)
    while numbers := op.get_bind().execute(keys.where(key > last)).scalars().all():
        found = op.get_bind().execute(rows.where(key.between(numbers[0], numbers[-1]))).all()
        for number, of_it in groupby(found, lambda row: int(row[0])):
            yield number, list(of_it)
        last = numbers[-1]


def _batched(groups: Iterable[_Group], most: int) -> Iterator[list[_Group]]:
    rest = iter(groups)
    while some := list(islice(rest, most)):
        yield some
