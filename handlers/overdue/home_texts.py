"""How many OPD owe a report, for the home screen."""

from collections.abc import Sequence
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.indicators import Indicator
from domain.overdue.alike import Alike, Pressing, many
from domain.years.rules import YearRules
from handlers.overdue.texts import missing_of
from handlers.words import words
from handlers.words.expected import state_of

NOBODY_LATE = f"{words.VERIFIED} Tidak ada OPD yang lewat tenggat."


def owed_line(indicator: Indicator, owed: Sequence[Alike], rules: YearRules, now: datetime) -> str:
    """Return how many OPD owe that report, and until when the first of them have time."""
    title = words.bold(indicator.title)
    if not owed:
        return f"{words.VERIFIED} {title} · semua OPD sudah lapor"
    late = many(one for one in owed if one.pressing(rules, now) is Pressing.LATE)
    ahead = [due for one in owed if (due := one.due(rules)) is not None and not has_passed(due, now)]
    back = many(one for one in owed if one.returned)
    missing = missing_of(many(owed) - back, back)
    said = many(one for one in owed if one.expected)
    expected = f" ({said} {state_of(indicator)})" if said else ""
    icon = words.LATE if late else words.MISSING
    return words.lines(
        f"{icon} {title} · {missing}{expected}{f', {late} lewat' if late else ''}",
        words.deadline(min(ahead), now) if ahead else "" if late else words.NO_DEADLINE,
    )


def late_line(indicator: Indicator, count: int) -> str:
    return f"{words.LATE} {words.bold(indicator.title)} · {count} OPD lewat tenggat"
