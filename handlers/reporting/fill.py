"""The operator's reports as guided conversations: what is read around them, and what sending one does."""

from dataclasses import replace
from datetime import datetime

from telegram import Update

from domain.documents.codes import Checked
from domain.errors import NotPossible, Problem
from domain.forms.correction import REASON, correcting, is_correction
from domain.forms.drafts import Draft, Evidence
from domain.forms.form import Form, Place
from domain.forms.questions import EVIDENCE, WITH_FILES, WITHOUT_FILES, without
from domain.indicators import INDICATORS, Indicator, by_key
from domain.indicators.ikm import IKM_FORM
from domain.indicators.not_out import is_not_out
from domain.keys import Answers
from domain.people.person import Person
from domain.reports.events import EventKind, ReportEvent, Standing, may_submit, standing
from domain.reports.periods import ReportPeriod, period_of
from domain.review.inbox import differences
from domain.units.opd import in_force
from handlers.city.changes import report_changed
from handlers.city.kept import kept_history, kept_opd, kept_rules
from handlers.city.open_years import check_open
from handlers.conversation.card import close
from handlers.conversation.flow import Flow, Unfit, flow_of
from handlers.conversation.texts import NOT_SENT, Sheet
from handlers.papers.stamping import code_for
from handlers.reporting import (
    expected,
    expected_texts,
    keyboards,
    texts,
    unit_card,
    unit_sheet,
    verdict_texts,
)
from handlers.reporting import overview as report_list
from handlers.reporting.buttons import Reports
from handlers.reporting.known_facts import known_facts
from handlers.reporting.repair import hold_again, returned_of
from handlers.reporting.rows import next_owed, report_rows
from handlers.reporting.submissions import difference
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from handlers.words.names import corrected, meaning
from storage.ports import UnitOfWork


def report_of(draft: Draft) -> tuple[Indicator, str]:
    """Return the indicator and OPD of a report's draft. Raises LookupError for any other draft."""
    if draft.indicator is None or draft.opd is None:
        raise LookupError(f"draft {draft.id} is no report")
    return by_key(draft.indicator), draft.opd


def may_fill(person: Person, draft: Draft) -> bool:
    return draft.opd is not None and person.may_report_for(draft.opd)


async def sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    """Return what stands around the questions of a report."""
    indicator, opd = report_of(draft)
    name, repaired = f"{indicator.title} {draft.year}", await returned_of(uow, draft)
    period = period_of(draft.place.answers)
    if period is not ReportPeriod.YEAR:
        name = f"{name}, {period.named}"
    if is_correction(draft.place.answers):
        name = corrected(name)
    notes = (*await _meaning(uow, indicator, draft), *await _changed(uow, draft))
    return Sheet(
        title=verdict_texts.repair_title(name) if repaired is not None else name,
        place=(await kept_opd(uow, opd)).name,
        previous=_told(repaired.sent) if repaired else await _previous(uow, draft),
        notes=(*notes, verdict_texts.reason_line(repaired.event)) if repaired else notes,
    )


async def _changed(uow: UnitOfWork, draft: Draft) -> tuple[str, ...]:
    """Return what a correction that is all filled in changes of the verified answer."""
    form = flow_of(draft).form
    if form.current(draft.place) is not None:
        return ()
    verified = (await _known_standing(uow, draft)).corrected_in(draft.place.answers)
    if verified is None:
        return ()
    after = _submission(draft, by=draft.touched_by, at=draft.touched_at)
    told = [difference(form, one, after.answers) for one in differences(form, verified, after)]
    return (texts.changed(told),)


async def _known_standing(uow: UnitOfWork, draft: Draft) -> Standing:
    """Return how the report stands, to be shown; what is decided by it is read anew: `_standing`."""
    indicator, opd = report_of(draft)
    events = await kept_history(uow, opd, indicator.key)
    return standing(event for event in events if event.year == draft.year)


async def _standing(uow: UnitOfWork, draft: Draft) -> Standing:
    indicator, opd = report_of(draft)
    return standing(await uow.reports.events(opd=opd, indicator=indicator.key, years=[draft.year]))


async def _told_of_sent(uow: UnitOfWork, draft: Draft, file: Evidence, note: str) -> Screen | None:
    """Return what is said of a file that cannot be used, if the report that waits was sent with it."""
    waiting = (await _standing(uow, draft)).waiting
    if waiting is None or file.id not in waiting.files:
        return None
    return Screen(texts.evidence_of_sent(note, waiting.ticket), keyboards.evidence_refused(waiting))


async def _previous(uow: UnitOfWork, draft: Draft) -> tuple[str, Answers] | None:
    """Return the last report but this one, of a correction the verified one; a withdrawn one says nothing."""
    if is_correction(draft.place.answers):
        verified = (await _known_standing(uow, draft)).corrected_in(draft.place.answers)
        return _told(verified) if verified is not None else None
    events = await kept_history(uow, draft.opd, draft.indicator)
    withdrawn = {event.about for event in events if event.kind is EventKind.WITHDRAWN}
    sent = [
        event
        for event in events
        if event.kind is EventKind.SUBMITTED and event.id not in withdrawn and event.draft != draft.id
    ]
    return _told(sent[-1]) if sent else None


def _told(sent: ReportEvent) -> tuple[str, Answers]:
    """Return of when a report is, "2025" or "2026, semester I", and its answers."""
    whole = sent.period is ReportPeriod.YEAR
    return (str(sent.year) if whole else f"{sent.year}, {sent.period.named}"), sent.answers


async def _meaning(uow: UnitOfWork, indicator: Indicator, draft: Draft) -> tuple[str, ...]:
    form = flow_of(draft).form
    if form.current(draft.place) is not None:
        return ()
    if is_not_out(form, draft.place.answers):
        return (expected_texts.before_sending(),)
    rules = await kept_rules(uow, draft.year)
    return (meaning(indicator, met=indicator.rule(form.complete(draft.place.answers), rules.chosen)),)


async def submit(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Turn the draft into a submission, or into the word that there is nothing to report yet.

    Raises InvalidAnswer when an answer is missing, NotPossible while another submission waits, when the
    OPD is not in force any more or the year is closed, and Unfit for a correction that changes nothing.
    """
    indicator, opd = report_of(draft)
    if is_not_out(flow_of(draft).form, draft.place.answers):
        return await expected.note(uow, context, draft, indicator, opd)
    sent = _submission(draft, by=context.person.id, at=context.now)
    if not in_force(await uow.opds.get(opd), context.today):
        raise NotPossible(Problem.OPD_CLOSED)
    await uow.reports.lock(opd, indicator.key, draft.year)
    await check_open(uow, draft.year)
    now = await _standing(uow, draft)
    may_submit(now)
    corrects, of_its_period = now.corrected_in(draft.place.answers), now.accepted_of(sent.period)
    if corrects is None and of_its_period is not None:
        return await _ask_why(uow, context, draft, of_its_period)
    if corrects is not None and not differences(flow_of(draft).form, corrects, sent):
        raise Unfit(texts.NOTHING_CORRECTED)
    # What was to be corrected may have been undone meanwhile: then it is a report like any other.
    told = replace(sent, reason="") if corrects is None else replace(sent, about=corrects.id)
    done = await uow.reports.append(told)
    await report_changed(uow, context, done)
    return name_of("receipt", done.id)


def _submission(draft: Draft, *, by: int, at: datetime) -> ReportEvent:
    """Return the submission that a draft makes, not stored yet. Raises InvalidAnswer for a missing answer."""
    indicator, opd = report_of(draft)
    answers = flow_of(draft).form.complete(_with_evidence_answer(draft).answers)
    return ReportEvent(
        id=0,
        kind=EventKind.SUBMITTED,
        opd=opd,
        indicator=indicator.key,
        year=draft.year,
        at=at,
        by=by,
        answers=without(answers, REASON),
        reason=answers.get(REASON, ""),
        draft=draft.id,
        draft_version=draft.version,
        files=tuple(file.id for file in draft.usable_files),
    )


async def _ask_why(uow: UnitOfWork, context: Context, draft: Draft, verified: ReportEvent) -> str:
    """Let a draft that was begun before its report was verified go on as a correction; it is not sent yet."""
    stored = await uow.drafts.get(draft.id)
    await hold_again(uow, context, stored, correcting(stored.place.answers, corrects=verified.id))
    return name_of("card", draft.id)


def _with_evidence_answer(draft: Draft) -> Place:
    """Files may come and go after the question was answered; what counts is what there is."""
    if EVIDENCE not in draft.place.answers:
        return draft.place
    return Place({**draft.place.answers, EVIDENCE: WITH_FILES if draft.usable_files else WITHOUT_FILES})


async def show_receipt(context: Context, update: Update, submission_id: int) -> None:
    """Show that a report was sent, and offer the next one that is owed."""
    async with context.look() as uow:
        sent = await uow.reports.get(submission_id)
        draft = await uow.drafts.get(sent.draft or 0)
        opd = await uow.opds.get(sent.opd)
        following = next_owed(await report_rows(uow, sent.opd, sent.year))
        code = await code_for(uow, sent.id, Checked.TICKET)
    text = texts.receipt(by_key(sent.indicator), sent, opd.name, len(sent.files), code)
    await close(context, update, draft, Screen(text, keyboards.receipt(sent, following)))


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await report_list.show_list(update, context, Reports(draft.opd or "", draft.year))


async def _may_reopen(uow: UnitOfWork, draft: Draft) -> None:
    may_submit(await _standing(uow, draft))


def _report_flow(form: Form) -> Flow:
    return Flow(
        form=form,
        may_fill=may_fill,
        sheet=sheet,
        finish=submit,
        leave=_leave,
        undone=NOT_SENT,
        takes_files=True,
        may_reopen=_may_reopen,
        told_of_sent=_told_of_sent,
        knows=known_facts,
        card=unit_card.card,
        reads_sheet_at=unit_sheet.SHEET_AT if form.key == IKM_FORM.key else frozenset(),
        read_sheet=unit_sheet.read_sheet,
    )


def report_flows() -> tuple[Flow, ...]:
    """Return the conversation of each report that operators send."""
    return tuple(_kept_flow(indicator.form) for indicator in INDICATORS if indicator.form is not None)


_MADE = dict[str, Flow]()
"""It is asked for some times in every answer."""


def _kept_flow(form: Form) -> Flow:
    made = _MADE.get(form.key)
    if made is None or made.form is not form:
        made = _MADE[form.key] = _report_flow(form)
    return made
