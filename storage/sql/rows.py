"""Rows and records: a field is the column of its name; what is called `by` is `by_person` there."""

from collections.abc import Collection
from dataclasses import fields
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from storage.sql.session import AnyRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")
_NAMES = {"by": "by_person"}  # BY is a word of SQL


def record_of(kind: type[Record], row: AnyRow, /, **parts: object) -> Record:
    """Return the record that a row holds; `parts` are the fields that are no column as it is."""
    columns = row._mapping  # noqa: SLF001 - the public name of a row's columns, SQLAlchemy says
    for name, column in _columns_beside(kind, tuple(parts)):
        parts[name] = columns[column]
    return kind(**parts)


@cache
def _columns_beside(kind: "type[DataclassInstance]", parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the fields that are columns as they are, each with the name of its column."""
    return tuple((name, _NAMES.get(name, name)) for name in _fields(kind) if name not in parts)


@cache
def _fields(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _stored(kind: "type[DataclassInstance]") -> tuple[tuple[str, str], ...]:
    """Return the fields beside the id, each with the name of its column."""
    return tuple((name, _NAMES.get(name, name)) for name in _fields(kind) if name != "id")


def columns_of(
    record: "DataclassInstance", only: Collection[str] = (), /, **others: object
) -> dict[str, object]:
    """Return those fields of a record, or all but its id, as columns hold them; and the others beside."""
    columns = [(name, _NAMES.get(name, name)) for name in only] if only else _stored(type(record))
    found = values_of({column: getattr(record, name) for name, column in columns})
    return found | values_of(others) if others else found


def values_of(said: dict[str, object]) -> dict[str, object]:
    """Return values as the columns hold them: an Enum as its value."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in said.items()}
