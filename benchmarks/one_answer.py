"""What one typed answer, one press and one command cost: units, statements, commits, milliseconds.

Run it with `python -m benchmarks.one_answer [rounds] [--profile]`. It is one process on SQLite with a
Telegram that says yes to everything, so it measures the bot without the line and without the inbox.
"""

import asyncio
import cProfile
import logging
import pstats
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median

from storage.migrate import migrate
from tests.counted import Cost, CountedBot, counted_bot

WHO = 1026
"""An operator of the demonstration whose OPD has no SAKIP yet."""


async def answers(bot: CountedBot, rounds: int) -> AsyncIterator[tuple[str, Cost]]:
    """Open SAKIP, and answer its first two questions again and again."""
    yield "/lapor SAKIP", await bot.says(WHO, "/lapor SAKIP")
    await bot.presses(WHO, "BB")
    for number in range(rounds):
        yield "typed: 75,5", await bot.says(WHO, f"75,{number % 90 + 10}")
        await bot.presses(WHO, "‹ Kembali")
        yield "back", await bot.presses(WHO, "‹ Kembali")
        yield "pressed: BB", await bot.presses(WHO, "BB")
        yield "back", await bot.presses(WHO, "‹ Kembali")


async def commands(bot: CountedBot, rounds: int) -> AsyncIterator[tuple[str, Cost]]:
    for _ in range(rounds):
        for command in ("/lapor", "/menu", "/status", "/iku"):
            yield command, await bot.says(WHO, command)


async def measured(
    rounds: int, *, counts: bool, profile: cProfile.Profile | None = None
) -> dict[str, list[Cost]]:
    found = defaultdict[str, list[Cost]](list)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        await migrate(url)
        async with counted_bot(url, Path(folder), counts=counts) as bot:
            for run, times in ((answers, rounds), (commands, rounds // 5)):
                if profile is not None and run is answers:
                    profile.enable()
                async for name, cost in run(bot, times):
                    found[name].append(cost)
                if profile is not None:
                    profile.disable()
    return found


async def main() -> None:
    logging.disable()
    rounds = next((int(word) for word in sys.argv[1:] if word.isdigit()), 500)
    told = await measured(20, counts=True)
    timed = await measured(rounds, counts=False)
    print(f"  {'':<14}{'units':>6}{'statements':>12}{'commits':>9}{'calls':>7}{'ms':>9}")  # noqa: T201 - a benchmark prints
    for name, costs in timed.items():
        one = told[name][-1]
        taken = median(cost.processor for cost in costs) * 1000
        numbers = f"{one.units:>6}{len(one.statements):>12}{one.commits:>9}{len(one.calls):>7}{taken:>9.2f}"
        print(f"  {name:<14}{numbers}")  # noqa: T201 - a benchmark prints
    if "--statements" in sys.argv:
        for name, costs in told.items():
            print(name, *costs[-1].statements, sep="\n    ")  # noqa: T201 - a benchmark prints
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        await measured(rounds // 3, counts=False, profile=profile)
        for order in ("tottime", "cumulative"):
            pstats.Stats(profile).sort_stats(order).print_stats(10 if order == "tottime" else 70)


if __name__ == "__main__":
    asyncio.run(main())
