"""The buttons of an operator's lists, receipts and returned reports."""

from domain.reports.periods import ReportPeriod
from handlers.telegram.buttons import Button

GO, CORRECT, REPAIR, FILL, MONTH = "go", "correct", "repair", "fill", "month"
"""How a report is opened: as it stands, to correct a verified one, straight to what was returned.

And where it was said that it is not out yet: to fill it in nevertheless, or to say another month. A period's
value reports that one beside what is verified; see also `correct`.
"""


def correct(period: ReportPeriod) -> str:
    """Return the mode that corrects the verified answer of that period, where several stand."""
    return f"{CORRECT}-{period.value}"


class AskWithdraw(Button, prefix="wq"):
    """Ask whether a submission that waits is to be taken back."""

    submission: int


class KeepSent(Button, prefix="wk"):
    """Let it wait on."""

    submission: int


class Withdraw(Button, prefix="w"):
    submission: int


class TakeBack(Button, prefix="wn"):
    """*Hapus catatan*: take back that a report is not out yet."""

    expected: int


class Reports(Button, prefix="l"):
    """The list of reports of one OPD ("": choose one) and year (0: the one that is on)."""

    opd: str
    year: int = 0


class OpenReport(Button, prefix="o"):
    """One report of that list; `mode` is one of the above."""

    opd: str
    indicator: str
    year: int
    mode: str = GO


class Status(Button, prefix="st"):
    """Where one OPD ("": choose one) stands in a year (0: the one that is on)."""

    opd: str
    year: int = 0


class History(Button, prefix="h"):
    opd: str
    page: int


class AskReviewer(Button, prefix="ak"):
    """*Tanya pemeriksa* about a return."""

    returned: int


class Repair(Button, prefix="rw"):
    """*Perbaiki sekarang* of a returned report."""

    returned: int
