"""`/menu`: the home screen of each person, put together from what the rooms have to say there; `/status`."""

from domain.people.person import Role
from handlers.feature import Feature
from handlers.home import menu
from handlers.home.screen import LIVING_HOME, above_home_keys, home_screen, show_home_screen
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(
        Command("menu", "Beranda: yang perlu Bapak/Ibu kerjakan", menu.menu_command),
        Command(
            "status",
            "Keadaan laporan OPD Anda",
            menu.status_command,
            frozenset({Role.OPERATOR}),
            after="lapor",
        ),
    ),
    living=(LIVING_HOME,),
    presses=presses(menu.show_home, menu.show_all, menu.run_command),
)

__all__ = ["FEATURE", "above_home_keys", "home_screen", "show_home_screen"]
