"""A city in which a thousand people can be told something, and what their phones and the ledger say after."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from domain.people.person import Grant, Role
from domain.units.opd import Opd
from simulator.client import Json, People
from simulator.state import Person, World
from storage.migrate import migrate
from storage.ports import Notice
from storage.sql.unit_of_work import open_storage

ADMIN, FIRST_ID = 3001, 10_001
OPDS = 25
TEXT = "Rapat evaluasi SAKIP besok pukul 09.00 di Ruang Rapat Manggarai."
ARRIVES = f"{TEXT}\n\n— Pak Admin, Bagian Organisasi"
"""The text as everybody gets it: with who sends it below."""
_BREAK = 1.0  # seconds without a message that end a stretch of sending


async def gather(url: str, world: World, size: int) -> list[int]:
    """Fill the database with operators who have pressed Start, and an admin; return the operators' ids."""
    await migrate(url)
    now, ids = datetime.now(UTC), list(range(FIRST_ID, FIRST_ID + size))
    storage = open_storage(url, lambda: now)
    async with storage.uow() as uow:
        for number in range(OPDS):
            opd = Opd(f"OPD{number}", f"Dinas {number}", "dinas", date(2020, 1, 1))
            await uow.opds.record(opd, by=None, at=now)
        for telegram_id in ids:
            person = await uow.people.add(telegram_id, f"Orang {telegram_id}", now)
            grant = Grant(Role.OPERATOR, f"OPD{telegram_id % OPDS}")
            await uow.people.grant(person.id, grant, by=None, at=now)
        admin = await uow.people.add(ADMIN, "Pak Admin", now)
        await uow.people.grant(admin.id, Grant(Role.ADMIN), by=None, at=now)
        await uow.commit()
    await storage.close()
    for telegram_id in (*ids, ADMIN):
        world.add_person(Person(telegram_id, f"Orang {telegram_id}"))
        world.chats[telegram_id].started = True
    return ids


async def announce(people: People) -> None:
    """Let the admin go through `/umumkan` to its end."""
    await _answered(people, "Tulis pengumuman", "/umumkan")
    await _answered(people, "Untuk siapa?", TEXT)
    confirm = await _pressed(people, "Operator", "Penerima:")
    await people.press(ADMIN, confirm["message_id"], "Kirim ke")


async def _answered(people: People, wanted: str, said: str) -> None:
    sent = await people.text(ADMIN, said)
    await people.wait_for(ADMIN, lambda shown: wanted in shown["text"], after=sent["message_id"])


async def _pressed(people: People, label: str, wanted: str) -> Json:
    card = await people.last(ADMIN)
    if card is None:
        raise LookupError("the bot has not said anything")
    await people.press(ADMIN, card["message_id"], label)
    return await people.wait_for(ADMIN, lambda shown: wanted in (shown["text"] or ""))


async def ledger(url: str) -> dict[int, Notice]:
    """Return the line of everybody the announcement is for, by their Telegram id."""
    storage = open_storage(url, lambda: datetime.now(UTC))
    async with storage.uow() as uow:
        lines = await uow.notices.about("announcement", 1)
        telegram_ids = {person.id: person.telegram_id for person in await uow.people.everyone()}
    await storage.close()
    return {telegram_ids[line.person]: line for line in lines}


def received(world: World, ids: Iterable[int]) -> Counter[int]:
    """Return how often each of these people has the announcement on their phone."""
    return Counter({telegram_id: len(messages_of(world, telegram_id)) for telegram_id in ids})


def shown_to_admin(world: World) -> str:
    return "\n".join(one.content.get("text", "") for one in world.chats[ADMIN].shown())


def messages_of(world: World, telegram_id: int) -> list[int]:
    shown = world.chats[telegram_id].messages.values()
    return [one.content["message_id"] for one in shown if one.by_bot and one.content.get("text") == ARRIVES]


def sent_at(world: World) -> list[float]:
    """Return when Telegram took each copy of the announcement, in seconds, in order."""
    calls = [call for call in world.calls if call.method == "sendMessage" and call.status == 200]
    told = [call for call in calls if call.params.get("text") == ARRIVES and call.params["chat_id"] != ADMIN]
    return sorted(datetime.fromisoformat(call.at).timestamp() for call in told)


def rate(moments: Sequence[float]) -> float:
    """Return the messages a second while messages were being sent, without the breaks between; 0 for none."""
    gaps = [after - before for before, after in itertools.pairwise(moments)]
    flowing = [gap for gap in gaps if gap < _BREAK]
    return len(flowing) / sum(flowing) if flowing else 0


def fullest(moments: Sequence[float], seconds: float = 1) -> int:
    """Return the most messages within any stretch of so many seconds."""
    ordered = sorted(moments)
    first, fullest = 0, 0
    for last, moment in enumerate(ordered):
        while ordered[first] <= moment - seconds:
            first += 1
        fullest = max(fullest, last - first + 1)
    return fullest
