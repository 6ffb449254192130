"""`demo`: the bot on a simulated Telegram in the same process. The only module that knows the simulator."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.console import complain, tell
from bot.process.run import run
from bot.receiving.stop import Stop
from bot.sample.calendar import deadlines, mornings
from bot.sample.people import COLLEAGUES, NEVER_STARTED, PEOPLE, STRANGERS, SamplePerson
from bot.sample.seed import seed
from bot.settings import Settings
from domain.indicators import INDICATORS
from domain.office.office import Office
from simulator.client import People
from simulator.clock import Mark
from simulator.server import Simulator
from simulator.state import Person, World
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage

_WELCOME = """
The demonstration is running. Open this address in a browser:

    {url}

Choose a person on the left and press Mulai, or send /lapor as an operator, /iku as a Kepala Sub Bagian.
Nothing leaves this computer. What you do is kept in {folder} until you add --fresh. Ctrl-C ends it.
"""


async def demo(settings: Settings, port: int, *, fresh: bool = False, stop: Stop | None = None) -> int:
    """Run bot and simulator until a signal; return the exit code."""
    folder = settings.data_dir / "demo"
    if fresh and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    simulator = Simulator(port=port, state=folder / "telegram.json")
    world = simulator.world

    def clock() -> datetime:
        return world.clock.now().astimezone(UTC)

    try:
        await simulator.start()
    except OSError:
        complain(f"Port {port} is taken by another program: add --port and a free number.")
        return 1
    own = _own_settings(settings, folder, simulator)
    try:
        await _prepare(own.database, world, clock())
        await _let_people_in(simulator.url, world)
        tell(_WELCOME.format(url=simulator.url, folder=folder))
        return await run(own, clock, stop)
    finally:
        await simulator.stop()


def _own_settings(settings: Settings, folder: Path, simulator: Simulator) -> Settings:
    """Return settings in which everything that the demonstration touches is its own."""
    return replace(
        settings,
        telegram_bot_token=simulator.token,
        telegram_api_url=simulator.url,
        telegram_files_dir=None,
        database_url=f"sqlite:///{folder / 'bot.db'}",
        data_dir=folder,
        admin_telegram_ids=frozenset(),
        webhook_url="",
    )


async def _prepare(database: str, world: World, now: datetime) -> None:
    """Fill the database, and mark its deadlines on the clock, at the first run."""
    await migrate(database)
    storage = open_storage(database, lambda: now)
    try:
        if await seed(storage, now):
            world.bot.first_name = f"IKU {Office().region}"
            world.clock.marks = _marks(now)
    finally:
        await storage.close()


def _marks(now: datetime) -> list[Mark]:
    """Return every deadline and every morning of reminders, so that one button leads through them all."""
    due = deadlines(now)
    return [
        *(Mark(steps, at) for at, steps in mornings(now).items()),
        *(Mark(f"Tenggat {indicator.short}", due[indicator.key]) for indicator in INDICATORS),
    ]


async def _let_people_in(url: str, world: World) -> None:
    """Put the sample's people into the simulator; those who were invited have pressed Start already.

    The colleagues have started long ago: greeting them all would only make the start slow.
    """
    for colleague in (*COLLEAGUES, *NEVER_STARTED):
        if colleague.telegram_id not in world.people:
            world.add_person(_shown(colleague))
            world.chats[colleague.telegram_id].started = colleague not in NEVER_STARTED
    async with People(url) as people:
        for sample in PEOPLE:
            if sample.telegram_id in world.people:
                continue
            await people.add(
                sample.first_name,
                id=sample.telegram_id,
                last_name=sample.last_name,
                note=sample.note,
                group=sample.group,
            )
            if sample.group != STRANGERS:
                await people.text(sample.telegram_id, "/start")


def _shown(sample: SamplePerson) -> Person:
    return Person(
        sample.telegram_id, sample.first_name, sample.last_name, note=sample.note, group=sample.group
    )
