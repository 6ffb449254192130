"""The buttons of the rekap of the Inspektorat."""

from handlers.telegram.buttons import Button


class OpenRekap(Button, prefix="co"):
    """Begin to take in a rekap of the year that is worked on."""


class RekapWay(Button, prefix="cw"):
    """How to read a file that can be read in several ways."""

    draft: int
    version: int
    way: int


class RekapOpd(Button, prefix="cp"):
    """Whose a row is: an OPD's code, or what may be chosen in place of one (`domain.rekap.names`)."""

    draft: int
    version: int
    row: int
    opd: str


class RekapOpds(Button, prefix="cl"):
    """A page of all OPD for a row; −1 is the row's own card."""

    draft: int
    version: int
    row: int
    page: int


class RekapAgain(Button, prefix="cx"):
    """Choose anew whose the doubtful rows are."""

    draft: int
    version: int


class RekapPart(Button, prefix="cv"):
    """A page of one list of the preview; the empty part is the preview itself."""

    draft: int
    version: int
    part: str
    page: int


class KeepRekap(Button, prefix="ck"):
    """Keep what the preview shows; `shown` is its fingerprint."""

    draft: int
    version: int
    shown: str


class WithdrawRekap(Button, prefix="cu"):
    """Let a sheet that was kept say nothing any more."""

    sheet: int
