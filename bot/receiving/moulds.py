"""The library's objects, made as its own constructors leave them, without running these.

A message has a hundred fields, and its constructor sets each through a check whether it may be set; of what
people send five are filled.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from telegram import TelegramObject
from telegram.ext import ExtBot

Made = TypeVar("Made", bound=TelegramObject)


class Mould(Generic[Made]):
    """Makes objects that equal `empty` but for what is given; `identity` names the fields they are told by.

    What a field holds is taken as it is: who asks has made sure that the constructor would, too.
    """

    def __init__(self, empty: Made, *identity: str) -> None:
        self._kind = type(empty)
        self._identity = identity
        self._put: dict[str, Callable[[Any, Any], None]] = {
            name: getattr(self._kind, name).__set__
            for kind in self._kind.__mro__
            for name in getattr(kind, "__slots__", ())
        }
        self._blank = [(put, getattr(empty, name)) for name, put in self._put.items()]

    def cast(self, bot: ExtBot[Any] | None, /, **given: object) -> Made:
        """Return an object of that bot's with these fields."""
        made = self._kind.__new__(self._kind)
        for put, value in self._blank:
            put(made, value)
        for name, value in given.items():
            self._put[name](made, value)
        self._put["_bot"](made, bot)
        self._put["_id_attrs"](made, tuple([given[name] for name in self._identity]))
        return made
