"""What the tests of the morning message do again and again."""

from dataclasses import replace
from datetime import date, datetime, time

from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import EventKind, ReportEvent
from handlers.morning import MORNING_MESSAGE, number_of
from handlers.morning.call import call
from storage.ports import Notice, NoticeState
from tests.town.dialogue import HEALTH, Json, Talker, Town

ANSWERS = {
    IndicatorKey.SAKIP: {"predikat": "BB", "nilai": "75.5", "bukti": "belum"},
    IndicatorKey.ANJAB: {"status": "sudah", "tanggal": "2026-03-31", "nomor": "1", "bukti": "belum"},
}


def wib(day: int, clock: str = "08:00", month: int = 12, year: int = 2026) -> datetime:
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), tzinfo=WIB)


async def ticks(town: Town) -> None:
    """Let the tick of the morning run, and then what it queued be sent."""
    await call(town.app.context_types.context(town.app))
    await town.send_notices()


async def told(town: Town, reader: Talker, at: datetime | None = None) -> str | None:
    """Return what a person is told by the tick, at that moment or now; None: nothing."""
    town.now = at or town.now
    before = len(await reader.chat())
    await ticks(town)
    new = (await reader.chat())[before:]
    assert len(new) <= 1
    return words_of(new[0]) if new else None


def words_of(message: Json) -> str:
    """Return what a morning message says, without the numbers of its picture."""
    return str(message["caption"].partition("\n\nIKU 20")[0] if "photo" in message else message["text"])


async def listens(reader: Talker) -> Talker:
    """Let somebody press Start, so that the bot may write to them."""
    await reader.says("/start")
    return reader


async def sent(
    town: Town, operator: Talker, opd: str = HEALTH.code, indicator: IndicatorKey = IndicatorKey.SAKIP
) -> ReportEvent:
    """Let a report wait from this moment on, as an event."""
    by = (await town.person(operator)).id
    return await town.happens(EventKind.SUBMITTED, opd, indicator, ANSWERS[indicator], by=by)


async def got(town: Town, reader: Talker, day: date) -> None:
    """Let a person have had the message of that day."""
    person, about = await town.person(reader), number_of(day)
    async with town.storage.uow() as uow:
        await uow.notices.add(person.id, MORNING_MESSAGE, about, town.now)
        line = await uow.notices.find(person.id, MORNING_MESSAGE, about)
        assert line is not None
        await uow.notices.update(replace(line, state=NoticeState.SENT, settled_at=town.now))
        await uow.commit()


def lines_of(town: Town) -> list[Notice]:
    """Return the morning's lines of the delivery ledger."""
    return [one for one in town.storage.tables.notices.values() if one.kind == MORNING_MESSAGE]
