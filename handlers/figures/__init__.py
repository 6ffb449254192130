"""`/iku`: the five percentages, each opening into the OPD behind it."""

from handlers.feature import Feature
from handlers.figures import at_home, iku, report
from handlers.figures.buttons import Iku, IkuReport
from handlers.figures.official import official_of
from handlers.figures.official_texts import Official, closed_line, closing_lines, moved_line, percent_of
from handlers.figures.report import show_report
from handlers.figures.texts import capaian_of
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(Command("iku", "Lima indikator kinerja hari ini", iku.iku_command),),
    living=(iku.LIVING_IKU,),
    presses=presses(iku.show_iku, iku.show_detail, report.show_report, report.show_history),
    home=at_home.at_home,
)

__all__ = [
    "FEATURE",
    "Iku",
    "IkuReport",
    "Official",
    "capaian_of",
    "closed_line",
    "closing_lines",
    "moved_line",
    "official_of",
    "percent_of",
    "show_report",
]
