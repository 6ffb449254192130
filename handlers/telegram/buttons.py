"""Typed callback data. A button says what it is for and which version of a draft it was made for.

Callback data comes back from the outside: `unpack` trusts nothing, and having a button is no
permission; every handler asks again whether this person may do this now.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self, dataclass_transform
from zlib import crc32

from domain.forms.late_presses import Wish

LONGEST = 64
"""Bytes that Telegram allows in callback_data; python-telegram-bot does not check it."""
SEPARATOR = ":"
_BIGGEST, _LAST_YEAR = 2**63 - 1, 9999
BELOW = "+"
"""Begins the data of a button whose message stays as it is: what it opens is shown below it."""


@dataclass_transform(frozen_default=True)
class Button:
    """Base of all buttons: a subclass lists its int and str fields, and is a frozen dataclass of them."""

    prefix: ClassVar[str]
    _wish: ClassVar[Wish]
    _kinds: ClassVar[dict[str, Any]]
    """The fields, each with its type: int or str."""

    def __init_subclass__(cls, *, prefix: str, wish: Wish = Wish.MOVE) -> None:
        cls.prefix, cls._wish = prefix, wish
        dataclass(frozen=True)(cls)
        cls._kinds = {one.name: one.type for one in fields(cls)}  # type: ignore[arg-type] # it has just become one

    def wants(self) -> Wish:
        """Return what whoever presses it wants of a draft: asked when the draft has moved on meanwhile."""
        return self._wish

    def pack(self, *, below: bool = False) -> str:
        """Return the callback data. Raises ValueError if it is too long or would not come back the same."""
        parts = [str(getattr(self, name)) for name in self._kinds]
        data = (BELOW if below else "") + SEPARATOR.join([self.prefix, *parts])
        if len(data.encode()) > LONGEST:
            raise ValueError(f"callback data of more than {LONGEST} bytes: {data}")
        if any(SEPARATOR in part for part in parts):
            raise ValueError(f"a separator inside callback data: {data}")
        return data

    @classmethod
    def unpack(cls, data: str) -> Self:
        """Return the button. Raises ValueError for anything that this class did not pack."""
        prefix, *parts = data.split(SEPARATOR)
        if prefix != cls.prefix or len(parts) != len(cls._kinds):
            raise ValueError(f"not a {cls.__name__}")
        values = [kind(part) for kind, part in zip(cls._kinds.values(), parts, strict=True)]
        button = cls(*values)
        if not 0 <= getattr(button, "year", 0) <= _LAST_YEAR:
            raise ValueError(f"no year for a {cls.__name__}")
        numbers = [value for value in values if isinstance(value, int)]
        # Python reads "1_0" and Arabic figures too, and numbers that no database can look for.
        if any(abs(number) > _BIGGEST for number in numbers) or button.pack() != data:
            raise ValueError(f"nothing that a {cls.__name__} packs")
        return button


def fingerprint(shown: str) -> str:
    """Return a few characters that tell what was shown from what is there now.

    They let a button confirm exactly what its card showed; they guard against change, not forgery.
    """
    return f"{crc32(shown.encode()):08x}"


class Noop(Button, prefix="n"):
    """A button that only shows something, such as the page number."""
