"""The step to a delivery ledger, over people and messages that are there already, and back again."""

from domain.people.person import Person
from storage.migrate import downgrade, migrate
from storage.ports import NoticeState, Storage, Urgency
from storage.sql.unit_of_work import open_storage
from tests.storage.contract.test_notices import PACE
from tests.storage.databases import run
from tests.storage.samples import LATER, NOW, clock

KNOWN = "INSERT INTO people (id, telegram_id, name, added_at) VALUES ({id}, {id}, 'Orang {id}', {at})"
QUEUED = (
    "INSERT INTO notices"
    " (person, kind, about, created_at, state, attempts, next_try, message_id, settled_at, reason) VALUES"
    " ({person}, 'returned', 41, {at}, '{state}', {attempts}, {next_try}, {message}, {at}, '{why}')"
)
LINES = (
    {"person": 1, "state": "waiting", "attempts": 1, "why": "Bad Gateway"},
    {"person": 2, "state": "sent", "attempts": 1, "message": 77},
    {"person": 3, "state": "blocked", "attempts": 2, "why": "Forbidden"},
)


def literal(url: str) -> str:
    """Return NOW as that database's own text of an instant."""
    return f"'{NOW:%Y-%m-%d %H:%M:%S.%f}{'+00' if url.startswith('postgresql') else ''}'"


async def before(url: str) -> None:
    """Fill a database of revision 0003: one message waits, two are settled."""
    await migrate(url, "0003")
    at = literal(url)
    for number in (1, 2, 3):
        await run(url, KNOWN.format(id=number, at=at))
    for line in LINES:
        values = {"message": "NULL", "next_try": at if line["state"] == "waiting" else "NULL", "why": ""}
        await run(url, QUEUED.format(at=at, **values | line))


async def lines(storage: Storage) -> list[tuple[NoticeState, int, int | None, str]]:
    async with storage.uow() as uow:
        found = await uow.notices.about("returned", 41)
    return [(one.state, one.attempts, one.message_id, one.reason) for one in found]


async def test_people_and_messages_come_along_and_what_waits_is_sent(empty_url: str) -> None:
    await before(empty_url)
    await migrate(empty_url)
    storage = open_storage(empty_url, clock)
    async with storage.uow() as uow:
        assert await uow.people.everyone() == [Person(one, one, f"Orang {one}") for one in (1, 2, 3)]
        assert [one.state for one in await uow.notices.about("returned", 41)] == [
            NoticeState.WAITING,
            NoticeState.SENT,
            NoticeState.BLOCKED,
        ]
        claimed = await uow.notices.claim(LATER, PACE)
        assert await uow.notices.claim(LATER, PACE) is None
    assert claimed is not None
    assert (claimed.person, claimed.created_at, claimed.urgency) == (1, NOW, Urgency.ANSWER)
    assert (claimed.attempts, claimed.unsure) == (2, 1)
    await storage.close()


async def test_the_way_back_and_forth_loses_nothing_that_0003_can_say(empty_url: str) -> None:
    await before(empty_url)
    await migrate(empty_url)
    storage = open_storage(empty_url, clock)
    said = await lines(storage)
    async with storage.uow() as uow:
        await uow.notices.add_all([1, 2], "announcement", 7, NOW, urgency=Urgency.BULK)
        assert await uow.notices.stop("announcement", 7, NOW) == 2
        await uow.commit()
    await storage.close()

    await downgrade(empty_url, "0003")
    states = await run(empty_url, "SELECT state, count(*) FROM notices GROUP BY state ORDER BY state")
    assert states == [("blocked", 1), ("failed", 2), ("sent", 1), ("waiting", 1)]
    await migrate(empty_url)
    storage = open_storage(empty_url, clock)
    assert await lines(storage) == said
    await storage.close()
