"""The buttons of `/iku`. They carry year and quarter: turning a page never changes the instant shown."""

from handlers.telegram.buttons import Button


class Iku(Button, prefix="i"):
    """The five percentages of a year (0: the present one), or as of the end of its quarter."""

    year: int
    quarter: int = 0


class IkuDetail(Button, prefix="d"):
    """The OPD behind one indicator."""

    indicator: str
    year: int
    quarter: int
    page: int


class IkuReport(Button, prefix="kr"):
    """The report of one OPD, to read; `page` is the page of the list it was opened from."""

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
