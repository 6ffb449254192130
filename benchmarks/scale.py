"""What questions and ticks cost in cities of 28 to 20,000 OPD, with one year of history and with five.

`python -m benchmarks.scale`, with `--sizes 28,280` for less; on PostgreSQL too if TEST_DATABASE_URL is given.
Everything goes through the real application, without a network. Between two rounds a report is accepted, so
that nothing of the round before holds any more. The first tick is that of a morning: it looks at everybody,
and stores a reminder of what is late for three of ten operators; the others look at what has changed. Holds
are told in time of the processor. What is measured is a copy of a city that is kept
(`benchmarks.kept_cities`). The whole takes some twenty minutes, and as long again to fill the cities.
"""

import argparse
import asyncio
import logging
import math
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.big_city import FIRST_OPERATOR
from benchmarks.kept_cities import filled
from benchmarks.offline import Holds, Offline
from bot.process.loop import run_until_done
from bot.sample.people import ADMIN, HEAD, PEOPLE, VERIFIERS
from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.language.dates import day_of
from domain.reports.events import EventKind, ReportEvent
from handlers.morning import MORNING_MESSAGE, number_of
from handlers.morning.call import message
from handlers.reminders.remind import remind
from storage.ports import Notice, NoticeState, Urgency
from tests.storage.databases import POSTGRESQL

SIZES, YEARS = (28, 280, 2800, 20_000), (1, 5)
ROUNDS, LONG, PATIENCE, SHORT = 5, 30.0, 600.0, 20.0
"""How often; and seconds after which something is not done again, or given up: the digest sooner."""
ACCEPT, LEAST = "ra:", "sakip.minimum"
RULE = "threshold changed"
CLERK = next(one.telegram_id for one in PEOPLE if one.group == ADMIN)
LEADER = next(one.telegram_id for one in PEOPLE if one.group == HEAD)
REVIEWER = next(
    one.telegram_id
    for one in PEOPLE
    if one.group == VERIFIERS and one.grants[0].unit == by_key(IndicatorKey.SAKIP).owner
)
Act = Callable[[Offline], Awaitable[object]]


def _says(chat: int, text: str) -> Act:
    return lambda bot: bot.said(chat, text)


async def _digest(bot: Offline) -> None:
    """Word this morning's message of a leader."""
    now = bot.app.bot_data.clock()
    async with bot.storage.look() as uow:
        person = await uow.people.by_telegram_id(LEADER)
    if person is None:
        raise LookupError("the city has no leader")
    waiting = Notice(
        id=0,
        person=person.id,
        kind=MORNING_MESSAGE,
        about=number_of(day_of(now)),
        created_at=now,
        urgency=Urgency.DUTY,
        state=NoticeState.WAITING,
    )
    await message(bot.context, waiting)


async def _threshold(bot: Offline) -> None:
    """Let another grade be the least that meets the target of SAKIP: every OPD's figure is made anew."""
    now = bot.app.bot_data.clock()
    async with bot.storage.uow(now=now) as uow:
        rules = await uow.years.rules(day_of(now).year)
        other = "BB" if rules.chosen.get(LEAST) == "B" else "B"
        await uow.years.set(rules.year, LEAST, other, by=None, at=now)
        await uow.commit()


ACTS: Mapping[str, Act] = {
    "/iku": _says(LEADER, "/iku"),
    "/iku again": _says(LEADER, "/iku"),
    "/verifikasi": _says(REVIEWER, "/verifikasi"),
    "/belum": _says(LEADER, "/belum"),
    "/lapor": _says(FIRST_OPERATOR, "/lapor"),
    "home": _says(REVIEWER, "/menu"),
    "digest": _digest,
    "reminder tick": lambda bot: remind(bot.context),
    "/opd": _says(CLERK, "/opd"),
    "/opd, searched": _says(CLERK, "dinas kesehatan"),
    "/pengguna": _says(CLERK, "/pengguna"),
    "/pengguna, searched": _says(CLERK, "operator dinkes"),
    RULE: _threshold,
}


FIRSTS = ("/belum", "home", "digest", "reminder tick")
"""What is told of the first time as well: nothing is kept then."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one act, medians: milliseconds of the processor, of waiting, and of the longest hold (processor)."""

    processor: float
    seconds: float
    hold: float
    given_up: bool = False
    """Whether it was given up."""


async def measure(url: str, folder: Path, rounds: int) -> dict[str, Cost]:
    """Return what each act costs on that database."""
    bot, taken = Offline(url, _at_nine(), folder), defaultdict[str, list[Holds]](list)
    given_up = set[str]()
    await bot.open()
    try:
        for number in range(rounds + 1):
            for name, act in ACTS.items():
                # All OPD are looked at once more after a rule has changed, so that comes last of all.
                is_wanted = number == rounds or name != RULE
                if is_wanted and name not in given_up and not _is_known(taken[name]):
                    async with Holds() as held:
                        if not await _is_done(act(bot), SHORT if name == "digest" else PATIENCE):
                            given_up.add(name)
                    taken[name].append(held)
                    if not number:
                        taken[f"{name}, first"].append(held)
            await _change(bot)
    finally:
        await bot.close()
    return {name: _cost(held, given_up=name in given_up) for name, held in taken.items()}


async def _change(bot: Offline) -> None:
    """Accept a report; where none waits, as in a small city after some rounds, evaluate an OPD anew."""
    await bot.said(REVIEWER, "/verifikasi")
    if await bot.pressed(REVIEWER, ACCEPT):
        return
    now, one = bot.app.bot_data.clock(), by_key(IndicatorKey.KELEMBAGAAN)
    async with bot.storage.uow(now=now) as uow:
        opd, by = (await uow.opds.all())[0].code, (await uow.people.everyone())[0].id
        answers, year = {"hasil": "tepat"}, day_of(now).year
        await uow.reports.append(
            ReportEvent(
                id=0,
                kind=EventKind.EVALUATED,
                opd=opd,
                indicator=one.key,
                year=year,
                at=now,
                by=by,
                answers=answers,
            )
        )
        await uow.commit()


def _is_known(taken: Sequence[Holds]) -> bool:
    """Return whether something takes so long that doing it again would tell nothing new.

    The first time is another matter: that of a tick looks at everybody.
    """
    return len(taken) > 1 and taken[-1].seconds > LONG


async def _is_done(work: Awaitable[object], patience: float) -> bool:
    try:
        await asyncio.wait_for(work, patience)
    except TimeoutError:
        return False
    return True


def _cost(taken: Sequence[Holds], *, given_up: bool) -> Cost:
    taken = taken[1:] or taken  # the first warms up, unless there is no second
    return Cost(
        median(one.processor for one in taken) * 1000,
        median(one.seconds for one in taken) * 1000,
        max(one.busy for one in taken) * 1000,
        given_up,
    )


def _at_nine() -> Callable[[], datetime]:
    """Return a clock that stands at nine on the morning of a working day: the ticks have something to do."""
    now = datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0)
    while now.weekday() > 4:  # noqa: PLR2004 - Saturday and Sunday
        now -= timedelta(days=1)
    return lambda: now


def exponent(costs: Mapping[int, float]) -> float:
    """Return the slope of the cost over the size, both as logarithms; nan for a single size."""
    points = [(math.log(size), math.log(max(cost, 1e-3))) for size, cost in costs.items()]
    if len(points) == 1:
        return math.nan
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope: float = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return slope


def table(title: str, costs: Mapping[tuple[int, int], Mapping[str, Cost]]) -> str:
    """Return Markdown: processor and longest hold in ms of each act in each city, and the exponents."""
    cities = list(costs)
    head = ["", *(f"{size:,} × {years}" for size, years in cities), "exponent"]
    lines = [f"**{title}**: ms of the processor (longest hold of the loop)", ""]
    lines += [_row(head), _row(["---", *("---:" for _ in head[1:])])]
    for name in [*ACTS, *(f"{one}, first" for one in FIRSTS)]:
        found = {city: costs[city][name] for city in cities if name in costs[city]}
        cells = [_cell(found[city]) if city in found else "" for city in cities]
        slopes = [
            exponent({size: one.processor for (size, of), one in found.items() if of == years})
            for years in sorted({years for _, years in cities})
        ]
        lines.append(_row([name, *cells, " / ".join(f"{one:.2f}" for one in slopes)]))
    return "\n".join(lines)


def _cell(cost: Cost) -> str:
    return f"{'> ' if cost.given_up else ''}{_number(cost.processor)} ({_number(cost.hold)})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"  # noqa: PLR2004 - three digits


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


async def run(arguments: argparse.Namespace) -> int:
    now = _at_nine()()
    for dialect in arguments.database:
        costs = dict[tuple[int, int], dict[str, Cost]]()
        for years in arguments.years:
            for size in arguments.sizes:
                begun = time.perf_counter()
                with tempfile.TemporaryDirectory() as folder:
                    async with filled(dialect, size, years, now, Path(folder)) as url:
                        ready = time.perf_counter()
                        costs[size, years] = await measure(url, Path(folder), arguments.rounds)
                took = f"{ready - begun:.0f} s to have it, {time.perf_counter() - ready:.0f} s"
                said = ", ".join(f"{name} {_cell(one)}" for name, one in costs[size, years].items())
                print(f"{dialect}, {size:,} × {years} ({took}): {said}", flush=True)  # noqa: T201 - a benchmark prints
        print(f"\n{table(dialect, costs)}\n", flush=True)  # noqa: T201 - as above
    return 0


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def main() -> None:
    both = ["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=list(SIZES), help="OPD: 28,280,2800,20000")
    parser.add_argument("--years", type=_numbers, default=list(YEARS), help="years of history: 1,5")
    parser.add_argument("--database", type=lambda said: said.split(","), default=both, help=",".join(both))
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often (%(default)s)")
    logging.disable()
    run_until_done(run(parser.parse_args()))


if __name__ == "__main__":
    main()
