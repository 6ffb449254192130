"""What happens to reports in several tests, told in one line each."""

from domain.reports.events import EventKind, ReportEvent, event_about
from tests.town.dialogue import Talker, Town


async def last_sent(town: Town, opd: str) -> ReportEvent:
    return next(event for event in (await town.events(opd))[::-1] if event.kind is EventKind.SUBMITTED)


async def return_waiting(town: Town, opd: str, reason: str) -> None:
    """Let the Sub Bagian return what waits at that OPD, as an event."""
    sent = await last_sent(town, opd)
    verdict = event_about(sent, EventKind.RETURNED, by=sent.by, at=town.now, reason=reason, fields=("nilai",))
    async with town.storage.uow() as uow:
        await uow.reports.append(verdict)
        await uow.commit()


async def correct_sakip(talker: Talker, nilai: str) -> None:
    """Send a correction of the verified SAKIP."""
    await talker.says("/lapor")
    await talker.presses("SAKIP")
    await talker.presses("Ajukan koreksi")
    await talker.says("Nilai salah ketik")
    await talker.presses("Ubah nilai")
    await talker.says(nilai)
    await talker.presses("Kirim")
