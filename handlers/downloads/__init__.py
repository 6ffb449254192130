"""*Unduh*: what can be handed over of the year, quarter and indicator that are on the screen."""

from handlers.downloads import menu
from handlers.downloads.evidence import EVIDENCE
from handlers.downloads.form import FORM
from handlers.feature import Feature
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(menu.show_menu),
    papers=(FORM, EVIDENCE),
)

__all__ = ["FEATURE"]
