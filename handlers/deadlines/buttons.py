"""The buttons of `/tenggat`: deadlines, extensions, and the way to what lies below them."""

from handlers.telegram.buttons import Button


class DeadlineCard(Button, prefix="tc"):
    year: int
    indicator: str


class SetDeadline(Button, prefix="ts"):
    """Set or move everybody's deadline."""

    year: int
    indicator: str


class PickExtension(Button, prefix="te"):
    """A page of the OPD that still owe that report, to choose who gets more time."""

    year: int
    indicator: str
    page: int


class SearchExtension(Button, prefix="tq"):
    year: int
    indicator: str


class FoundExtension(Button, prefix="tf"):
    """A page of what a search has found; what was looked for is in its draft."""

    draft: int
    page: int


class Extend(Button, prefix="tx"):
    year: int
    indicator: str
    opd: str


class Extensions(Button, prefix="tl"):
    """A page of the OPD that have an extension, to choose whose is revoked."""

    year: int
    indicator: str
    page: int


class RevokeExtension(Button, prefix="tr"):
    year: int
    indicator: str
    opd: str


class ReminderSteps(Button, prefix="tp"):
    """The steps of a year's reminders, which another room answers."""

    year: int


class DaysOff(Button, prefix="to"):
    """A page of a year's days off, which another room answers."""

    year: int
    page: int
