"""One run of one bot: what an answer costs it, how many it gives in a second, how long each is waited for."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from benchmarks.emulator import Emulator
from benchmarks.peers.crowd import Crowd
from benchmarks.peers.talk import Asking, Reporting, Talk
from benchmarks.processes import Program, Running, running

SLOW, FAST = 20, 50
"""Updates a second."""
_MILLI = 1000
_SETTLED = 12
"""Seconds without a call after which a bot has told everybody what it owed them; a tick comes every ten."""


@dataclass(frozen=True, slots=True)
class Length:
    """How much of everything."""

    rounds: int = 5
    warm: int = 400
    burst: int = 1000
    seconds: float = 8


@dataclass(frozen=True, slots=True)
class Contest:
    """A bot, and who talks to it."""

    name: str
    program: Program
    talks: Callable[[Emulator], Mapping[int, Talk]]
    database: Path | None = None
    """Copied for each run."""


@dataclass(slots=True)
class Result:
    """Milliseconds of the processor for an answer (`burst`, `slow`, `fast`), answers a second, and waits."""

    values: dict[str, float] = field(default_factory=dict)
    refusals: dict[str, int] = field(default_factory=dict)


async def measure(contest: Contest, length: Length, folder: Path, emulator: Emulator) -> Result:
    """Start the bot anew and measure it. Raises Silent."""
    lay_out(folder, contest.database)
    emulator.forget()
    emulator.refusals.clear()
    talks, result = contest.talks(emulator), Result()
    crowd = Crowd(emulator, talks)
    async with running(contest.program, emulator.url, folder) as bot:
        await crowd.at_once(1)
        result.values["start"] = crowd.waits[-1]
        await warm_up(crowd, talks, length.warm)
        calls = emulator.calls.total()
        before = bot.processor()
        taken = await crowd.at_once(length.burst)
        await crowd.quiet()
        result.values["burst"] = (bot.processor() - before) * _MILLI / length.burst
        result.values["calls"] = (emulator.calls.total() - calls) / length.burst
        result.values["rate"] = length.burst / taken
        for name, rate in (("slow", SLOW), ("fast", FAST)):
            before = bot.processor()
            waits = await crowd.steadily(rate, length.seconds)
            await crowd.quiet()
            result.values[name] = (bot.processor() - before) * _MILLI / len(waits)
            cuts = quantiles(waits, n=100)
            result.values |= {f"{name} median": cuts[49] * _MILLI, f"{name} 99 %": cuts[98] * _MILLI}
        await _send_reports(crowd, talks, bot, result)
        result.values["memory"] = bot.memory()[0]
    result.refusals = dict(emulator.refusals)
    return result


def lay_out(folder: Path, database: Path | None) -> None:
    """Give a run a folder of its own, with a copy of that database."""
    folder.mkdir(parents=True)
    if database is not None:
        shutil.copy(database, folder / "bot.db")


async def settle(program: Program, emulator: Emulator, folder: Path, chat: int) -> Path:
    """Let a bot do what it finds to do in a new city; return its database then."""
    crowd = Crowd(emulator, {chat: Asking(emulator, chat, "/bantuan")})
    async with running(program, emulator.url, folder):
        await crowd.at_once(1)
        await emulator.quiet(_SETTLED)
    emulator.calls.clear()
    return folder / "bot.db"


async def warm_up(crowd: Crowd, talks: Mapping[int, Talk], many: int) -> None:
    """Let everybody begin, and so many things be done."""
    if all(isinstance(talk, Reporting) for talk in talks.values()):
        await crowd.until("begun")
    await crowd.at_once(many)
    await crowd.quiet()


async def _send_reports(crowd: Crowd, talks: Mapping[int, Talk], bot: Running, result: Result) -> None:
    """Let whoever reports send what they have begun, and begin and send nothing else."""
    reporting = [talk for talk in talks.values() if isinstance(talk, Reporting)]
    if not reporting:
        return
    for talk in reporting:
        talk.go_to_the_end()
    first, before = len(crowd.waits), bot.processor()
    await crowd.until("finished")
    await crowd.quiet()
    result.values["sending"] = (bot.processor() - before) * _MILLI / (len(crowd.waits) - first)
