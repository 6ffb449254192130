"""The keys of a greeting."""

from telegram import InlineKeyboardMarkup

from handlers.figures import Iku
from handlers.reporting import Reports
from handlers.telegram.keys import PRIMARY, key, markup


def start_reporting(opd: str | None) -> InlineKeyboardMarkup:
    """Return the first step of somebody who was just let in."""
    if opd is None:
        return markup([key("Lihat IKU", Iku(0), PRIMARY)])
    return markup([key("Lapor sekarang", Reports(opd), PRIMARY)])
