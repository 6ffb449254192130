"""`/iku`: the five percentages, each opening into the OPD behind it."""

from handlers.feature import Feature
from handlers.figures import iku, report
from handlers.figures.buttons import Iku, IkuDetail, IkuHistory, IkuReport
from handlers.telegram.command import Command
from handlers.telegram.press import Press

FEATURE = Feature(
    commands=(Command("iku", "Lima indikator kinerja hari ini", iku.iku_command),),
    presses=(
        Press(Iku, iku.show_iku),
        Press(IkuDetail, iku.show_detail),
        Press(IkuReport, report.show_report),
        Press(IkuHistory, report.show_history),
    ),
)
