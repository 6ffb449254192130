"""What the steps of a deadline are called."""

from domain.deadlines.due import Planned
from domain.deadlines.workdays import Workdays
from domain.years.steps import Steps, named_days, step
from handlers.words import words


def steps_line(steps: Steps) -> str:
    return ", ".join(step(offset) for offset in steps.offsets)


def before(days: str) -> str:
    """Return the steps before a deadline, as settings hold them ("14,7,0"), in words."""
    return named_days(days, overdue=False)


def after(days: str) -> str:
    """Return the steps after a deadline, as settings hold them ("1,7"), in words."""
    return named_days(days, overdue=True)


def sent_on(one: Planned, workdays: Workdays, this_year: int) -> str:
    """Return when a step is sent, and why not on its own day: "H-3 jatuh hari Minggu → Jumat 27 Nov"."""
    day = words.short_weekday(one.sent, this_year)
    name_of_step = step(one.offset)
    if one.sent == one.named:
        return f"{name_of_step[0].upper()}{name_of_step[1:]} · {day}"
    name = workdays.off.get(one.named)
    why = f" ({words.escape(name)})" if name else ""
    return f"{name_of_step} jatuh hari {words.DAYS[one.named.weekday()]}{why} → {day}"
