"""`python -m benchmarks.peers`: this bot beside bare echoes, in one interleaved run.

A minute or two with `--quick`, about fifteen without. Processor time is that of the bot's own process, all
threads, user and system; ratios say how good each is beside aiogram's echo (above 1 is better).
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.emulator import Emulator
from benchmarks.peers.city import SAMPLE, askers, found, reporters
from benchmarks.peers.measure import Contest, Length, Result, measure, settle
from benchmarks.peers.table import table
from benchmarks.peers.talk import Asking, Reporting, Talk
from benchmarks.processes import OURS, Program

AIOGRAM, PTB = "aiogram's echo", "PTB's echo"
IKU, ANSWERS = "/iku", "a conversation"
QUICK = Length(rounds=1, warm=60, burst=200, seconds=4)


def _asking(emulator: Emulator, chats: Sequence[int], text: str, begins: str) -> Mapping[int, Talk]:
    return {chat: Asking(emulator, chat, text, begins) for chat in chats}


def _reporting(emulator: Emulator, chats: Sequence[int]) -> Mapping[int, Talk]:
    return {chat: Reporting(emulator, chat, over=True) for chat in chats}


def contests(city: Path, chats: int) -> list[Contest]:
    """Return the bots that are measured, in the order in which they take turns."""
    echo = partial(_asking, chats=askers(chats), text="halo", begins="")
    aiogram = Program(AIOGRAM, ("benchmarks.peers.aiogram_echo",), ("aiogram",))
    return [
        Contest(AIOGRAM, aiogram, echo),
        Contest(PTB, Program(PTB, ("benchmarks.peers.ptb_echo",)), echo),
        Contest(IKU, OURS, partial(_asking, chats=askers(chats), text="/iku", begins="<b>IKU"), city),
        Contest(ANSWERS, OURS, partial(_reporting, chats=reporters(chats)), city),
    ]


async def run(arguments: argparse.Namespace, folder: Path) -> None:
    length = QUICK if arguments.quick else Length()
    rounds = arguments.rounds or length.rounds
    city, chats = folder / "city" / "bot.db", arguments.chats
    city.parent.mkdir()
    await found(city, asking=askers(chats), reporting=reporters(chats))
    wanted = [one for one in contests(city, chats) if not arguments.only or arguments.only in one.name]
    results: dict[str, list[Result]] = {one.name: [] for one in wanted}
    async with Emulator() as emulator:
        emulator.meet((*SAMPLE, *askers(chats), *reporters(chats)))
        if any(one.database for one in wanted):
            _say("The city settles …")
            await settle(OURS, emulator, city.parent, SAMPLE[0])
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
    load = os.getloadavg()[0]
    print(f"{chats} chats, medians of {rounds}; load of the machine {load:.1f}; waits in ms\n")  # noqa: T201 - a benchmark prints
    print(table(results, AIOGRAM))  # noqa: T201 - as above


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - how far it is


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of everything, in a minute")
    parser.add_argument("--rounds", type=int, help="how many rounds (5)")
    parser.add_argument("--chats", type=int, default=50, help="how many people talk at once (%(default)s)")
    parser.add_argument("--only", default="", help="only the bots with this in their name, like iku or echo")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(arguments, Path(folder)))


if __name__ == "__main__":
    main()
