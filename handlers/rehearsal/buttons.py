"""The buttons of `/gladi`. `indicator` is empty where all deadlines of the year are meant."""

from handlers.telegram.buttons import Button


class Rehearsals(Button, prefix="gl"):
    """What can be rehearsed."""


class Rehearse(Button, prefix="gk"):
    """A page of the calendar."""

    year: int
    indicator: str
    page: int


class RehearsedDay(Button, prefix="gd"):
    """A page of one day's people; `day` is 20261127 for 27 November 2026."""

    year: int
    indicator: str
    day: int
    page: int


class NeverArriving(Button, prefix="gn"):
    """A page of what cannot arrive, and why."""

    year: int
    indicator: str
    page: int


class RehearsalSheet(Button, prefix="gx"):
    """The calendar as a workbook."""

    year: int
    indicator: str
