"""`/iku`: the five percentages, each opening into the OPD behind it."""

from handlers.feature import Feature
from handlers.figures import iku, report
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(Command("iku", "Lima indikator kinerja hari ini", iku.iku_command),),
    presses=presses(iku.show_iku, iku.show_detail, report.show_report, report.show_history),
)
