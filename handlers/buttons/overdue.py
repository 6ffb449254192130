"""The buttons of `/belum`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class Overdue(Button):
    """Who still owes a report that this Sub Bagian verifies."""

    prefix: ClassVar[str] = "kb"
    sub_bagian: str
    page: int
