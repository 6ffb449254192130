"""The buttons of `/tahun`, `/target` and `/aturan`."""

from handlers.telegram.buttons import Button


class Years(Button, prefix="jl"):
    """A page of the list of years."""

    page: int


class YearCard(Button, prefix="jy"):
    year: int


class PreviewOpening(Button, prefix="jo"):
    """What the next year would take over."""


class OpenYear(Button, prefix="jp"):
    """Choose the threshold of SAKIP, then take over exactly what was shown, known by its fingerprint."""

    year: int
    fingerprint: str


class OpenWith(Button, prefix="jq"):
    """Take over exactly what was shown, with this threshold of SAKIP."""

    year: int
    fingerprint: str
    minimum: str


class PreviewClosing(Button, prefix="jk"):
    """The figures that closing would freeze."""

    year: int


class CloseYear(Button, prefix="jx"):
    """Freeze exactly the figures that were shown, known by their fingerprint."""

    year: int
    fingerprint: str


class ReopenYear(Button, prefix="jr"):
    year: int


class Targets(Button, prefix="jt"):
    year: int


class SetTarget(Button, prefix="js"):
    year: int
    indicator: str


class Rules(Button, prefix="ja"):
    year: int


class SetRule(Button, prefix="jb"):
    """A rule that a year may set, by its setting's key.

    Before an indicator could have several, it was named by its indicator: that is the first of them.
    """

    year: int
    rule: str


class Deadlines(Button, prefix="ta"):
    """The deadlines of a year, which another room answers."""

    year: int
