"""*Mutu data*: what in the reports of a year deserves a second look, for who verifies and who leads."""

from domain.people.person import SEE_EVERYTHING
from handlers.feature import Feature
from handlers.sentinel import look, texts
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(
        Command(
            "mutu", "Laporan yang patut dilihat lagi", look.look_command, SEE_EVERYTHING, after="verifikasi"
        ),
    ),
    presses=presses(look.look, look.show_kind, look.show_case, not_yours=texts.NOT_YOURS),
)

__all__ = ["FEATURE"]
