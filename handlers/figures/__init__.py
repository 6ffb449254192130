"""`/iku`: the five percentages, each opening into the OPD behind it; and the card of an OPD."""

from handlers.feature import Feature
from handlers.figures import at_home, files, iku, indicator, opd, overview, report
from handlers.figures.buttons import Iku, IkuDetail, IkuReport, OpdCard
from handlers.figures.official import official_of
from handlers.figures.official_texts import Official, closed_line, closing_lines, moved_line, percent_of
from handlers.figures.report import show_report
from handlers.figures.texts import capaian_of
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(Command("iku", "Lima indikator kinerja hari ini", iku.iku_command),),
    listens={indicator.CARD: indicator.heard},
    living=(overview.LIVING_IKU,),
    presses=presses(
        iku.show_iku,
        indicator.show_detail,
        indicator.show_found,
        opd.show_opd,
        opd.show_choice,
        report.show_report,
        report.show_history,
        files.send_evidence,
    ),
    home=at_home.at_home,
)

__all__ = [
    "FEATURE",
    "Iku",
    "IkuDetail",
    "IkuReport",
    "Official",
    "OpdCard",
    "capaian_of",
    "closed_line",
    "closing_lines",
    "moved_line",
    "official_of",
    "percent_of",
    "show_report",
]
