"""The buttons of `/belum`."""

from handlers.telegram.buttons import Button


class Overdue(Button, prefix="kb"):
    """Who still owes a report of a year; 0: of the year that is asked for.

    `scope` is a Sub Bagian, or one report or evaluation (`handlers.overdue.scope`).
    """

    scope: str
    year: int
    page: int


class OverdueOpd(Button, prefix="ko"):
    """One OPD of that list, and where to go back to."""

    opd: str
    year: int
    scope: str
    page: int


class RemindOpd(Button, prefix="ku"):
    """*Ingatkan sekarang*, on the card of that OPD."""

    opd: str
    year: int
    scope: str
    page: int
