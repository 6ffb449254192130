"""What was handed over: the documents, their files, and whom they go to."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text, UniqueConstraint
from sqlalchemy import text as sql

from storage.tables.columns import instant, metadata, number, partial, refers, structure, text

documents = Table(
    "documents",
    metadata,
    number(),
    text("kind"),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    text("indicator"),
    text("scope"),
    Column("seen", BigInteger, nullable=False),
    text("day"),
    instant("asked_at"),
    text("state"),
    Column("attempts", Integer, nullable=False),
    instant("leased_until", nullable=True),
    instant("made_at", nullable=True),
    instant("as_of", nullable=True),
    Column("final", Boolean, nullable=False),
    text("code"),
    text("link"),
    structure("said"),
    text("caption"),
    text("reason"),
    Column("head", Text, nullable=False, server_default=sql("''")),
)
_WHAT = ("kind", "year", "quarter", "indicator", "scope", "seen", "day")
partial(
    "uq_documents_kind",
    *(documents.c[name] for name in _WHAT),
    where=documents.c.state != "failed",
    unique=True,
)
partial("ix_documents_asked", documents.c.id, where=documents.c.state == "asked")

document_files = Table(
    "document_files",
    metadata,
    number(),
    refers("document", "documents"),
    Column("part", Integer, nullable=False),
    text("name"),
    text("sha256"),
    Column("size", BigInteger, nullable=False),
    text("file_id"),
    instant("dropped_at", nullable=True),
    UniqueConstraint("document", "part"),
)
partial("ix_document_files_kept", document_files.c.sha256, where=document_files.c.dropped_at.is_(None))

document_wishes = Table(
    "document_wishes",
    metadata,
    number(),
    refers("document", "documents"),
    refers("person", "people"),
    Column("chat_id", BigInteger, nullable=False),
    instant("asked_at"),
    Column("message_id", BigInteger),
    Column("sent", Integer, nullable=False),
    instant("settled_at", nullable=True),
)
partial("ix_document_wishes_open", document_wishes.c.document, where=document_wishes.c.settled_at.is_(None))
