"""The buttons of `/umumkan`."""

from domain.forms.late_presses import Wish
from handlers.telegram.buttons import Button


class Announce(Button, prefix="bk", wish=Wish.SEND):
    """Send it to exactly those who were counted, known by their fingerprint."""

    draft: int
    version: int
    fingerprint: str


class Recipients(Button, prefix="bl"):
    """Who would get it."""

    draft: int
    version: int
    page: int


class NewAnnouncement(Button, prefix="bn"):
    """Begin to write one."""


class Announcements(Button, prefix="ba"):
    """The last ones."""


class ShowAnnouncement(Button, prefix="bs"):
    """How far it has come."""

    announcement: int


class StopAnnouncement(Button, prefix="bh"):
    announcement: int


class AskRecall(Button, prefix="bt"):
    """Take it back: asked first."""

    announcement: int


class Recall(Button, prefix="br"):
    announcement: int


class Unreached(Button, prefix="bu"):
    """Who did not get it, and why."""

    announcement: int
    page: int
