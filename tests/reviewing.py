"""What the tests of the review have in common."""

from domain.keys import IndicatorKey
from domain.reports import EventKind, ReportEvent
from tests.dialogue import HEALTH, Talker, Town


async def submits(town: Town, operator: Talker) -> None:
    """Let a SAKIP report of the Dinas Kesehatan wait that no conversation was held for."""
    person = await town.person(operator)
    sent = ReportEvent(
        id=0,
        kind=EventKind.SUBMITTED,
        opd=HEALTH.code,
        indicator=IndicatorKey.SAKIP,
        year=2026,
        at=town.now,
        by=person.id,
        answers={"predikat": "BB", "nilai": "75.5", "bukti": "belum"},
    )
    async with town.storage.uow() as uow:
        await uow.reports.append(sent)
        await uow.commit()
