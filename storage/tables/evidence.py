"""The files that were sent, and who has opened them; their bytes lie in the evidence store."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, false
from sqlalchemy import text as sql

from storage.tables.columns import instant, metadata, number, partial, refers, text

evidence = Table(
    "evidence",
    metadata,
    number(),
    refers("draft", "drafts"),
    text("opd"),
    text("file_id"),
    text("unique_id"),
    text("kind"),
    text("name"),
    Column("size", BigInteger, nullable=False),
    refers("added_by", "people"),
    instant("added_at"),
    text("state"),
    text("sha256"),
    text("problem"),
    Column("attempts", Integer, nullable=False),
    instant("next_try", nullable=True),
    instant("removed_at", nullable=True),
    Column("marks", Text, nullable=False, server_default=sql("''")),
    Column("renamed", Boolean, nullable=False, server_default=false()),
)
partial(
    "uq_evidence_file",
    evidence.c.draft,
    evidence.c.unique_id,
    where=evidence.c.removed_at.is_(None),
    unique=True,
)
partial("ix_evidence_due", evidence.c.next_try, where=evidence.c.state == "waiting")
Index(None, evidence.c.sha256)

evidence_openings = Table(
    "evidence_openings",
    metadata,
    number(),
    refers("evidence", "evidence"),
    refers("by_person", "people"),
    instant("at"),
)
Index(None, evidence_openings.c.evidence)
