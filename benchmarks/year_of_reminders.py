"""How long a year of reminders takes to decide: a city of real size, asked every quarter of an hour.

Run it with `python -m benchmarks.year_of_reminders` (a few seconds). Nobody reports, so that as much is
owed all year as ever can be; the ledger is written as the bot writes it.
"""

import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta

from domain.reminders.planned import EARLIEST, LATEST, reminders_due
from tests.domain.reminders.city import at
from tests.domain.reminders.real_city import real_city

BEGIN, END, QUARTER = at(1, 1, "00:00"), at(1, 1, "00:00", year=2027), timedelta(minutes=15)


def moments() -> list[datetime]:
    return [BEGIN + QUARTER * number for number in range((END - BEGIN) // QUARTER)]


def main() -> None:
    city, spent = real_city(), defaultdict[bool, float](float)
    ticks = Counter[bool]()
    for now in moments():
        known, in_hours = city.as_known(now), EARLIEST <= now.time() < LATEST
        begun = time.perf_counter()
        due = reminders_due(now, known)
        spent[in_hours] += time.perf_counter() - begun
        ticks[in_hours] += 1
        if due:
            city.tick(now)
    print(f"{len(city.opds)} OPD, {len(city.people)} people, {len(city.ledger)} reminders in a year.")  # noqa: T201 - a benchmark prints
    for in_hours, name in ((True, "07.00-17.00"), (False, "at night")):
        each = spent[in_hours] / ticks[in_hours]
        print(f"  {name:<12} {ticks[in_hours]:>7} ticks {spent[in_hours]:6.2f} s   {each * 1e6:6.1f} µs each")  # noqa: T201 - as above
    print(f"  {'in all':<12} {ticks.total():>7} ticks {sum(spent.values()):6.2f} s")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
