"""One report of the list: begin it, take up its draft, repair it, or see it as it was sent."""

from dataclasses import dataclass

from telegram import Update

from domain.errors import NotAllowed, NotPossible, Problem
from domain.forms.drafts import Draft
from domain.indicators import Indicator, by_key, key_of, reported
from domain.keys import Answers
from domain.reports.events import ReportEvent, Standing, standing
from domain.reports.periods import PERIOD, ReportPeriod
from domain.units.opd import Opd, in_force
from handlers.city.open_years import check_open
from handlers.city.reports import meets_rule
from handlers.conversation.aside import colleagues
from handlers.conversation.card import show_card
from handlers.reporting import expected, keyboards, texts, verdict_texts
from handlers.reporting.buttons import CORRECT, GO, MONTH, REPAIR, OpenReport, Repair, correct
from handlers.reporting.repair import (
    begin_correction,
    begin_repair,
    hold_again,
    returned_of,
    returned_screen,
)
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import Screen, ending, show
from handlers.words import problems, ways_on
from storage.ports import UnitOfWork


async def open_report(update: Update, context: Context, button: OpenReport) -> None:
    """Begin the report, go on with its draft, or show what is sent."""
    refused = await _refusal(context, button)
    if refused is not None:
        await show(context, update, ending(refused))
    else:
        await _open(update, context, button)


async def repair_now(update: Update, context: Context, button: Repair) -> None:
    """*Perbaiki sekarang*, of any year; a report that is not returned any more is shown as it is."""
    async with context.look() as uow:
        returned = await uow.reports.get(button.returned)
        opd = await uow.opds.get(returned.opd)
    if not context.person.may_report_for(opd.code):
        raise NotAllowed
    if not in_force(opd, context.today):
        raise NotPossible(Problem.OPD_CLOSED)
    await _open(update, context, OpenReport(opd.code, returned.indicator, returned.year, REPAIR))


async def _open(update: Update, context: Context, button: OpenReport) -> None:
    async with context.uow() as uow:
        taken = await take_up(uow, context, button)
        if isinstance(taken, Draft):
            stored = name_of("card" if taken.repairs is None else "repairing", taken.id)
            await uow.commit(stored)
    if isinstance(taken, Draft):
        await show_again(context, update, stored)
    else:
        await show(context, update, taken)


async def take_up(uow: UnitOfWork, context: Context, button: OpenReport) -> Draft | Screen:
    """Return the report's draft, begun or taken by this person, or what is shown instead of it.

    That it is theirs to fill in must be settled already. Raises Stale, and NotPossible(YEAR_CLOSED).
    """
    await uow.reports.lock(button.opd, key_of(button.indicator), button.year)
    here = await _looked_up(uow, button)
    shown = await _instead(uow, context, here, button.mode)
    if shown is not None:
        return shown
    begins = expected.begins_with(here.indicator) if _asks_month(here, button.mode) else {}
    return await _hold(uow, context, here, button.mode, begins)


def _asks_month(here: "_Here", mode: str) -> bool:
    """Return whether all that is wanted is another month of a report that is not out yet."""
    return mode == MONTH and here.now.expected is not None and here.draft is None


async def show_repairing(context: Context, update: Update, draft_id: int) -> None:
    """Show the first returned question below the reason."""
    async with context.look() as uow:
        repaired = await returned_of(uow, await uow.drafts.get(draft_id))
    note = verdict_texts.repairing(repaired.event.reason) if repaired is not None else ""
    await show_card(context, update, draft_id, note)


@dataclass(frozen=True, slots=True)
class _Here:
    """What is known about the report that was pressed."""

    opd: Opd
    indicator: Indicator
    year: int
    now: Standing
    draft: Draft | None

    @property
    def returned(self) -> ReportEvent | None:
        """The return that still has to be repaired."""
        return self.now.returned if self.now.waiting is None else None


async def _refusal(context: Context, button: OpenReport) -> str | None:
    """Return why this person may not open this report now. A forged button reaches this point too."""
    known = button.indicator in {indicator.key for indicator in reported()}
    if not known or button.year not in (context.year, context.year - 1):
        return ways_on.stale_button(context.person.roles)
    if not context.person.may_report_for(button.opd):
        return problems.NOT_YOUR_OPD
    async with context.look() as uow:
        opd = await uow.opds.get(button.opd)
    return None if in_force(opd, context.today) else texts.OPD_CLOSED


async def _looked_up(uow: UnitOfWork, button: OpenReport) -> _Here:
    key = key_of(button.indicator)
    events = await uow.reports.events(opd=button.opd, indicator=key, years=[button.year])
    return _Here(
        opd=await uow.opds.get(button.opd),
        indicator=by_key(key),
        year=button.year,
        now=standing(events),
        draft=await uow.drafts.open_for(button.opd, key, button.year),
    )


async def _instead(uow: UnitOfWork, context: Context, here: _Here, mode: str) -> Screen | None:
    """Return what is shown instead of the conversation: a report that is sent, or a colleague's draft."""
    draft, now = here.draft, here.now
    if draft is not None:
        return await colleagues(uow, context, draft)
    if now.waiting is not None:
        sender = await uow.people.get(now.waiting.by)
        text = texts.waiting_card(here.indicator, now.waiting, here.opd.name, sender.name)
        return Screen(text, keyboards.waiting(now.waiting))
    if here.returned is not None:
        return None if mode == REPAIR else await returned_screen(uow, here.returned)
    if now.expected is not None and mode == GO:
        return await expected.card(uow, context, now.expected)
    goes_on = _to_correct(now, mode) is not None or _to_report(now, mode) is not None
    if now.verified is not None and now.verified_at is not None and not goes_on:
        met = await meets_rule(uow, now.verified)
        text = texts.verified_card(here.indicator, now, here.opd.name, met=met)
        return Screen(text, keyboards.verified(here.opd.code, here.indicator, here.year, now))
    return None


def _to_correct(now: Standing, mode: str) -> ReportEvent | None:
    """Return the verified answer that a press wants to correct; of several the one whose period it names."""
    named = [one.event for one in now.accepted if mode == correct(one.event.period)]
    return next(iter(named), now.verified if mode == CORRECT else None)


def _to_report(now: Standing, mode: str) -> ReportPeriod | None:
    """Return the period that a press wants to report beside what is verified."""
    return next((period for period in now.left_to_report if period == mode), None)


async def _hold(uow: UnitOfWork, context: Context, here: _Here, mode: str, begins: Answers) -> Draft:
    """Take the draft, or begin one; a correction begins with the verified answers. Raises Stale.

    A new one begins with the given answers.

    What was returned becomes a draft again. Raises NotPossible(YEAR_CLOSED) before somebody fills in in vain.
    """
    await check_open(uow, here.year)
    by, at = context.person.id, context.now
    if here.draft is not None:
        return await uow.drafts.take(here.draft, by=by, at=at)
    if here.returned is not None:
        return await begin_repair(uow, context, here.returned)
    corrects, period = _to_correct(here.now, mode), _to_report(here.now, mode)
    if corrects is not None:
        return await begin_correction(uow, context, corrects)
    if period is not None and period is not ReportPeriod.YEAR:
        begins = {**begins, PERIOD: period.value}
    draft = await uow.drafts.start(here.opd.code, here.indicator.key, here.year, by=by, at=at)
    return await hold_again(uow, context, draft, begins) if begins else draft
