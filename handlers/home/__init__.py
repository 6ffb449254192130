"""`/menu`: the home screen of each person."""

from handlers.feature import Feature
from handlers.home import menu
from handlers.home.menu import home_screen
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(Command("menu", "Beranda: yang perlu Bapak/Ibu kerjakan", menu.menu_command),),
    presses=presses(menu.show_home, menu.run_command),
)

__all__ = ["FEATURE", "home_screen"]
