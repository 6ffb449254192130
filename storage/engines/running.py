"""Statements as SQLite runs them: compiled by SQLAlchemy once, run on its connection where the loop is."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Row
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import StatementError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.util import LRUCache

from storage.database import refused_by_sqlite
from storage.engines.prepared import Prepared
from storage.engines.transaction import AnyRow, Found, Given, Statement, Values, changed_by
from storage.ports.turns import give_way

DIALECT = pysqlite.dialect(dbapi=sqlite3)
A_SPELL = 500
"""Rows that are read before whoever else waits is let in: some milliseconds."""

_Arguments: TypeAlias = list[Any]
_Process: TypeAlias = Callable[[Any], Any] | None
_compiled: LRUCache[Any, Any] = LRUCache(500)
_ready: WeakKeyDictionary[SQLCompiler, "Ready"] = WeakKeyDictionary()


class Ready:
    """A compiled statement, with what turns values into arguments and what is read into rows."""

    def __init__(self, compiled: SQLCompiler) -> None:
        self.compiled = compiled
        self.sql = compiled.string
        self.is_read = not (compiled.isinsert or compiled.isupdate or compiled.isdelete)
        self.expands = bool(compiled.post_compile_params or compiled.literal_execute_params)
        """Whether the text depends on the values: on how many there are in a list."""
        self.table = changed_by(compiled.statement) if isinstance(compiled.statement, UpdateBase) else ""
        self._rows = self._as_rows()
        self._plan = [] if self.expands else [self._argument(key) for key in compiled.positiontup or ()]

    def arguments(self, values: Values) -> _Arguments:
        """Return the arguments of a constant statement, run with these values."""
        return [
            constant if key is None else values[key] if process is None else process(values[key])
            for key, process, constant in self._plan
        ]

    def filled(self, given: dict[str, Any]) -> tuple[str, _Arguments]:
        """Return text and arguments, the text made for as many values as there are."""
        compiled = self.compiled
        processes = cast("Mapping[str, Callable[[Any], Any]]", compiled._bind_processors)  # noqa: SLF001 - no public way
        if not self.expands:
            return self.sql, _processed(compiled.positiontup or (), processes, given)
        expanded = compiled._process_parameters_for_postcompile(given)  # noqa: SLF001 - no public way
        processes = {**processes, **cast("dict[str, Callable[[Any], Any]]", expanded.processors)}
        # What was expanded is among what was given now.
        return expanded.statement, _processed(expanded.positiontup or (), processes, given)

    def rows(self, raw: Iterable[Sequence[Any]]) -> list[AnyRow]:
        """Return what was read as SQLAlchemy's rows, each value as its column has it."""
        shape = self._rows
        if shape is None:
            return []
        processors, places = shape._processors, shape._key_to_index  # noqa: SLF001 - no public way
        return [Row(shape, processors, places, values) for values in raw]

    def _as_rows(self) -> SimpleResultMetaData | None:
        columns = self.compiled._result_columns  # noqa: SLF001 - no public way
        if not columns:
            return None
        processors = [column[3]._cached_result_processor(DIALECT, None) for column in columns]  # noqa: SLF001 - no public way
        return SimpleResultMetaData([column[0] for column in columns], _processors=processors)

    def _argument(self, key: str) -> tuple[str | None, _Process, Any]:
        """Return the name of the value to be given, or None and the constant that stands in the statement."""
        bound = self.compiled.binds[key]
        process = cast("_Process", self.compiled._bind_processors.get(key))  # noqa: SLF001 - no public way
        if bound.required:
            return bound.key, process, None
        constant = bound.effective_value
        return None, None, constant if process is None else process(constant)


def _processed(
    keys: Iterable[str], processes: Mapping[str, Callable[[Any], Any]], given: Mapping[str, Any]
) -> _Arguments:
    return [processes[key](given[key]) if key in processes else given[key] for key in keys]


def _filled_in(ready: Ready, values: Values, statement: Prepared) -> _Arguments:
    try:
        return ready.arguments(values)
    except (ValueError, TypeError) as error:
        raise StatementError(str(error), str(statement), None, error) from error


class Run:
    """A statement with its arguments, to be run on a connection."""

    __slots__ = ("_arguments", "_many", "_ready", "_sql")

    def __init__(self, statement: Statement, values: Given) -> None:
        """Raises StatementError for a value that its column cannot take."""
        self._many = False
        self._ready: Ready
        self._sql: str
        self._arguments: _Arguments
        # What comes nearly always: a constant statement, run once before with values of these names.
        if type(values) is dict and isinstance(statement, Prepared):
            ready = statement.ready.get(tuple(values))
            if ready is not None and not ready.expands:
                self._ready, self._sql = ready, ready.sql
                self._arguments = _filled_in(ready, values, statement)
                return
        each = [values or {}] if values is None or isinstance(values, Mapping) else list(values)
        self._many = len(each) > 1
        try:
            filled = (
                self._prepared(statement, each)
                if isinstance(statement, Prepared)
                else self._built(statement, each)
            )
        except (ValueError, TypeError) as error:
            raise StatementError(str(error), str(statement), None, error) from error
        self._sql = filled[0][0]
        self._arguments = [arguments for _, arguments in filled] if self._many else filled[0][1]

    @property
    def is_read(self) -> bool:
        return self._ready.is_read

    @property
    def table(self) -> str:
        """The table that it changes."""
        return self._ready.table

    def _prepared(self, prepared: Prepared, each: list[Values]) -> list[tuple[str, _Arguments]]:
        names = tuple(each[0])
        ready: Ready | None = prepared.ready.get(names)
        if ready is None:
            statement: Any = prepared.statement
            compiled = statement._compile_w_cache(DIALECT, compiled_cache=None, column_keys=list(names))[0]  # noqa: SLF001 - no public way
            ready = prepared.ready[names] = Ready(compiled)
        self._ready = ready
        if not ready.expands:
            return [(ready.sql, ready.arguments(values)) for values in each]
        return [
            ready.filled(dict(ready.compiled.construct_params(values, escape_names=False))) for values in each
        ]

    def _built(self, statement: Any, each: list[Values]) -> list[tuple[str, _Arguments]]:  # noqa: ANN401 - its methods are SQLAlchemy's own
        compiled, extracted, collected, _ = statement._compile_w_cache(  # noqa: SLF001 - no public way
            DIALECT, compiled_cache=_compiled, column_keys=list(each[0]), for_executemany=self._many
        )
        ready = _ready.get(compiled)
        if ready is None:
            ready = _ready[compiled] = Ready(compiled)
        self._ready = ready
        return [
            ready.filled(
                compiled.construct_params(
                    values,
                    extracted_parameters=extracted,
                    escape_names=False,
                    _group_number=place,
                    _collected_params=collected,
                )
            )
            for place, values in enumerate(each)
        ]

    def at_once(self, connection: sqlite3.Connection) -> Found:
        """Return what the statement gives, however much that is; raises the errors of `storage.ports`."""
        try:
            if self._many:
                return Found((), connection.executemany(self._sql, self._arguments).rowcount)
            cursor = connection.execute(self._sql, self._arguments)
            rows = self._ready.rows(cursor.fetchall())
        except sqlite3.Error as error:
            raise refused_by_sqlite(error, self._sql, self._arguments) from error
        return Found(rows, max(cursor.rowcount, len(rows)))

    async def on(self, connection: sqlite3.Connection, *, only_first: bool = False) -> Found:
        """Return what the statement gives; raises the errors of `storage.ports`.

        Many rows are read in spells, and others have their turn in between.
        """
        if self._many or not self._ready.is_read:
            return self.at_once(connection)
        try:
            cursor = connection.execute(self._sql, self._arguments)
            if only_first:
                raw = cursor.fetchmany(1)
                cursor.close()
                return Found(self._ready.rows(raw), 0)
            raw = cursor.fetchmany(A_SPELL)
            rows = self._ready.rows(raw)
            if len(raw) == A_SPELL:
                await self._rest(cursor, rows)
        except sqlite3.Error as error:
            raise refused_by_sqlite(error, self._sql, self._arguments) from error
        return Found(rows, 0)

    async def _rest(self, cursor: sqlite3.Cursor, rows: list[AnyRow]) -> None:
        try:
            while True:
                await give_way()
                raw = cursor.fetchmany(A_SPELL)
                rows += self._ready.rows(raw)
                if len(raw) < A_SPELL:
                    return
        finally:
            cursor.close()
