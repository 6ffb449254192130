"""Where the time of an `/iku` and of an answer in a conversation goes: `python -m benchmarks.profile`.

The bot's process is sampled by processor time while 50 people talk to it. A sample counts for the innermost
layer of the stack: what `json` does for a row is the row's, what SQLite does is its caller's. `--watch count`
says instead what each update asks of the database, `--rate 20` what it is when they come one by one.
"""

import argparse
import asyncio
import json
import signal
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.emulator import Emulator
from benchmarks.peers.contests import of, ours, settled_city
from benchmarks.peers.crowd import Crowd
from benchmarks.peers.measure import Contest, lay_out, warm_up
from benchmarks.processes import ROOT, Running, running
from benchmarks.watched_bot import OTHER_THREADS

LAYERS = (
    (
        "thread hand-over",
        ("/aiosqlite/", "sqlite/aiosqlite", "/greenlet/", "sqlalchemy/util/_conc", "sqlalchemy/util/conc"),
    ),
    ("SQLAlchemy", ("/sqlalchemy/",)),
    ("folding figures", ("/domain/figures/", "/domain/reports/", "/handlers/city/figures")),
    ("other domain", ("/domain/",)),
    ("our SQL, rows to objects", ("/storage/",)),
    (
        "HTTP",
        (
            "/httpx/",
            "/httpcore/",
            "/h11/",
            "/anyio/",
            "/aiohttp/",
            "/yarl/",
            "/bot/line/",
            "/telegram/request/",
        ),
    ),
    ("PTB's objects and dispatch", ("/telegram/ext/", "/telegram/_", "telegram/__init__")),
    ("intake", ("/bot/receiving/", "/bot/app.py", "/bot/process/")),
    ("ticks", ("/apscheduler/", "/bot/ticks/", "/handlers/delivery/", "/handlers/telegram/chores")),
    (
        "words and keyboards",
        ("/handlers/words/", "texts.py", "keyboards.py", "/telegram/keys.py", "/telegram/buttons.py"),
    ),
    ("conversation", ("/handlers/conversation/",)),
    ("entrance and context", ("/handlers/entrance/", "/handlers/telegram/", "/handlers/__init__")),
    ("other handlers", ("/handlers/",)),
    ("event loop", ("/asyncio/", "/uvloop/", "/selectors.py")),
)
ELSEWHERE = "other Python"
_FOLDERS = ("bot", "handlers", "domain", "storage")


async def watched(
    contest: Contest, folder: Path, emulator: Emulator, watch: str, many: int, rate: float = 0
) -> Counter[str]:
    """Return what was seen while so many updates were answered, after the bot was warm.

    `rate` of them come in a second; 0: as many as there are people come at once.
    """
    lay_out(folder, contest.database)
    emulator.forget()
    talks = contest.talks(emulator)
    crowd = Crowd(emulator, talks)
    seen_by = replace(contest.program, arguments=("benchmarks.watched_bot",), settings={"WATCH": watch})
    async with running(seen_by, emulator.url, folder) as bot:
        await crowd.at_once(1)
        await warm_up(crowd, talks, 100)
        bot.signal(signal.SIGUSR1)
        if rate:
            await crowd.steadily(rate, many / rate)
        else:
            await crowd.at_once(many)
        await crowd.quiet()
        return await _written(bot, folder / "watched.json")


async def _written(bot: Running, file: Path) -> Counter[str]:
    bot.signal(signal.SIGUSR2)
    while not file.exists():  # noqa: ASYNC110, ASYNC240 - another process writes it
        await asyncio.sleep(0.05)
    return Counter(json.loads(file.read_text()))  # noqa: ASYNC240 - nobody else waits


def by_layer(seen: Mapping[str, int]) -> Counter[str]:
    found = Counter[str]()
    for stack, samples in seen.items():
        found[_layer(stack)] += samples
    return found


def _layer(stack: str) -> str:
    if stack == OTHER_THREADS:
        return stack
    for frame in reversed(stack.split(";")):
        for layer, places in LAYERS:
            if any(place in frame for place in places):
                return layer
    return ELSEWHERE


def by_function(seen: Counter[str], root: Path) -> Counter[str]:
    """Return the samples of each function of ours with all that it calls, without those that only hand on."""
    found = Counter[str]()
    for stack, samples in seen.items():
        mine = {
            frame.removeprefix(f"{root}/")
            for frame in stack.split(";")
            if frame.startswith(tuple(f"{root}/{folder}/" for folder in _FOLDERS))
        }
        for frame in mine:
            found[frame] += samples
    return found


def report(title: str, seen: Counter[str], root: Path) -> str:
    total = seen.total()
    lines = [f"{title}: {total / 1e6:.2f} s of the processor", "", "| layer | |", "| --- | ---: |"]
    lines += [f"| {layer} | {samples / total:.0%} |" for layer, samples in by_layer(seen).most_common(10)]
    lines += ["", "functions of ours, with what they call:"]
    lines += [f"{n / total:5.0%}  {name}" for name, n in by_function(seen, root).most_common(45)]
    return "\n".join(lines)


async def run(arguments: argparse.Namespace, folder: Path) -> None:
    root = arguments.of.resolve()
    async with Emulator() as emulator:
        city = await settled_city(folder / "city", arguments.chats, emulator, root)
        for number, contest in enumerate(ours(city, arguments.chats, of(root))):
            if arguments.only in contest.name:
                seen = await watched(
                    contest, folder / str(number), emulator, arguments.watch, arguments.many, arguments.rate
                )
                print(  # noqa: T201 - a benchmark prints
                    counts(contest.name, seen, arguments.many)
                    if arguments.watch == "count"
                    else report(contest.name, seen, root)
                )


def counts(title: str, seen: Counter[str], many: int) -> str:
    """Return what each update asked of the database, and its commonest statements."""
    lines = [f"{title}, an update:"]
    lines += [
        f"  {name:<12} {seen[name] / many:6.2f}" for name in ("statements", "commits", "fsyncs", "hops")
    ]
    said = [(name, n) for name, n in seen.most_common() if name.startswith("statement ")][:25]
    return "\n".join(
        [*lines, *(f"    {n / many:6.2f}  {name.removeprefix('statement ')}" for name, n in said)]
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument(
        "--watch", choices=["profile", "count"], default="profile", help="time, or statements"
    )
    parser.add_argument("--only", default="", help="only what has this in its name, like iku")
    parser.add_argument("--many", type=int, default=400, help="updates that are looked at (%(default)s)")
    parser.add_argument(
        "--rate", type=float, default=0, help="so many of them in a second (0: as soon as they are answered)"
    )
    parser.add_argument("--chats", type=int, default=50, help="how many people talk at once (%(default)s)")
    parser.add_argument("--of", type=Path, default=ROOT, help="another checkout of this bot")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(arguments, Path(folder)))


if __name__ == "__main__":
    main()
