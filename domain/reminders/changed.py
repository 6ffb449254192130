"""What a change of deadlines means to one OPD, and whether somebody has heard of it yet."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.indicators import find
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.reminders.planned import EARLIEST
from domain.years.rules import DEADLINE, EXTENSION, extension_key, rules_from, setting_key

GRACE = timedelta(minutes=1)
"""For so long a slip can be set right before anybody hears of it."""
NIGHT = time(21)
"""WIB. From then on until reminders may begin news of a deadline waits."""


@dataclass(frozen=True, slots=True)
class SetOnce:
    """One value that a key of the year was given; `id` grows with every one."""

    id: int
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The deadline of one OPD as somebody knew it, and as it is; None: there is none."""

    before: datetime | None
    after: datetime | None


@dataclass(frozen=True, slots=True)
class About:
    """What a setting sets the deadline of: an indicator, for everybody or ("opd") for one OPD."""

    indicator: IndicatorKey
    opd: str = ""


def about_of(key: str) -> About | None:
    """Return what deadline that key of a year's settings is about; None for a key that is about none."""
    kind, _, rest = key.partition(".")
    indicator, _, opd = rest.partition(".")
    found = find(indicator) if kind in (DEADLINE, EXTENSION) else None
    return About(found.key, opd) if found is not None else None


def news_of(
    history: Sequence[SetOnce], about: int, indicator: IndicatorKey, opd: str, unheard: Collection[int]
) -> Moved | None:
    """Return what the setting of id `about` tells somebody of that OPD ("": of everybody's deadline).

    `history` is everything that was set in the year; `unheard` are the ids of changes that were to be told
    to the person and were not. None when a later change tells more, or when the deadline is again what
    the person knew.
    """
    keys = (setting_key(DEADLINE, indicator), extension_key(indicator, opd))
    told: list[tuple[int, datetime | None]] = []
    due: datetime | None = None
    relevant = [one for one in history if one.key in keys]
    for upto, one in enumerate(relevant, start=1):
        # The year makes no difference to how a deadline reads.
        now = rules_from(0, ((past.key, past.value) for past in relevant[:upto])).due(indicator, opd)
        if now != due:
            told.append((one.id, now))
        due = now
    if not told or told[-1][0] != about:
        return None
    known = next((then for number, then in reversed(told[:-1]) if number not in unheard), None)
    return Moved(known, due) if known != due else None


def told_from(now: datetime, deadlines: Iterable[datetime]) -> datetime:
    """Return when the news of a deadline that is changed now may go out: after a minute, and not at night.

    What was due at night waits for 07.00 WIB, unless one of the deadlines that it is about is over by then.
    """
    at = now + GRACE
    clock = at.astimezone(WIB).time()
    if EARLIEST <= clock < NIGHT:
        return at
    day = day_of(at) + timedelta(days=1 if clock >= NIGHT else 0)
    morning = datetime.combine(day, EARLIEST, tzinfo=WIB)
    return at if any(now < due <= morning for due in deadlines) else morning
