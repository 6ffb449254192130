"""What a reviewer works with, read from the storage: the own inbox, one report's card, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.deadlines.due import clocks
from domain.errors import NotAllowed, NotPossible
from domain.forms.drafts import Evidence
from domain.indicators import BY_KEY, REPORTED, Indicator
from domain.people.person import Person
from domain.reports.events import EventKind, ReportEvent, may_decide, standing
from domain.reports.four_eyes import colleagues, is_own
from domain.review.inbox import (
    Flag,
    Waiting,
    differences,
    flags,
    inbox,
    jump,
    last_verified,
    still_counts,
    value_of,
)
from domain.units.opd import Opd
from handlers.city.open_years import check_open, closed
from handlers.city.reports import history_of
from handlers.reporting import flow_for
from handlers.review.card_texts import Card, Proof, Verdict
from handlers.telegram.context import Context
from storage.ports import NotFound, UnitOfWork


def owned(person: Person) -> tuple[Indicator, ...]:
    """Return the indicators that this person reviews."""
    return tuple(one for one in REPORTED if one.owner in person.sub_bagian)


def may_review(person: Person, indicator: Indicator) -> bool:
    return indicator in owned(person)


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose it is, the history of their indicators, the OPD by code, and what waits, oldest first."""

    person: Person
    events: tuple[ReportEvent, ...]
    opds: dict[str, Opd]
    waiting: tuple[Waiting, ...]

    def history(self, sent: ReportEvent) -> list[ReportEvent]:
        """Return the events of that submission's OPD and indicator, of all years."""
        return [e for e in self.events if (e.opd, e.indicator) == (sent.opd, sent.indicator)]


async def desk(uow: UnitOfWork, context: Context) -> Desk:
    """Return what the person who acts now works with."""
    return await desk_of(uow, context.person, context.today)


async def desk_of(uow: UnitOfWork, person: Person, today: date) -> Desk:
    events = [
        event for indicator in owned(person) for event in await uow.reports.events(indicator=indicator.key)
    ]
    opds = await uow.opds.all()
    waiting = inbox(events, opds, today)
    # What still waits when its year is closed cannot be decided, until the year is reopened.
    shut = {year for year in {one.sent.year for one in waiting} if await closed(uow, year)}
    open_years = tuple(one for one in waiting if one.sent.year not in shut)
    return Desk(person, tuple(events), {opd.code: opd for opd in opds}, open_years)


async def submission(uow: UnitOfWork, context: Context, submission_id: int) -> ReportEvent:
    """Return a submission of this person's Sub Bagian. Raises NotFound, and NotAllowed for another's."""
    sent = await uow.reports.get(submission_id)
    if sent.kind is not EventKind.SUBMITTED:
        raise NotFound(submission_id)
    if not may_review(context.person, BY_KEY[sent.indicator]):
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
    return tuple([(await uow.opds.get(code)).name for code in sorted({other.opd for other in others})])


async def card(uow: UnitOfWork, at: Desk, waiting: Waiting, now: datetime) -> Card:
    """Return all that the card of a waiting report says at this moment."""
    sent, flow, indicator = waiting.sent, flow_for(waiting.sent), BY_KEY[waiting.sent.indicator]
    last = last_verified(at.history(sent), sent)
    shown = await proofs(uow, sent)
    sender = await uow.people.get(sent.by)
    before = await _before(uow, waiting)
    history = [event for event in at.history(sent) if event.year == sent.year]
    return Card(
        sent=sent,
        indicator=indicator,
        form=flow.form,
        said=flow.words,
        opd=at.opds[sent.opd].name,
        sender=sender.name,
        sender_left=not sender.may_report_for(sent.opd),
        met=await _met(uow, indicator, sent),
        last=Verdict(last, await _met(uow, indicator, last)) if last is not None else None,
        jump=jump(value_of(last.indicator, last.answers), value_of(sent.indicator, sent.answers))
        if last is not None
        else None,
        proofs=shown,
        flags=flags_of(shown),
        returned=waiting.standing.returned,
        changes=differences(flow.form, before, sent) if before is not None else (),
        correction=waiting.standing.correction_waiting,
        clocks=clocks(history, min(event.at for event in history), now),
        own=is_own(at.person, sent),
        own_opd=at.person.may_report_for(sent.opd),
        colleagues=colleagues(await uow.people.everyone(), at.person, sent, indicator.owner),
        number=at.waiting.index(waiting) + 1,
        waiting=len(at.waiting),
    )


async def _met(uow: UnitOfWork, indicator: Indicator, event: ReportEvent) -> bool:
    """Judge an answer by the rules of its own year."""
    return indicator.rule(event.answers, await uow.years.rules(event.year))


async def _before(uow: UnitOfWork, waiting: Waiting) -> ReportEvent | None:
    """Return what this submission replaces: what was returned, or the verified answer it corrects."""
    returned = waiting.standing.returned
    if returned is not None and returned.about is not None:
        return await uow.reports.get(returned.about)
    return waiting.standing.verified


def flags_of(shown: Sequence[Proof]) -> tuple[Flag, ...]:
    return flags(
        [proof.file for proof in shown],
        [proof.file.id for proof in shown if proof.opened],
        [proof.file.id for proof in shown if proof.shared_with],
    )
