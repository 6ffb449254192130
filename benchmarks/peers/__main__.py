"""`python -m benchmarks.peers`: this bot beside bare echoes, in one interleaved run.

A minute or two with `--quick`, about twenty without. Processor time is that of the bot's own process, all
threads, user and system; ratios say how good each is beside aiogram's echo (above 1 is better).
"""

import argparse
import asyncio
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.emulator import Emulator
from benchmarks.peers.contests import AIOGRAM, echoes, of, ours, settled_city
from benchmarks.peers.measure import Contest, Length, Result, measure
from benchmarks.peers.table import table
from benchmarks.processes import ROOT
from benchmarks.profile import watched

_COUNTED = 200
QUICK = Length(rounds=1, warm=50, burst=150, seconds=2)


async def run(arguments: argparse.Namespace, folder: Path) -> None:
    length = QUICK if arguments.quick else Length()
    rounds = arguments.rounds or length.rounds
    chats = arguments.chats
    async with Emulator() as emulator:
        wanted = await _wanted(arguments, folder, emulator)
        results: dict[str, list[Result]] = {one.name: [] for one in wanted}
        for number in range(rounds):
            for one in wanted:
                if one.program.missing:
                    _say(f"{one.name}: not installed ({', '.join(one.program.missing)}), left out.")
                    continue
                result = await measure(one, length, folder / f"{number}-{wanted.index(one)}", emulator)
                results[one.name].append(result)
                _say(
                    f"round {number + 1}: {one.name}, {result.values['slow']:.2f} ms {result.refusals or ''}"
                )
        asked = [await _asked_of_the_database(one, folder, emulator) for one in wanted if one.database]
    load = os.getloadavg()[0]
    print(f"{chats} chats, medians of {rounds}; load of the machine {load:.1f}; waits in ms\n")  # noqa: T201 - a benchmark prints
    print("\n\n".join([table(results, AIOGRAM), *asked]))  # noqa: T201 - as above


async def _wanted(arguments: argparse.Namespace, folder: Path, emulator: Emulator) -> list[Contest]:
    """Return the bots that are measured, in the order in which they take turns."""
    chats, checkouts = arguments.chats, {"": ROOT}
    if arguments.beside:
        checkouts[f" ({arguments.beside.name})"] = arguments.beside.resolve()
    wanted = [one for one in echoes(chats) if arguments.only in one.name]
    for suffix, root in checkouts.items():
        mine = [one for one in ours(Path(), chats, of(root), suffix) if arguments.only in one.name]
        if mine:
            _say("A city is filled, and settles …")
            city = await settled_city(folder / f"city{suffix}", chats, emulator, root)
            wanted += [replace(one, database=city) for one in mine]
    return wanted


async def _asked_of_the_database(contest: Contest, folder: Path, emulator: Emulator) -> str:
    """Return what an update asks of the database, from a run of its own: counting costs."""
    where = folder / f"counted {contest.name.replace('/', '')}"
    seen = await watched(contest, where, emulator, "count", _COUNTED)
    counted = (f"{name} {seen[name] / _COUNTED:.2f}" for name in ("statements", "commits", "fsyncs", "hops"))
    return f"{contest.name}, an update: {', '.join(counted)}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - how far it is


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of everything, in a minute")
    parser.add_argument("--rounds", type=int, help="how many rounds (5)")
    parser.add_argument("--chats", type=int, default=50, help="how many people talk at once (%(default)s)")
    parser.add_argument("--only", default="", help="only the bots with this in their name, like iku or echo")
    parser.add_argument("--beside", type=Path, help="another checkout of this bot that takes its turns, too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(arguments, Path(folder)))


if __name__ == "__main__":
    main()
