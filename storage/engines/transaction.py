"""What a unit of work may ask of a database, whichever it is."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, NamedTuple, Protocol, TypeAlias

from sqlalchemy import Dialect, Executable, Row, Table
from sqlalchemy.sql.dml import UpdateBase

from storage.engines.counts import Counts
from storage.engines.prepared import Prepared

AnyRow: TypeAlias = Row[Any]
Statement: TypeAlias = Executable | Prepared
Values: TypeAlias = Mapping[str, object]
Given: TypeAlias = Values | Sequence[Values] | None


def changed_by(statement: UpdateBase) -> str:
    """Return the name of the table that a statement changes."""
    table = statement.table
    if not isinstance(table, Table):
        raise TypeError(f"it changes no table of its own: {statement}")
    return table.name


class Found(NamedTuple):
    """What a statement gave: the rows, and how many it changed."""

    rows: Sequence[AnyRow]
    changed: int


class Transaction(Protocol):
    """Opened by its first statement; raises the errors of `storage.ports`."""

    touched: set[str]
    """The tables that were changed since the last commit."""

    async def execute(self, statement: Statement, values: Given = None, *, only_first: bool = False) -> Found:
        """Run a statement with these values, or once for each of several; `only_first` reads one row."""

    async def attempt(self, statement: Statement, values: Given = None) -> Found:
        """Run a statement whose error leaves the transaction as it was before."""

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """Undo what is done inside, and nothing else, when an error leaves the block."""

    async def lock(self, name: str) -> None:
        """Wait until no other transaction holds the lock of that name, and hold it until this one ends."""

    async def commit(self, *, soon: bool) -> None:
        """Store what was done; `soon` may return before it is on the disk."""

    async def rollback(self) -> None: ...

    async def close(self) -> None:
        """Undo what was not committed, also when the task is cancelled."""


Do: TypeAlias = Callable[[Statement, Given], Found]
"""Runs a statement in the turn that there is, and gives all it finds. Raises as `Transaction.execute`."""


class Work(Protocol):
    """What nobody waits for. The text of a piece tells a log which it is."""

    tables: frozenset[str]
    """What it changes."""

    def do(self, pieces: Sequence[Any], run: Do) -> None:
        """Do all these, in this order."""


class Engine(Protocol):
    dialect: Dialect
    counts: Counts

    def begin(self) -> Transaction:
        """Return a transaction that may write."""

    def look(self) -> Transaction:
        """Return a transaction that only reads, and keeps nobody from writing."""

    def version(self, tables: Sequence[str]) -> Hashable:
        """Return what stays equal only as long as nobody changes one of the tables; see `ports.Storage`."""

    def versions(self) -> Callable[[Sequence[str]], Hashable]:
        """Return `version` as of this moment; see `ports.Storage`."""

    def hear(self) -> None:
        """Tell `stored` if another process was heard to commit since the last call; costs next to nothing."""

    def others(self) -> Hashable:
        """Return what stays equal only as long as no other process stores anything; None: not known."""

    def put_off(self, work: Work, piece: object) -> bool:
        """Let a piece of that work be done before the next unit's first statement.

        Every later unit sees it as done. It is stored with whatever is stored next, or a moment later. Return
        False where it cannot be put off just now: then it has to be done in a unit.
        """

    async def close(self) -> None: ...
