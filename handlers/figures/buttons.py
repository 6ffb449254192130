"""The buttons of `/iku`. They carry year and quarter: turning a page never changes the instant shown."""

from domain.units.naming import plain_words
from handlers.telegram.buttons import Button

LONGEST_WORDS = 20
"""Bytes of what was sought that a button carries; it is compared as `plain_words` makes it."""


def kept(sought: str) -> str:
    """Return what a button can carry of what was sought: whole words, if the first is not too long alone."""
    words = plain_words(sought)
    while len(words) > 1 and len(" ".join(words).encode()) > LONGEST_WORDS:
        words = words[:-1]
    return " ".join(words).encode()[:LONGEST_WORDS].decode(errors="ignore")


class Iku(Button, prefix="i"):
    """The five percentages of a year (0: the one that is worked on), or as of the end of its quarter."""

    year: int
    quarter: int = 0


class IkuDetail(Button, prefix="d"):
    """The OPD behind one indicator."""

    indicator: str
    year: int
    quarter: int
    page: int


class IkuFound(Button, prefix="df"):
    """Those of them that go by these words."""

    indicator: str
    year: int
    quarter: int
    page: int
    words: str


class IkuReport(Button, prefix="kr"):
    """The report of one OPD, to read; `page` is the page of the list it was opened from."""

    indicator: str
    opd: str
    year: int
    quarter: int
    page: int


class IkuFiles(Button, prefix="ki"):
    """The evidence of that report."""

    indicator: str
    opd: str
    year: int
    quarter: int
    page: int


class IkuHistory(Button, prefix="kh"):
    """All that happened to that report and those of other years, in pages of its own.

    `listed` is the page of the list that the report was opened from.
    """

    indicator: str
    opd: str
    year: int
    quarter: int
    listed: int
    page: int


class OpdCard(Button, prefix="oc"):
    """One OPD in a year (0: the one that is worked on): its five indicators, and who reports for it."""

    opd: str
    year: int = 0


class OpdChoice(Button, prefix="ox"):
    """The OPD that go by these words ("": those that whoever presses reports for), to choose one."""

    year: int
    page: int
    words: str
