"""What the tests of the reminders have in common: a town with deadlines, and its clock."""

from datetime import datetime

from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import EventKind
from storage.ports import Notice
from tests.town.dialogue import HEALTH, Json, Talker, Town

SAKIP_DUE, IKM_DUE = "2026-12-02T16:00:00+07:00", "2026-12-09T16:00:00+07:00"
"""Two Wednesdays; there is no deadline for the third report."""


OFFERED = ["Lapor SAKIP", "Lapor IKM", "Lapor Analisis jabatan"]
"""What a reminder of everything that is owed opens."""


def wib(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WIB)


THE_DAY_BEFORE = wib(12, 1, 8)
"""08.00 on the Tuesday before SAKIP is due."""


async def with_deadlines(town: Town) -> Talker:
    """Return the operator of a town that owes SAKIP by 2 December, IKM by the 9th, and one without a date."""
    await town.set_year("deadline.sakip", SAKIP_DUE)
    await town.set_year("deadline.ikm", IKM_DUE)
    return await operator(town)


async def reminded(town: Town, at: datetime = THE_DAY_BEFORE) -> Talker:
    """Return that operator, who has just been reminded at that moment."""
    siti = await with_deadlines(town)
    await town.remind(at)
    return siti


async def operator(town: Town, telegram_id: int = 1001, name: str = "Siti", *opds: str) -> Talker:
    """Return an operator who has pressed Start, without whom Telegram delivers nothing."""
    talker = await town.operator(telegram_id, name, *(opds or (HEALTH.code,)))
    await talker.says("/start")
    return talker


async def reminders_of(talker: Talker) -> list[Json]:
    """Return the messages in which somebody was reminded, as they are now."""
    return [one for one in await talker.chat() if "Pengingat laporan" in (one["text"] or "")]


async def sent_already(town: Town, talker: Talker, *indicators: IndicatorKey) -> None:
    """Let reports of the Dinas Kesehatan wait that no conversation was held for."""
    person = await town.person(talker)
    for indicator in indicators:
        await town.happens(EventKind.SUBMITTED, HEALTH.code, indicator, {"status": "sudah"}, by=person.id)


async def owing_only_sakip(town: Town) -> Talker:
    siti = await with_deadlines(town)
    await sent_already(town, siti, IndicatorKey.IKM, IndicatorKey.ANJAB)
    return siti


def notices_of(town: Town, kind: str = "reminder") -> list[Notice]:
    return [one for one in town.storage.tables.notices.values() if one.kind == kind]
