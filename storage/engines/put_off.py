"""Work that nobody waits for: it is done before the next unit has its turn, and stored with that."""

import logging
import sqlite3
from collections.abc import Collection, Sequence

from storage.engines.running import Run
from storage.engines.transaction import Found, Given, Statement, Work

log = logging.getLogger(__name__)


class PutOff:
    """The work that waits for the next turn, in the order in which it came."""

    def __init__(self) -> None:
        self._pieces: dict[Work, list[object]] = {}

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def add(self, work: Work, piece: object) -> None:
        self._pieces.setdefault(work, []).append(piece)

    def do(self, raw: sqlite3.Connection) -> Collection[str]:
        """Do it all inside the transaction that is open; return the tables that may have changed.

        Raises what has ended the transaction, and then all is still to be done.
        """
        for work, pieces in self._pieces.items():
            if _failure_of(raw, work, pieces) is None:
                continue
            # One that cannot be done keeps no other away.
            for piece in pieces:
                if (error := _failure_of(raw, work, [piece])) is not None:
                    log.error("This could not be stored: %s", piece, exc_info=error)
        touched = {table for work in self._pieces for table in work.tables}
        self._pieces.clear()
        return touched


def _failure_of(raw: sqlite3.Connection, work: Work, pieces: Sequence[object]) -> Exception | None:
    """Do these together; return why they could not be done, and then nothing of it is."""

    def run(statement: Statement, values: Given) -> Found:
        return Run(statement, values).at_once(raw)

    raw.execute("SAVEPOINT work")
    try:
        work.do(pieces, run)
    except Exception as error:
        if not raw.in_transaction:
            raise
        raw.execute("ROLLBACK TO work")
        raw.execute("RELEASE work")
        return error
    raw.execute("RELEASE work")
    return None
