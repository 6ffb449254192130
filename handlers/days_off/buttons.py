"""The buttons of a year's days off, below `/tenggat`."""

from handlers.telegram.buttons import Button


class DayOffCard(Button, prefix="td"):
    """One day of that list: "2026-12-25"."""

    iso: str


class AddDayOff(Button, prefix="tn"):
    year: int


class ChangeDayOff(Button, prefix="th"):
    """Make a day a working day ("kerja"), or take back what the city said of it ("asal")."""

    iso: str
    to: str
