"""What one look at forty living cards costs in a city of 28 OPD, and what it costs when nothing has happened.

Run it with `python -m benchmarks.living_cards` (about 20 seconds). Nothing is sent: the tick only queues. Of
the event loop it says how long it was held at most, so how long everybody else had to wait for it.
"""

import asyncio
import logging
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.app import build
from bot.sample.seed import seed
from domain.language.dates import WIB
from domain.people.person import Person
from handlers.delivery.refresh import look_at_cards
from handlers.telegram.context import Context, Services
from storage.evidence import EvidenceFolder
from storage.migrate import migrate
from storage.ports import Card, Storage
from storage.sql.unit_of_work import open_storage
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer

CARDS = 40


def clock() -> datetime:
    return datetime.now(UTC)


async def show_cards(storage: Storage) -> None:
    """Let people have cards on their screens that show something else than what is so."""
    async with storage.uow() as uow:
        everyone = [person for person in await uow.people.everyone() if person.grants]
        cards = [card for person in everyone for card in cards_of(person)][:CARDS]
        for card in cards:
            await uow.cards.show(card)
        await uow.commit()


def cards_of(person: Person) -> Iterator[Card]:
    shows = {"home": "", "iku": str(clock().astimezone(WIB).year)}
    for number, (kind, about) in enumerate(shows.items()):
        yield Card(
            person=person.id,
            kind=kind,
            about=about,
            chat_id=person.telegram_id,
            message_id=number,
            shown_at=clock(),
            fingerprint="other",
        )


async def longest_hold(holds: list[float]) -> None:
    """Note how much later than it should this is woken, again and again."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.001)
        holds.append(time.perf_counter() - begun - 0.001)


async def look(context: Context) -> tuple[float, float, float]:
    """Return seconds, seconds of the processor, and for how long the loop was held at most."""
    holds = [0.0]
    watching = asyncio.ensure_future(longest_hold(holds))
    await asyncio.sleep(0.01)
    begun, processor = time.perf_counter(), time.process_time()
    await look_at_cards(context)
    taken = time.perf_counter() - begun, time.process_time() - processor
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return *taken, max(holds)


async def main() -> None:
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        await migrate(url)
        storage = open_storage(url, clock)
        await seed(storage, clock())
        await show_cards(storage)
        services = Services(
            storage=storage,
            files=EvidenceFolder(Path(folder)),
            foreign=InThisProcess(),
            renderer=FakeRenderer(),
            papers=TemporaryPapers(),
            clock=clock,
        )
        app = build(token="1:token", services=services, zone=WIB)  # noqa: S106 - opens nothing
        context = app.context_types.context(app)
        for said in (f"{CARDS} cards that differ", "all of them queued", "nothing has happened"):
            taken, processor, held = await look(context)
            print(f"  {said:<22} {taken:6.3f} s, processor {processor:6.3f} s, loop held {held:6.3f} s")  # noqa: T201 - a benchmark prints
        await storage.close()


if __name__ == "__main__":
    asyncio.run(main())
