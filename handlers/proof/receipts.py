"""A receipt is checked: what was sent under its ticket, where that stands, and what counts now."""

from collections.abc import Iterator, Sequence

from telegram import Update

from domain.documents.codes import Checked
from domain.reports.events import EventKind, ReportEvent, Standing, in_effect, standing
from domain.sequence import in_sequence
from handlers.city.reports import history_of
from handlers.figures import IkuReport
from handlers.papers.stamping import code_for
from handlers.proof import texts
from handlers.telegram.context import Context
from handlers.telegram.keys import below
from handlers.telegram.screen import Screen, ending, lasting, show
from handlers.words import words
from handlers.words.names import outcome, report_name
from storage.ports import NotFound, UnitOfWork


async def was_sent(uow: UnitOfWork, event_id: int) -> bool:
    """Return whether something was sent under a ticket of that number."""
    return await _sent(uow, event_id) is not None


async def show_receipt(update: Update, context: Context, event_id: int) -> None:
    """Answer the signed code of a receipt."""
    async with context.look() as uow:
        sent = await _sent(uow, event_id)
        told = await receipt(uow, context, event_id) if sent is not None else None
    if sent is None:
        await show(context, update, ending(texts.NOT_KEPT))
    else:
        await show(context, update, told or ending(texts.ticket_of_others()))


async def receipt(uow: UnitOfWork, context: Context, event_id: int, ticket: str = "") -> Screen | None:
    """Return what is told of a receipt; None where there is none (of that ticket), or not for this person."""
    sent = await _sent(uow, event_id)
    if sent is None or (ticket and sent.ticket != ticket) or not context.person.may_see(sent.opd):
        return None
    history = await history_of(uow, sent)
    now = standing(history)
    head = f"{words.escape(report_name(sent))} · {words.escape((await uow.opds.get(sent.opd)).name)}"
    code = await code_for(uow, sent.id, Checked.TICKET)
    lines = tuple(_told(sent, now, history))
    text = texts.ticket(sent, head, lines, code)
    return lasting(text, [below("Buka laporan", IkuReport(sent.indicator, sent.opd, sent.year, 0, 0))])


async def _sent(uow: UnitOfWork, event_id: int) -> ReportEvent | None:
    try:
        found = await uow.reports.get(event_id)
    except NotFound:
        return None
    return found if found.kind is EventKind.SUBMITTED else None


_BECAME = {
    EventKind.VERIFIED: f"{words.VERIFIED} diterima",
    EventKind.RETURNED: f"{words.RETURNED} dikembalikan",
    EventKind.WITHDRAWN: "↩️ ditarik kembali",
}


def _told(sent: ReportEvent, now: Standing, history: Sequence[ReportEvent]) -> Iterator[str]:
    """Yield what was answered, what became of it, and what counts now (HTML)."""
    files = f"{len(sent.files)} berkas" if sent.files else "tanpa berkas"
    yield f"Saat dikirim: {words.bold(outcome(sent.indicator, sent.answers))} · {files}"
    yield _became(sent, now, history)
    counts = now.verified
    if counts is None:
        yield "Kini belum ada jawaban yang berlaku."
    elif counts.id == sent.id:
        yield "Kini berlaku: jawaban ini."
    else:
        told = words.bold(outcome(counts.indicator, counts.answers))
        since = f", diterima {words.short_moment(now.verified_at)}" if now.verified_at is not None else ""
        yield f"Kini berlaku: {told}{since}"


def _became(sent: ReportEvent, now: Standing, history: Sequence[ReportEvent]) -> str:
    if now.waiting is not None and now.waiting.id == sent.id:
        return f"{words.WAITING} menunggu diperiksa"
    about = [one for one in in_effect(in_sequence(history)) if one.about == sent.id and one.kind in _BECAME]
    if not about:
        return "Tidak diputuskan: sesudahnya ada jawaban lain."
    return f"{_BECAME[about[-1].kind]} {words.short_moment(about[-1].at)}"
