"""The buttons of `/belum`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Overdue(Button):
    """Who still owes a report of a year that this Sub Bagian verifies; 0: of the year that is asked for."""

    prefix: ClassVar[str] = "kb"
    sub_bagian: str
    year: int
    page: int
