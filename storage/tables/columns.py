"""What the tables are made of: how they are named, and the kinds of column that they share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
)

from domain.storable import storable, storable_json

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment, stored in UTC and given back timezone-aware in UTC, to the microsecond on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - theirs
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - theirs
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """SQLite has no type for instants: a sortable text stands there, without a zone, as SQLAlchemy's."""
        return _as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def _as_text(value: datetime | None) -> str | None:
    return None if value is None else _in_utc(value).isoformat(" ", "microseconds")[:_WITHOUT_ZONE]


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


_WITHOUT_ZONE = len("2026-12-31 23:59:59.999999")


class Words(TypeDecorator[str]):
    """Text of any origin: what no database can hold of it is replaced, so that storing never fails on it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - theirs
        return _storable(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], Any] | None:
        # SQLAlchemy would call `process_bind_param` through two functions of its own.
        return _storable if dialect.name == "sqlite" else super().bind_processor(dialect)


def _storable(text: str | None) -> str | None:
    return None if text is None else storable(text)


class Structure(TypeDecorator[Any]):
    """JSON, with every text in it as `Words` has it."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - JSON; theirs
        return storable_json(value)


# SQLite numbers rows by itself only in a column declared exactly INTEGER, which is 64 bits wide there.
_WHERE = "where"
_Id = BigInteger().with_variant(Integer(), "sqlite")


def number() -> Column[int]:
    return Column("id", _Id, primary_key=True)


def own_number() -> Column[int]:
    """Give the rows numbers that we count ourselves: PostgreSQL's have gaps after a rollback."""
    return Column("id", _Id, primary_key=True, autoincrement=False)


def refers(name: str, table: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    return Column(name, _Id, ForeignKey(f"{table}.id"), nullable=nullable, primary_key=primary_key)


def refers_back(name: str, table: str) -> Column[int]:
    """Refer to a table that itself refers to this one, and so is made after it; may be empty."""
    return Column(name, _Id, ForeignKey(f"{table}.id", use_alter=True), nullable=True)


def text(name: str, *, nullable: bool = False, unique: bool = False) -> Column[str]:
    return Column(name, Words, nullable=nullable, unique=unique or None)


def in_order(name: str, *, primary_key: bool = False) -> Column[str]:
    """Give text that both databases sort like Python: by its characters' numbers, and not by a language."""
    return Column(
        name,
        Text().with_variant(Text(collation="C"), "postgresql"),
        nullable=False,
        primary_key=primary_key,
    )


def structure(name: str) -> Column[Any]:
    return Column(name, Structure, nullable=False)


def instant(name: str, *, nullable: bool = False) -> Column[datetime]:
    return Column(name, Instant, nullable=nullable)


def partial(
    name: str, *columns: Column[int] | Column[str], where: ColumnElement[bool], unique: bool = False
) -> None:
    # Named to PostgreSQL here, it would be imported with all its types for those who use SQLite, too.
    Index(name, *columns, unique=unique, sqlite_where=where, info={_WHERE: where})


def as_on_postgresql(metadata: MetaData) -> MetaData:
    """Return the tables with their partial indexes as PostgreSQL has them, too: to make or compare them."""
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        if _WHERE in index.info:
            index.dialect_kwargs["postgresql_where"] = index.info[_WHERE]
    return metadata
