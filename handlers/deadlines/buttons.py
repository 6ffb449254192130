"""The buttons of `/tenggat`: deadlines, extensions, and the steps of reminders."""

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
    year: int


class SetSteps(Button, prefix="tt"):
    """The steps on one side of the deadlines: "before" or "after"."""

    year: int
    side: str


class DaysOff(Button, prefix="to"):
    year: int
    page: int
