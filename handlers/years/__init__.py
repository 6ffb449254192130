"""`/tahun`, `/target`, `/aturan`: what holds in a year, and its closing."""

from handlers.feature import Feature
from handlers.telegram.admins import ADMINS
from handlers.telegram.command import Command
from handlers.telegram.press import Press, presses
from handlers.years import at_home, close, overview, rules, target
from handlers.years.asked import behind
from handlers.years.buttons import Deadlines, Rules, Targets, YearCard
from handlers.years.desk import year_facts
from handlers.years.keyboards import beside
from handlers.years.setting import Value, YearScreen, begin, rules_with, setting_flow
from handlers.years.texts import NOT_YOURS, YearFacts

FEATURE = Feature(
    commands=(
        Command("tahun", "Buka, tutup, dan lihat tahun", overview.years_command, ADMINS),
        Command("target", "Target kelima indikator", target.target_command, ADMINS),
        Command("aturan", "Aturan hitung dan dasar hukumnya", rules.rules_command, ADMINS),
    ),
    home=at_home.at_home,
    presses=(
        *presses(
            overview.show_years,
            overview.preview_opening,
            overview.choose_threshold,
            overview.open_year,
            close.preview_closing,
            close.close_year,
            close.reopen_year,
            target.set_target,
            rules.set_rule,
            not_yours=NOT_YOURS,
        ),
        Press(YearCard, overview.YEAR.show, NOT_YOURS),
        Press(Targets, target.TARGETS.show, NOT_YOURS),
        Press(Rules, rules.SCREEN.show, NOT_YOURS),
    ),
    flows=(close.REOPEN_FLOW, target.TARGET_FLOW),
    flow_of_each=rules.rule_flows,
    replies={one.reply: one.show_saved for one in (overview.YEAR, target.TARGETS, rules.SCREEN)},
)

__all__ = [
    "FEATURE", "NOT_YOURS", "Deadlines", "Value", "YearFacts", "YearScreen", "begin", "behind", "beside",
    "rules_with", "setting_flow", "year_facts",
]  # fmt: skip
