"""One report as its reviewer has it on the desk: whether it can be decided, and all that its card says."""

from collections.abc import Sequence
from datetime import datetime

from domain.deadlines.due import clocks
from domain.errors import NotAllowed, NotPossible
from domain.forms.drafts import Evidence
from domain.indicators import by_key
from domain.people.person import Role
from domain.rekap.comparison import Comparison, agrees
from domain.reports.events import EventKind, ReportEvent, may_decide, standing
from domain.reports.four_eyes import colleagues, is_own
from domain.review.inbox import (
    Flag,
    Waiting,
    differences,
    flags,
    jump,
    last_verified,
    still_counts,
)
from handlers.city.asking import exchange_about, told
from handlers.city.kept import kept_event, kept_having, kept_history, kept_opd, kept_person, kept_rules
from handlers.city.open_years import check_open
from handlers.city.reports import history_of
from handlers.city.reviews import Desk, may_review
from handlers.reporting import form_of
from handlers.review.beside import comparison_of, held_beside
from handlers.review.card_texts import Card, Proof, Verdict
from handlers.telegram.context import Context
from storage.ports import NotFound, UnitOfWork


async def submission(uow: UnitOfWork, context: Context, submission_id: int) -> ReportEvent:
    """Return a submission of this person's Sub Bagian. Raises NotFound, and NotAllowed for another's."""
    sent = await kept_event(uow, submission_id)
    if sent.kind is not EventKind.SUBMITTED:
        raise NotFound(submission_id)
    if not may_review(context.person, by_key(sent.indicator)):
        raise NotAllowed
    return sent


async def decidable(uow: UnitOfWork, context: Context, sent: ReportEvent) -> bool:
    """Let nobody else decide about this report now, and return whether this person may decide about it still.

    Not so when it was decided or withdrawn, when its OPD has left the figure of that year, or when it is
    their own. Raises NotPossible(YEAR_CLOSED).
    """
    await uow.reports.lock(sent.opd, sent.indicator, sent.year)
    await check_open(uow, sent.year)
    try:
        may_decide(standing(await history_of(uow, sent)), sent.id)
    except NotPossible:
        return False
    counts = still_counts(await uow.opds.get(sent.opd), sent.year, context.today)
    return counts and not is_own(context.person, sent)


async def proofs(uow: UnitOfWork, sent: ReportEvent) -> tuple[Proof, ...]:
    files = await uow.evidence.several(sent.files)
    opened = await uow.evidence.opened(sent.files)
    return tuple([Proof(file, file.id in opened, await _shared_with(uow, file)) for file in files])


async def _shared_with(uow: UnitOfWork, file: Evidence) -> tuple[str, ...]:
    if not file.sha256:
        return ()
    others = await uow.evidence.same_content(file.sha256, file.opd)
    # What somebody sent before they said for which report is nobody's evidence yet, and may never be.
    codes = sorted({other.opd for other in others if other.opd})
    return tuple([(await uow.opds.get(code)).name for code in codes])


async def card(uow: UnitOfWork, at: Desk, waiting: Waiting, now: datetime) -> Card:
    """Return all that the card of a waiting report says at this moment."""
    sent, form, indicator = waiting.sent, form_of(waiting.sent), by_key(waiting.sent.indicator)
    events = await kept_history(uow, sent.opd, sent.indicator)
    last = last_verified(events, sent)
    shown = await proofs(uow, sent)
    comparison = comparison_of(await held_beside(uow, [sent]), sent)
    sender = await kept_person(uow, sent.by)
    before = await _before(uow, waiting)
    history = [event for event in events if event.year == sent.year]
    return Card(
        sent=sent,
        indicator=indicator,
        form=form,
        opd=(await kept_opd(uow, sent.opd)).name,
        sender=sender.name,
        sender_left=not sender.may_report_for(sent.opd),
        met=await _meets(uow, sent),
        last=Verdict(last, await _meets(uow, last)) if last is not None else None,
        jump=jump(indicator.points(last.answers), indicator.points(sent.answers))
        if last is not None
        else None,
        proofs=shown,
        flags=flags_of(sent, shown, comparison),
        comparison=comparison,
        returned=waiting.standing.returned,
        asked=await _asked(uow, waiting.standing.returned),
        changes=differences(form, before, sent) if before is not None else (),
        correction=waiting.standing.correction_waiting,
        other_period=waiting.standing.verified if waiting.standing.period_waiting is not None else None,
        clocks=clocks(history, min(event.at for event in history), now),
        own=is_own(at.person, sent),
        own_opd=at.person.may_report_for(sent.opd),
        colleagues=colleagues(await kept_having(uow, Role.VERIFIKATOR), at.person, sent, indicator.owner),
        number=await at.number(sent),
        waiting=at.mine,
    )


async def _meets(uow: UnitOfWork, event: ReportEvent) -> bool:
    """Return what is shown of it; a decision asks `handlers.city.reports.meets_rule`."""
    rules = await kept_rules(uow, event.year)
    return by_key(event.indicator).rule(event.answers, rules.chosen)


async def _asked(uow: UnitOfWork, returned: ReportEvent | None) -> str:
    return told(await exchange_about(uow, returned.id)) if returned is not None else ""


async def _before(uow: UnitOfWork, waiting: Waiting) -> ReportEvent | None:
    """Return what this submission replaces: what was returned, or the verified answer it corrects."""
    returned = waiting.standing.returned
    if returned is not None and returned.about is not None:
        return await kept_event(uow, returned.about)
    return waiting.standing.corrected_by(waiting.sent)


def flags_of(sent: ReportEvent, shown: Sequence[Proof], comparison: Comparison | None) -> tuple[Flag, ...]:
    """Return what a reviewer is warned of: the report's files, its answers, and what is held beside them."""
    of_answers = {
        Flag.DIFFERS: comparison is not None and not agrees(sent.answers, comparison),
        Flag.AS_WRITTEN: bool(by_key(sent.indicator).disputed(sent.answers)),
        Flag.OUTDATED: bool(by_key(sent.indicator).outdated(sent.answers)),
    }
    of_files = flags(
        [proof.file for proof in shown],
        [proof.file.id for proof in shown if proof.opened],
        [proof.file.id for proof in shown if proof.shared_with],
    )
    return (*of_files, *(flag for flag, holds in of_answers.items() if holds))
