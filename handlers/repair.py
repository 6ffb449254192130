"""*Perbaiki sekarang*: a returned report becomes a draft again that asks only what was returned."""

from dataclasses import dataclass, replace

from domain.drafts import Draft, DraftStatus
from domain.forms import Place
from domain.reports import ReportEvent, standing
from domain.review import to_repair
from handlers.context import Context
from handlers.keyboards import review as keyboards
from handlers.speech import Screen
from handlers.submissions import flow_for, old_answers, submission_of
from handlers.texts import returned as texts
from storage.ports import UnitOfWork


async def returned_screen(uow: UnitOfWork, event: ReportEvent) -> Screen:
    """Return the card of a returned report, as its notice and `/lapor` show it."""
    sent = await submission_of(uow, event)
    opd = await uow.opds.get(event.opd)
    text = texts.card(event, sent, opd.name, old_answers(sent, event.fields))
    return Screen(text, keyboards.returned(event))


async def begin_repair(uow: UnitOfWork, context: Context, event: ReportEvent) -> Draft:
    """Return the draft of a returned report, held by this person: the old answers without the returned ones.

    It is the draft that was sent, with its files; a submission that came without one begins one. Raises
    Stale when a colleague was faster.
    """
    sent, by, at = await submission_of(uow, event), context.person.id, context.now
    if sent.draft is None:
        draft = await uow.drafts.start(sent.opd, sent.indicator, sent.year, by=by, at=at)
    else:
        draft = await uow.drafts.get(sent.draft)
    kept = to_repair(flow_for(sent).form, sent.answers, event.fields)
    reopened = replace(
        draft,
        place=Place(kept),
        status=DraftStatus.OPEN,
        holder=by,
        only=event.fields,
        repairs=sent.id,
    )
    return await uow.drafts.save(reopened, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Returned:
    """The return that a draft repairs, and the submission that was returned."""

    event: ReportEvent
    sent: ReportEvent


async def returned_of(uow: UnitOfWork, draft: Draft) -> Returned | None:
    """Return what this draft repairs; None when its report waits again or was never returned."""
    if draft.opd is None or draft.indicator is None:
        return None
    now = standing(await uow.reports.events(opd=draft.opd, indicator=draft.indicator, years=[draft.year]))
    if now.returned is None or now.waiting is not None:
        return None
    return Returned(now.returned, await submission_of(uow, now.returned))
