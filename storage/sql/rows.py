"""Rows and records: a field is the column of its name; what is called `by` is `by_person` there."""

from collections.abc import Collection
from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from storage.sql.session import AnyRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")
_NAMES = {"by": "by_person"}  # BY is a word of SQL


def record_of(kind: type[Record], row: AnyRow, /, **parts: object) -> Record:
    """Return the record that a row holds; `parts` are the fields that are no column as it is."""
    columns = row._mapping  # noqa: SLF001 - the public name of a row's columns, SQLAlchemy says
    names = (field.name for field in fields(kind) if field.name not in parts)
    return kind(**{name: columns[_NAMES.get(name, name)] for name in names}, **parts)


def columns_of(
    record: "DataclassInstance", only: Collection[str] = (), /, **others: object
) -> dict[str, object]:
    """Return those fields of a record, or all but its id, as columns hold them; and the others beside."""
    names = only or [field.name for field in fields(record) if field.name != "id"]
    return values_of({_NAMES.get(name, name): getattr(record, name) for name in names} | others)


def values_of(said: dict[str, object]) -> dict[str, object]:
    """Return values as the columns hold them: an Enum as its value."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in said.items()}
