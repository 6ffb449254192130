"""Unexpected errors of the bot by kind and place: what was counted, and what was told of it on which day.

Of what they said nothing is known here: that may be a piece of somebody's report.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from domain.language.dates import WIB, day_of

FROM = time(7)
"""WIB: at night nobody is woken; what comes later in the day is told at once, unless that day was told of."""
MOST_KINDS, MOST_DAYS = 100, 14
"""So many are kept apart, and the days of so many messages; what is beyond is only counted together."""
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Mishap:
    """How often one error has come since it was last told of; `since` is the first time of all."""

    kind: str
    place: str
    count: int
    since: datetime
    first_at: datetime
    last_at: datetime

    @property
    def known_by(self) -> tuple[str, str]:
        return self.kind, self.place

    def with_more(self, more: "Mishap") -> "Mishap":
        return replace(self, count=self.count + more.count, last_at=max(self.last_at, more.last_at))


@dataclass(frozen=True, slots=True)
class Mishaps:
    untold: tuple[Mishap, ...] = ()
    told: Mapping[int, tuple[Mishap, ...]] = field(default_factory=dict)
    """By the number of the day on which it was told."""

    def noted(self, new: Iterable[Mishap]) -> "Mishaps":
        """Return this with what has come since."""
        open_ones = {one.known_by: one for one in self.untold}
        for one in new:
            if one.known_by not in open_ones and len(open_ones) >= MOST_KINDS:
                one = replace(one, kind=OTHERS, place="")  # noqa: PLW2901 - the same one, less exactly
            former = open_ones.get(one.known_by)
            open_ones[one.known_by] = (
                former.with_more(one) if former else replace(one, since=self._since(one))
            )
        return replace(self, untold=tuple(open_ones.values()))

    def _since(self, new: Mishap) -> datetime:
        before = (one.since for day in self.told.values() for one in day if one.known_by == new.known_by)
        return min(before, default=new.since)

    def is_to_be_told(self, now: datetime) -> bool:
        """Return whether there is something, and this day's one message is still to come."""
        is_day = now.astimezone(WIB).time() >= FROM
        return bool(self.untold) and is_day and number_of(now) not in self.told

    def told_on(self, now: datetime) -> "Mishaps":
        """Return this when all of it is told on this day."""
        days = {**self.told, number_of(now): self.untold}
        return Mishaps((), {day: days[day] for day in sorted(days)[-MOST_DAYS:]})


def number_of(now: datetime) -> int:
    """Return what the message of that day is about: 20261207."""
    day = day_of(now)
    return day.year * 10_000 + day.month * 100 + day.day


def written(mishaps: Mishaps) -> str:
    """Return it as text, to be kept."""
    told = {str(day): [_row(one) for one in ones] for day, ones in mishaps.told.items()}
    return json.dumps({"untold": [_row(one) for one in mishaps.untold], "told": told})


def read(text: str | None) -> Mishaps:
    """Return what was written; nothing where nothing was."""
    if not text:
        return Mishaps()
    said = json.loads(text)
    told = {int(day): tuple(map(_mishap, rows)) for day, rows in said["told"].items()}
    return Mishaps(tuple(map(_mishap, said["untold"])), told)


def _row(one: Mishap) -> list[Any]:
    moments = [moment.isoformat() for moment in (one.since, one.first_at, one.last_at)]
    return [one.kind, one.place, one.count, *moments]


def _mishap(row: list[Any]) -> Mishap:
    kind, place, count, *moments = row
    return Mishap(kind, place, count, *map(datetime.fromisoformat, moments))
