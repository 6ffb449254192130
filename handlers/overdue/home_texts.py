"""How many OPD owe a report, for the home screen."""

from collections.abc import Sequence
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.indicators import Indicator
from domain.overdue.debts import Debt
from handlers.overdue.texts import missing_of
from handlers.words import words
from handlers.words.expected import state_of

NOBODY_LATE = f"{words.VERIFIED} Tidak ada OPD yang lewat tenggat."


def owed_line(indicator: Indicator, owed: Sequence[Debt], now: datetime) -> str:
    """Return how many OPD owe that report, and until when the first of them have time."""
    title = words.bold(indicator.title)
    if not owed:
        return f"{words.VERIFIED} {title} · semua OPD sudah lapor"
    late = sum(has_passed(debt.due, now) for debt in owed)
    ahead = [debt.due for debt in owed if debt.due is not None and not has_passed(debt.due, now)]
    back = sum(debt.returned for debt in owed)
    missing = missing_of(len(owed) - back, back)
    said = [debt.expected for debt in owed if debt.expected is not None]
    expected = f" ({len(said)} {state_of(said[0])})" if said else ""
    icon = words.LATE if late else words.MISSING
    return words.lines(
        f"{icon} {title} · {missing}{expected}{f', {late} lewat' if late else ''}",
        words.deadline(min(ahead), now) if ahead else "" if late else words.NO_DEADLINE,
    )


def late_line(indicator: Indicator, count: int) -> str:
    return f"{words.LATE} {words.bold(indicator.title)} · {count} OPD lewat tenggat"
