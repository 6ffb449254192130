"""From the start of the process to its first answer, with one update waiting: this bot beside two echoes.

Run it with `python -m benchmarks.start` (about half a minute). The disk is warm: every bot was started once
before, so that its byte code is there, and our database has been made. Medians of five, in turns; the memory
is what the process holds a second after the answer. The processor's seconds say what a busy machine hides.
"""

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.emulator import Call, Emulator
from benchmarks.processes import OURS, Program, Running, running

ROUNDS, LONGEST = 5, 60.0
SOMEBODY = 7
PROGRAMS = (
    OURS,
    Program("PTB's echo", ("benchmarks.peers.ptb_echo",), ("telegram",)),
    Program("aiogram's echo", ("benchmarks.peers.aiogram_echo",), ("aiogram",)),
)


@dataclass(frozen=True, slots=True)
class Start:
    seconds: float
    processor: float
    megabytes: float


async def first_answer(program: Program, emulator: Emulator, folder: Path) -> Start:
    """Return what a start took until somebody who had written before was answered."""
    answered = asyncio.Event()

    def hear(_: Call) -> None:
        answered.set()

    emulator.forget()
    emulator.heard = hear
    emulator.feed(emulator.message(SOMEBODY, "/start"))
    began = time.perf_counter()
    async with running(program, emulator.url, folder) as bot:
        await asyncio.wait_for(answered.wait(), LONGEST)
        seconds, processor = time.perf_counter() - began, bot.processor()
        return Start(seconds, processor, await _settled(bot))


async def _settled(bot: Running) -> float:
    await asyncio.sleep(1)
    return bot.memory()[0]


async def measured(programs: tuple[Program, ...], rounds: int) -> None:
    """Start them in turns, and print a line for each."""
    found: list[list[Start]] = [[] for _ in programs]
    with tempfile.TemporaryDirectory() as place:
        async with Emulator() as emulator:
            emulator.meet([SOMEBODY])
            for turn in range(rounds + 1):
                for program, starts in zip(programs, found, strict=True):
                    folder = Path(place) / program.name.replace(" ", "-")
                    folder.mkdir(exist_ok=True)
                    # One emulator for all: an inbox knows the numbers of the updates that it had before.
                    start = await first_answer(program, emulator, folder)
                    if turn:  # the first makes what is made only once
                        starts.append(start)
    print(f"{'':<16}{'wall s':>8}{'cpu s':>8}{'MB':>8}")  # noqa: T201 - the table is the result
    for program, starts in zip(programs, found, strict=True):
        wall, cpu = median(one.seconds for one in starts), median(one.processor for one in starts)
        held = median(one.megabytes for one in starts)
        print(f"{program.name:<16}{wall:>8.2f}{cpu:>8.2f}{held:>8.1f}")  # noqa: T201 - as above


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    asyncio.run(measured(tuple(one for one in PROGRAMS if not one.missing), rounds))


if __name__ == "__main__":
    main()
