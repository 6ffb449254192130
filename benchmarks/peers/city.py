"""The city in which this bot is measured: the demonstration's 28 OPD, and people who ask and report."""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot.sample.people import COLLEAGUES, NEVER_STARTED, PEOPLE
from bot.sample.seed import seed
from domain.people.person import Grant, Role
from domain.units.opd import Opd
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage

FIRST_ASKER, FIRST_REPORTER = 5001, 7001
SAMPLE = tuple(one.telegram_id for one in (*PEOPLE, *COLLEAGUES, *NEVER_STARTED))
_LEADING = 10
"""Of so many askers one leads; the others are operators."""
_SINCE = date(2020, 1, 1)


def askers(many: int) -> Sequence[int]:
    return range(FIRST_ASKER, FIRST_ASKER + many)


def reporters(many: int) -> Sequence[int]:
    return range(FIRST_REPORTER, FIRST_REPORTER + many)


def code(reporter: int) -> str:
    """Return the OPD that somebody reports for: their own, so that nobody waits for a colleague's draft."""
    return f"UJI{reporter}"


async def found(file: Path, *, asking: Iterable[int] = (), reporting: Iterable[int] = ()) -> None:
    """Fill a database with the demonstration and these people; every reporter brings an OPD."""
    url, now = f"sqlite:///{file}", datetime.now(UTC)
    await migrate(url)
    storage = open_storage(url, lambda: now)
    await seed(storage, now)
    async with storage.uow() as uow:
        opds = [opd.code for opd in await uow.opds.all()]
        for place, number in enumerate(asking):
            grant = (
                Grant(Role.OPERATOR, opds[place % len(opds)]) if place % _LEADING else Grant(Role.PIMPINAN)
            )
            person = await uow.people.add(number, f"Orang {number}", now)
            await uow.people.grant(person.id, grant, by=None, at=now)
        for number in reporting:
            await uow.opds.record(Opd(code(number), f"Dinas Uji {number}", "dinas", _SINCE), by=None, at=now)
            person = await uow.people.add(number, f"Operator {number}", now)
            await uow.people.grant(person.id, Grant(Role.OPERATOR, code(number)), by=None, at=now)
        await uow.commit()
    await storage.close()


if __name__ == "__main__":
    _file, _chats = Path(sys.argv[1]), int(sys.argv[2])
    asyncio.run(found(_file, asking=askers(_chats), reporting=reporters(_chats)))
