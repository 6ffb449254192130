"""The buttons of `/umumkan`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Announce(Button):
    """Send it to exactly those who were counted, known by their fingerprint."""

    prefix: ClassVar[str] = "bk"
    draft: int
    version: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Recipients(Button):
    """Who would get it."""

    prefix: ClassVar[str] = "bl"
    draft: int
    version: int
    page: int


@dataclass(frozen=True, slots=True)
class NewAnnouncement(Button):
    prefix: ClassVar[str] = "bn"


@dataclass(frozen=True, slots=True)
class Announcements(Button):
    """The last ones."""

    prefix: ClassVar[str] = "ba"


@dataclass(frozen=True, slots=True)
class ShowAnnouncement(Button):
    """How far it has come."""

    prefix: ClassVar[str] = "bs"
    announcement: int


@dataclass(frozen=True, slots=True)
class StopAnnouncement(Button):
    prefix: ClassVar[str] = "bh"
    announcement: int


@dataclass(frozen=True, slots=True)
class AskRecall(Button):
    """Take it back: asked first."""

    prefix: ClassVar[str] = "bt"
    announcement: int


@dataclass(frozen=True, slots=True)
class Recall(Button):
    prefix: ClassVar[str] = "br"
    announcement: int


@dataclass(frozen=True, slots=True)
class Unreached(Button):
    """Who did not get it, and why."""

    prefix: ClassVar[str] = "bu"
    announcement: int
    page: int
