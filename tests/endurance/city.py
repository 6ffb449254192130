"""A city of test OPD with one operator each, who may write to the bot at once."""

from datetime import UTC, date, datetime

from bot.commands.rebuild import compared
from domain.people.person import Grant, Role
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from simulator.client import People
from storage.migrate import migrate
from storage.ports import Difference
from storage.sql.unit_of_work import open_storage

FIRST_ID = 2001


def code(person: int) -> str:
    return f"OPD{person}"


async def found(url: str, people: People, size: int) -> list[int]:
    """Fill the database at `url` and return the Telegram ids of its operators."""
    await migrate(url)
    now = datetime.now(UTC)
    ids = list(range(FIRST_ID, FIRST_ID + size))
    storage = open_storage(url, lambda: now)
    async with storage.uow() as uow:
        for number in ids:
            await uow.opds.record(
                Opd(code(number), f"Dinas {number}", "dinas", date(2020, 1, 1)), by=None, at=now
            )
            person = await uow.people.add(number, f"Operator {number}", now)
            await uow.people.grant(person.id, Grant(Role.OPERATOR, code(number)), by=None, at=now)
        await uow.commit()
    await storage.close()
    for number in ids:
        await people.add(f"Operator {number}", id=number)
    return ids


async def history(url: str) -> list[ReportEvent]:
    """Return every event that is in the database."""
    storage = open_storage(url, lambda: datetime.now(UTC))
    async with storage.uow() as uow:
        events = await uow.reports.events()
    await storage.close()
    return events


async def differences(url: str) -> list[Difference]:
    """Return in what the kept figures differ from the history."""
    storage = open_storage(url, lambda: datetime.now(UTC))
    try:
        return await compared(storage)
    finally:
        await storage.close()
