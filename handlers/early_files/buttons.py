"""The buttons below *Untuk laporan yang mana?*."""

from domain.forms.late_presses import Wish
from handlers.telegram.buttons import Button


class ForReport(Button, prefix="kf", wish=Wish.HOLD):
    """The report that the files kept in that draft are to prove."""

    draft: int
    opd: str
    indicator: str
    year: int
