"""The keys of the morning message, which stays to be read: what they open is said below it."""

from telegram import InlineKeyboardMarkup

from handlers.evaluation import Evaluate
from handlers.figures import Iku
from handlers.morning.late_texts import Late
from handlers.morning.texts import Morning
from handlers.overdue import Overdue, OverdueOpd
from handlers.review import Oldest
from handlers.telegram.home import home_below
from handlers.telegram.keys import PRIMARY, Keys, below, half, markup, packed, pairs
from handlers.words.words import LATE

MOST_OPDS = 4
"""With more than these the list is opened."""


def morning(told: Morning) -> InlineKeyboardMarkup:
    """Return a key for each section that leads somewhere."""
    keys = []
    if told.waits:
        keys.append(below("Verifikasi", Oldest(), PRIMARY))
    several = len(told.evaluations) > 1
    for one in told.evaluations:
        label = f"Evaluasi {one.indicator.title} {one.year}" if several else "Evaluasi"
        keys.append(below(label, Evaluate(one.indicator.key, one.year)))
    if told.late.groups:
        first = told.late.groups[0]
        keys.append(below("Belum lapor", Overdue(first.indicator.owner, first.year, 0)))
    if told.digest is not None:
        keys.append(below("Buka /iku", Iku(told.digest.year)))
    return markup(*pairs(_late(told.late)), *packed([*keys, home_below()]))


def picture(year: int) -> InlineKeyboardMarkup:
    """Return the keys of a picture that comes below its words."""
    return markup([below("Buka /iku", Iku(year)), home_below()])


def _late(told: Late) -> Keys:
    """Return a key for each of the first OPD that are late, each once, to its card."""
    found = {
        one.opd.code: below(
            half(f"{LATE} {one.opd.short_name}"),
            OverdueOpd(one.opd.code, group.year, group.indicator.owner, 0),
        )
        for group in reversed(told.groups)
        for one in reversed(group.opds)
    }
    return list(found.values())[::-1][:MOST_OPDS]
