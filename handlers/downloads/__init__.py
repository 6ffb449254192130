"""*Unduh*: what can be handed over of the year, quarter and indicator that are on the screen."""

from handlers.downloads.action_plan import ACTION_PLAN
from handlers.downloads.evidence import EVIDENCE
from handlers.downloads.form import FORM
from handlers.downloads.measurement import MEASUREMENT, MEASUREMENT_PDF
from handlers.downloads.menu import show_menu
from handlers.feature import Feature
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(show_menu),
    papers=(FORM, MEASUREMENT, MEASUREMENT_PDF, ACTION_PLAN, EVIDENCE),
)

__all__ = ["FEATURE", "show_menu"]
