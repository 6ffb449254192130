"""The bot's memory after 10,000 answers, and with 10,000 waiting questions: `python -m benchmarks.memory`.

Beside it the echoes of python-telegram-bot and aiogram. Megabytes of the bot's own process, from /proc.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from benchmarks.emulator import Emulator
from benchmarks.peers.contests import IKU, echoes, ours, settled_city
from benchmarks.peers.crowd import Crowd
from benchmarks.peers.measure import Contest, lay_out
from benchmarks.processes import running

_AT_ONCE = 500


async def after_answers(contest: Contest, folder: Path, emulator: Emulator, many: int) -> tuple[float, float]:
    """Return what a bot has after so many answers, and the most that it ever had."""
    lay_out(folder, contest.database)
    emulator.forget()
    crowd = Crowd(emulator, contest.talks(emulator))
    async with running(contest.program, emulator.url, folder) as bot:
        for begun in range(0, many, _AT_ONCE):
            await crowd.at_once(min(_AT_ONCE, many - begun))
        await crowd.quiet()
        return bot.memory()


async def with_waiting(contest: Contest, folder: Path, emulator: Emulator, many: int) -> tuple[float, float]:
    """Return the same of a bot that finds so many questions waiting when it starts."""
    lay_out(folder, contest.database)
    emulator.forget()
    crowd = Crowd(emulator, contest.talks(emulator))
    answering = asyncio.ensure_future(crowd.at_once(many))
    while emulator.waiting < many:  # noqa: ASYNC110 - until all of them wait
        await asyncio.sleep(0)
    async with running(contest.program, emulator.url, folder) as bot:
        await answering
        await crowd.quiet()
        return bot.memory()


async def run(arguments: argparse.Namespace, folder: Path) -> None:
    many = arguments.many
    async with Emulator() as emulator:
        city = await settled_city(folder / "city", arguments.chats, emulator)
        asked = [one for one in ours(city, arguments.chats) if one.name == IKU]
        bots = [*asked, *echoes(arguments.chats)]
        for number, contest in enumerate(bots):
            if contest.program.missing or arguments.only not in contest.name:
                continue
            after, _ = await after_answers(contest, folder / f"{number}a", emulator, many)
            _, most = await with_waiting(contest, folder / f"{number}b", emulator, many)
            print(  # noqa: T201 - a benchmark prints
                f"{contest.name:<28} after {many:,} answers {after:5.0f} MB;"
                f" with {many:,} waiting at most {most:5.0f} MB"
            )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--many", type=int, default=10_000, help="answers, and questions (%(default)s)")
    parser.add_argument("--chats", type=int, default=50, help="how many people ask (%(default)s)")
    parser.add_argument("--only", default="", help=f"only the bots with this in their name, like {IKU}")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(arguments, Path(folder)))


if __name__ == "__main__":
    main()
