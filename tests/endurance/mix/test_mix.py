"""Everything that people do, under kills and faults: nothing is lost, nothing happens twice, all is proved.

`ENDURANCE_KILLS` asks for another number of kills, `ENDURANCE_SEED` for a run that was seen before.
"""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.reports.events import ReportEvent
from simulator.client import People
from simulator.server import Simulator
from tests.endurance.mix import reckoning
from tests.endurance.mix.actors import GOVERNS, REPORTS, REVIEWS, Actor, Done
from tests.endurance.mix.faults import Faults
from tests.endurance.mix.heard import Heard
from tests.endurance.mix.places import MixedBot, Place, on_postgres, on_sqlite
from tests.seconds import GUARD

FIXED, OF_THE_DAY = 49, int(datetime.now(UTC).strftime("%Y%m%d"))
KILLS = {"sqlite": 200, "postgresql": 100}
"""By half with the fixed seed and with that of the day."""
_ASKED = int(os.environ.get("ENDURANCE_KILLS", "0"))
_SEED = int(os.environ.get("ENDURANCE_SEED", "0"))
_WAIT = 300 + 40 * max(_ASKED, KILLS["sqlite"]) // 2

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(_WAIT)]

ACTORS = (
    *((person, REPORTS, ("/lapor", "/lapor", "/riwayat")) for person in (1021, 1026, 1101, 1102, 1104, 1107)),
    *((person, REVIEWS, ("/verifikasi", "/verifikasi", "/evaluasi", "/iku")) for person in (1011, 1012)),
    (1013, REVIEWS, ("/verifikasi", "/belum")),
    (1001, GOVERNS, ("/umumkan", "/tahun")),
)
"""Who is awake, by Telegram id, and what they begin with."""
_FAULTY, _AT_THE_START = 0.35, 0.2
"""How often something goes wrong between two kills, and how often the kill falls into the start."""
_A_MOMENT = 0.5
_ACTS, _ALL_ANSWERED = 6, 5
"""The most acts between two kills; before every fifth, everybody is answered once."""


@pytest.fixture
async def place(request: pytest.FixtureRequest, simulator: Simulator, tmp_path: Path) -> AsyncIterator[Place]:
    async with {"sqlite": on_sqlite, "postgresql": on_postgres}[request.param](simulator, tmp_path) as found:
        yield found


class Run:
    """One mixed run: who acts, what goes wrong, and who is killed."""

    def __init__(self, place: Place, simulator: Simulator, people: People, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - the same draws at every run
        self.place = place
        self.world = simulator.world
        self.people = people
        self.heard = Heard(self.world)
        self.done = Done()
        self.faults = Faults(place, people, self.dice)
        self.prover = reckoning.Prover(place.url, place.folder)
        self.differences = list[str]()
        self.kills = 0
        self.begun_anew = 0
        """How often a bot had ended by itself."""
        self.patience = float(GUARD)
        """Seconds after which what never comes is given up; more where the machine is slow to begin a bot."""
        self.is_over = False

    async def go(self, kills: int) -> None:
        """Live through so many kills, then let everybody be answered and the bots end in order."""
        began = time.monotonic()
        for bot in self.place.bots:
            await bot.start()
        # Nobody waits yet: a busy machine takes a minute for that, which would be everybody's patience.
        await self._until(self._are_ready)
        self.patience += 4 * (time.monotonic() - began)
        actors = [
            Actor(person, habits, commands, random.Random(self.dice.random()), self.done, self.patience)  # noqa: S311
            for person, habits, commands in ACTORS
        ]
        async with asyncio.TaskGroup() as acting:
            for actor in actors:
                acting.create_task(actor.live(self.people, self.world, self.heard, over=lambda: self.is_over))
            while self.kills < kills:
                await self._round()
            await self.faults.end()
            self.is_over = True
        async with asyncio.timeout(self.patience):
            while await reckoning.unfinished(self.place.url):  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.2)
        # The last that was killed may still begin, and whoever found the disk full has ended.
        await self._until(self._are_ready)
        assert [await bot.stop() for bot in self.place.bots] == [0] * len(self.place.bots)
        await self._prove()

    def _are_ready(self) -> bool:
        return all(bot.is_running and bot.is_ready for bot in self.place.bots)

    async def _round(self) -> None:
        """Let the bots work for a moment, kill one, begin it anew, and prove what it left."""
        victim = self.dice.choice(self.place.bots)
        fault = asyncio.create_task(self.faults.one()) if self.dice.random() < _FAULTY else None
        if self.kills % _ALL_ANSWERED == _ALL_ANSWERED - 1:
            await self._everybody()
        elif self.dice.random() < _AT_THE_START:
            await asyncio.sleep(self.dice.uniform(0, 1.5))
        else:
            await self._some(self.dice.randint(1, _ACTS))
        await asyncio.sleep(self.dice.uniform(0, 0.1))
        if victim.is_running:
            await victim.kill()
        self.kills += 1
        if fault is not None:
            await fault
        await victim.start()
        await self._prove()

    async def _prove(self) -> None:
        async with asyncio.timeout(self.patience):
            self.differences += await self.prover.differences()

    async def _some(self, many: int) -> None:
        """Return when so many acts more were answered, whosever they are."""
        before = self.done.acts.total()
        await self._until(lambda: self.done.acts.total() >= before + many)

    async def _everybody(self) -> None:
        """Return when everybody was answered: who never lives long enough for a long answer gives none."""
        before = self.done.acts.copy()
        await self._until(lambda: all(self.done.acts[one] > before[one] for one, _, _ in ACTORS))

    async def _until(self, check: Callable[[], bool]) -> None:
        """Return when the check holds; who has ended by itself meanwhile is begun anew, as a service is.

        A bot that finds the disk full while it begins says so and ends.
        """
        async with asyncio.timeout(self.patience):
            while not check():
                for bot in self.place.bots:
                    if not bot.is_running:
                        self.begun_anew += 1
                        await bot.start()
                await asyncio.sleep(_A_MOMENT)


def _seeds() -> list[int]:
    return [_SEED] if _SEED else [FIXED, OF_THE_DAY]


@pytest.mark.parametrize("seed", _seeds(), ids=["seed"] if _SEED else ["fixed", "of-the-day"])
@pytest.mark.parametrize(
    "place",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
    indirect=True,
)
async def test_a_random_mix_under_kills_and_faults(
    place: Place, simulator: Simulator, people: People, seed: int, show: Callable[[str], None]
) -> None:
    engine = "sqlite" if place.url.startswith("sqlite") else "postgresql"
    kills = (_ASKED or KILLS[engine]) // 2
    run = Run(place, simulator, people, seed)
    seeded, _ = await reckoning.history(place.url)
    again = (
        f"ENDURANCE_SEED={seed} ENDURANCE_KILLS={2 * kills} .venv/bin/python -m pytest"
        f" tests/endurance/mix -k {engine}"
    )
    try:
        await run.go(kills)
    except BaseException as error:  # a group of errors, or a timeout: whatever it is says how to see it again
        error.add_note(f"seed {seed}, after {run.kills} kills; once more: {again}")
        error.add_note(await reckoning.waiting(place.url))
        error.add_note("\n".join(_last_lines(bot) for bot in place.bots))
        raise
    finally:
        await run.prover.close()
    lost = await reckoning.lost(place.url, run.world, run.heard)
    twice = await reckoning.twice(place.url, run.done)
    unanswered = [f"press {one}" for one in sorted(run.heard.unanswered)]
    events, _ = await reckoning.history(place.url)
    show(
        f"{engine}, instances {len(place.bots)}, seed {seed}: kills {run.kills},"
        f" updates {run.world.counters['update']}, lost {len(lost)}, twice {len(twice)},"
        f" unanswered {len(unanswered)}; proved {run.prover.proofs} times:"
        f" projection and audit {'equal' if not run.differences else 'DIFFERENT'}"
        f"\n  done: {_counted(_kinds(events[len(seeded) :]))},"
        f" announced {len(run.heard.announced)}, tickets told {len(run.heard.tickets)}, years closed"
        f" {sum(many for key, many in run.done.presses.items() if key.startswith('jx:'))};"
        f" met: {_counted(run.faults.met)} (full disk: {place.disk}; begun anew {run.begun_anew})"
    )
    assert (lost, twice, unanswered, run.differences) == ([], [], [], []), again


def _kinds(events: list[ReportEvent]) -> Counter[str]:
    return Counter("corrected" if event.is_correction else event.kind.value for event in events)


def _counted(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {many}" for name, many in sorted(counted.items()))


def _last_lines(bot: MixedBot) -> str:
    with suppress(OSError):
        return bot.log[-3000:]
    return ""
