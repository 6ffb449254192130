"""`/tahun`, `/target`, `/aturan`: what holds in a year, and its closing."""

from handlers.feature import Feature
from handlers.telegram.admins import ADMINS
from handlers.telegram.command import Command
from handlers.telegram.press import presses
from handlers.years import close, overview, rules, target
from handlers.years.buttons import (
    CloseYear,
    Deadlines,
    OpenYear,
    PreviewClosing,
    PreviewOpening,
    ReopenYear,
    Rules,
    SetRule,
    SetTarget,
    Targets,
    YearCard,
    Years,
)
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
    presses=presses(
        {
            Years: overview.show_years,
            YearCard: overview.YEAR.show,
            PreviewOpening: overview.preview_opening,
            OpenYear: overview.open_year,
            PreviewClosing: close.preview_closing,
            CloseYear: close.close_year,
            ReopenYear: close.reopen_year,
            Targets: target.TARGETS.show,
            SetTarget: target.set_target,
            Rules: rules.SCREEN.show,
            SetRule: rules.set_rule,
        },
        NOT_YOURS,
    ),
    flows=(close.REOPEN_FLOW, target.TARGET_FLOW, *rules.RULE_FLOWS),
    replies={one.reply: one.show_saved for one in (overview.YEAR, target.TARGETS, rules.SCREEN)},
)

__all__ = [
    "FEATURE",
    "NOT_YOURS",
    "Deadlines",
    "Value",
    "YearFacts",
    "YearScreen",
    "begin",
    "beside",
    "rules_with",
    "setting_flow",
    "year_facts",
]
