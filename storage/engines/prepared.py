"""Statements that are constants of their module: built once, compiled once, run with values by name."""

from typing import Any

from sqlalchemy import Executable


class Prepared:
    """A statement whose values are `bindparam`s, or the columns that are given when it is run.

    PERSON = Prepared(select(people).where(people.c.id == bindparam("number")))
    row = await session.first(PERSON, number=7)
    """

    __slots__ = ("ready", "statement")

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self.ready: dict[tuple[str, ...], Any] = {}
        """The statement as an engine takes it, by the names of the values that it is run with."""
