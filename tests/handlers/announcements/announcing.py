"""What admins do again and again in the tests of `/umumkan`, and how a town of readers is made."""

from dataclasses import replace
from typing import Any

from domain.people.person import Grant, Role
from handlers.announcements.progress import follow
from handlers.delivery.lane import deliver
from storage.ports import Announcement, Notice
from tests.handlers.admins import admin_of
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, press

CLOSING = "\n\n— Pak Admin, Bagian Organisasi"
RAPAT = f"Rapat besok{CLOSING}"
"""What arrives of what an admin most often writes here."""
BOLD = [{"type": "bold", "offset": 0, "length": 5}]


async def readers(town: Town) -> dict[str, Talker]:
    """Bring an admin, two operators of two OPD, a verifikator and the pimpinan to town; all have written."""
    found = {
        "admin": await admin_of(town),
        "siti": await town.operator(1001, "Siti", HEALTH.code),
        "budi": await town.operator(1002, "Budi", LIBRARY.code),
        "dewi": await town.reviewer(),
        "bambang": await town.talker(3001, "Bambang", Grant(Role.PIMPINAN)),
    }
    for talker in found.values():
        await talker.says("/start")
    return found


async def writes(admin: Talker, *audience: str, text: str = "Rapat besok") -> Json:
    """Go through `/umumkan` up to the last question; return its card."""
    await admin.says("/umumkan")
    await admin.says(text, BOLD)
    for label in audience:
        await admin.presses(label)
    return await admin.card()


async def announces(admin: Talker, *audience: str, text: str = "Rapat besok") -> Json:
    """Go through `/umumkan` to its end; return the card that counts."""
    await writes(admin, *audience, text=text)
    return await admin.presses("Kirim ke")


async def ticks(town: Town) -> None:
    """Run the tick that keeps the cards of announcements up to date."""
    await follow(town.app.context_types.context(town.app))


async def stored(town: Town) -> list[Announcement]:
    async with town.storage.uow() as uow:
        return await uow.announcements.newest(9)


async def lines(town: Town, kind: str = "announcement") -> list[Notice]:
    async with town.storage.uow() as uow:
        return await uow.notices.about(kind, 1)


async def heard(talker: Talker) -> list[str]:
    """Return the texts of the bot's messages that are still in that chat, oldest first."""
    said = [one for one in await talker.chat() if one["from"] == "bot" and not one.get("deleted")]
    return [one.get("text") or one.get("caption") or "" for one in said]


async def crowd(town: Town, count: int) -> list[Talker]:
    """Bring that many operators to town, all of whom have written to the bot."""
    found = [await town.operator(4000 + one, f"Operator {one:02}") for one in range(count)]
    for talker in found:
        await town.people.text(talker.id, "/start")
    await town.settled(found[-1])
    return found


async def sends_a_second(town: Town) -> None:
    """Run the delivery lane within one second: it sends as much as Telegram lets it."""
    await deliver(town.app.context_types.context(town.app))


async def changes_line(town: Town, person: int, **changed: Any) -> None:  # noqa: ANN401 - any field of a line
    """Let something else have become of the announcement to the person with that Telegram id."""
    async with town.storage.uow() as uow:
        reader = await uow.people.by_telegram_id(person)
        assert reader is not None
        line = await uow.notices.find(reader.id, "announcement", 1)
        assert line is not None
        await uow.notices.update(replace(line, **changed))
        await uow.commit()


async def recalls(admin: Talker) -> Json:
    """Take back the announcement whose card is the newest message."""
    return await admin.walks(press("Tarik kembali", "Ya, tarik kembali"))
