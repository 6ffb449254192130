"""*Perbaiki sekarang*: a returned report becomes a draft again that asks only what was returned."""

from dataclasses import dataclass, replace

from domain.forms.correction import correcting
from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Place
from domain.keys import Answers
from domain.reports.events import ReportEvent, standing
from domain.review.inbox import to_repair
from handlers.city.asking import exchange_about, told
from handlers.city.kept import kept_history
from handlers.city.reports import submission_of
from handlers.reporting import keyboards
from handlers.reporting import verdict_texts as texts
from handlers.reporting.submissions import form_of, old_answers
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import UnitOfWork


async def returned_screen(uow: UnitOfWork, event: ReportEvent) -> Screen:
    """Return the card of a returned report, as its notice and `/lapor` show it."""
    sent = await submission_of(uow, event)
    opd = await uow.opds.get(event.opd)
    exchange = await exchange_about(uow, event.id)
    text = texts.card(event, sent, opd.name, old_answers(sent, event.fields), told(exchange))
    return Screen(text, keyboards.returned(event, may_ask=exchange.question is None))


async def begin_repair(uow: UnitOfWork, context: Context, event: ReportEvent) -> Draft:
    """Return the draft of a returned report, held by this person: the old answers without the returned ones.

    It is the draft that was sent, with its files; a submission that came without one begins one. Raises
    Stale when a colleague was faster.
    """
    sent = await submission_of(uow, event)
    kept = to_repair(form_of(sent), sent.answers, event.fields)
    if sent.is_correction:
        kept = correcting(kept, sent.reason, sent.about)
    draft = replace(await draft_of(uow, context, sent), only=event.fields, repairs=sent.id)
    return await hold_again(uow, context, draft, kept)


async def begin_correction(uow: UnitOfWork, context: Context, verified: ReportEvent) -> Draft:
    """Return the draft of a verified report, held by this person, with its answers and files; it asks why.

    Raises Stale when a colleague was faster.
    """
    draft = replace(await draft_of(uow, context, verified), only=(), repairs=None)
    return await hold_again(uow, context, draft, correcting(verified.answers, corrects=verified.id))


async def draft_of(uow: UnitOfWork, context: Context, sent: ReportEvent) -> Draft:
    """Return the draft that was sent; of a submission that came without one, a new one."""
    if sent.draft is not None:
        return await uow.drafts.get(sent.draft)
    by, at = context.person.id, context.now
    return await uow.drafts.start(sent.opd, sent.indicator, sent.year, by=by, at=at)


async def hold_again(uow: UnitOfWork, context: Context, draft: Draft, answers: Answers) -> Draft:
    """Open a draft for this person, at these answers. Raises Stale when a colleague was faster."""
    by, at = context.person.id, context.now
    if draft.status is DraftStatus.SENT:
        # Its card has become a receipt, perhaps a colleague's: a record, which stays as it is.
        await uow.drafts.forget_card(draft.id)
    opened = replace(draft, place=Place(answers), status=DraftStatus.OPEN, holder=by)
    return await uow.drafts.save(opened, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Returned:
    """The return that a draft repairs, and the submission that was returned."""

    event: ReportEvent
    sent: ReportEvent


async def returned_of(uow: UnitOfWork, draft: Draft) -> Returned | None:
    """Return what this draft repairs; None when its report waits again or was never returned."""
    if draft.opd is None or draft.indicator is None:
        return None
    events = await kept_history(uow, draft.opd, draft.indicator)
    now = standing(event for event in events if event.year == draft.year)
    if now.returned is None or now.waiting is not None:
        return None
    return Returned(now.returned, await submission_of(uow, now.returned))
