"""What a verdict tells the operators of the OPD, and what its undoing tells those who had been told."""

from collections.abc import Sequence

from domain.people.person import Person
from domain.reports.events import EventKind, ReportEvent, ended_by, standing
from handlers.city.reports import history_of, meets_rule, submission_of
from handlers.reporting import verdict_texts as texts
from handlers.reporting.repair import returned_screen
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, lasting
from storage.ports import Notice, NoticeState, UnitOfWork

RETURNED, VERIFIED, UNDECIDED = "returned", "verified", "undecided"
_KINDS = {EventKind.RETURNED: RETURNED, EventKind.VERIFIED: VERIFIED}
_NOT_TOLD = {NoticeState.STOPPED, NoticeState.FAILED, NoticeState.BLOCKED}


async def tell(uow: UnitOfWork, context: Context, event: ReportEvent) -> None:
    """Queue a verdict, or its undoing: a return for every operator of the OPD, an acceptance for the sender.

    When the sender no longer reports for the OPD, an acceptance goes to those who do.
    """
    if event.kind in _KINDS:
        for person in await _audience(uow, event):
            await uow.notices.add(person.id, _KINDS[event.kind], event.id, context.now)
    elif event.kind is EventKind.UNDONE:
        await _tell_undone(uow, context, await uow.reports.get(event.about or 0), event)


async def _audience(uow: UnitOfWork, decision: ReportEvent) -> Sequence[Person]:
    everyone = await uow.people.operators([decision.opd])
    sent = await submission_of(uow, decision)
    sender = [person for person in everyone if person.id == sent.by]
    return sender if sender and decision.kind is EventKind.VERIFIED else everyone


async def _tell_undone(uow: UnitOfWork, context: Context, decision: ReportEvent, undone: ReportEvent) -> None:
    """Stop the decision where it has not gone out, and queue the undoing for those who may have read it."""
    kind = _KINDS[decision.kind]
    # Only now it is certain who is told: what is being sent cannot be stopped, and counts as read.
    await uow.notices.stop(kind, decision.id, context.now)
    queued = await uow.notices.about(kind, decision.id)
    untold = {one.person for one in queued if one.state in _NOT_TOLD and not one.unsure}
    for person in await _audience(uow, decision):
        if person.id not in untold:
            await uow.notices.add(person.id, UNDECIDED, undone.id, context.now)


async def returned(context: Context, waiting: Notice) -> Screen | None:
    async with context.look() as uow:
        event = await uow.reports.get(waiting.about)
        person = await uow.people.get(waiting.person)
        now = standing(await history_of(uow, event))
        if not person.may_report_for(event.opd) or now.waiting is not None or now.returned != event:
            return None
        return await returned_screen(uow, event)


async def verified(context: Context, waiting: Notice) -> Screen | None:
    async with context.look() as uow:
        event = await uow.reports.get(waiting.about)
        person = await uow.people.get(waiting.person)
        sent = await submission_of(uow, event)
        opd = await uow.opds.get(event.opd)
        stands = ended_by(await history_of(uow, event), sent.id) == event
        met = await meets_rule(uow, sent)
    told = stands and person.may_report_for(event.opd)
    return lasting(texts.verified(sent, opd.name, met=met)) if told else None


async def undecided(context: Context, waiting: Notice) -> Screen | None:
    """Tell of an undoing only while the report waits again; else the newer verdict tells more."""
    async with context.look() as uow:
        event = await uow.reports.get(waiting.about)
        person = await uow.people.get(waiting.person)
        sent = await submission_of(uow, await uow.reports.get(event.about or 0))
        opd = await uow.opds.get(event.opd)
        now = standing(await history_of(uow, event))
    told = now.waiting == sent and person.may_report_for(event.opd)
    return lasting(texts.undone(sent, opd.name)) if told else None
