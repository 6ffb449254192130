"""On which days before and after a deadline people are reminded, as a year sets them."""

from dataclasses import dataclass

from domain.errors import InvalidAnswer, Problem
from domain.language.numbers import parse_whole
from domain.language.written import compared

MOST_DAYS = 60
"""The earliest and the latest step that a year may set, in days from the deadline."""
MOST_STEPS = 10
HYPHEN = "\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True, slots=True)
class Steps:
    """On which days before and after a deadline people are reminded; 0 is the day itself.

    Both are in the order of the calendar. Source: product.md, "Deadlines, reminders, announcements".
    """

    before: tuple[int, ...] = (14, 7, 3, 1, 0)
    after: tuple[int, ...] = (1, 7)

    @property
    def offsets(self) -> tuple[int, ...]:
        """Days from the deadline in the order of the calendar: −14 … 0, 1, 7."""
        return (*(-days for days in self.before), *self.after)


def step(offset: int) -> str:
    """Return a step as people call it, by its days from the deadline: "H-3", "hari-H", "H+7".

    No line breaks after its hyphen.
    """
    return (f"H{offset:+d}" if offset else "hari-H").replace("-", HYPHEN)


def named_days(days: str, *, overdue: bool) -> str:
    """Return the steps before or after a deadline, as settings hold them ("14,7,0"), as people call them."""
    return ", ".join(step(int(one) if overdue else -int(one)) for one in days.split(","))


def parse_days(text: str, *, overdue: bool) -> tuple[int, ...]:
    """Return the days typed ("14, 7, 3, 1, 0"), each once, in the order of the calendar.

    Steps before the deadline include the day itself (0), those after it begin at 1. Raises InvalidAnswer:
    EMPTY; NOT_A_WHOLE_NUMBER; OUT_OF_RANGE (minimum, maximum); TOO_LONG (limit) for more than ten.
    """
    said = compared(text).replace("h-", " ").replace("h+", " ").replace(",", " ").replace(";", " ").split()
    if not said:
        raise InvalidAnswer(Problem.EMPTY)
    if not all(word.isascii() and word.isdecimal() for word in said):
        raise InvalidAnswer(Problem.NOT_A_WHOLE_NUMBER)
    days = {parse_whole(word, minimum=int(overdue), maximum=MOST_DAYS) for word in said}
    if len(days) > MOST_STEPS:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(MOST_STEPS)})
    return tuple(sorted(days, reverse=not overdue))
