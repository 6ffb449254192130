"""The keys of a reminder: the reports, most pressing first, and when to be reminded again."""

from collections.abc import Sequence
from datetime import datetime

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.reminders.snoozing import Wish
from handlers.reminders import texts
from handlers.reminders.buttons import Snooze
from handlers.reminders.texts import Line
from handlers.reporting import OTHER_REPORTS, REPAIR, OpenReport
from handlers.telegram.keys import PRIMARY, below, key, markup, rows, short

MOST_REPORTS = 4
"""With so many keys two OPD with three reports each still fit a phone's screen, keys and all."""


def reminder(
    number: int, owed: Sequence[Line], offers: Sequence[tuple[Wish, datetime]], now: datetime
) -> InlineKeyboardMarkup:
    """Return the keys of the reminder with that id; each offer is a wish and when it would remind."""
    several, years = len({line.opd.code for line in owed}) > 1, {line.year for line in owed}
    shown = owed if len(owed) <= MOST_REPORTS else owed[: MOST_REPORTS - 1]
    reports = [
        _report(
            texts.open_label(line, alone=len(owed) == 1, several=several, name_year=len(years) > 1),
            line,
            first=not place,
        )
        for place, line in enumerate(shown)
    ]
    others = [OTHER_REPORTS] if len(shown) < len(owed) else []
    later = [key(texts.snooze_label(wish, until, now), Snooze(number, wish.value)) for wish, until in offers]
    return markup(*rows([*reports, *others]), later)


def _report(label: str, line: Line, *, first: bool) -> InlineKeyboardButton:
    button = OpenReport(line.opd.code, line.row.indicator.key, line.year, REPAIR)
    return below(short(label), button, PRIMARY if first else None)
