"""`/lapor`: choose an OPD and a report, begin it, take up a draft, or see one that is sent already."""

from dataclasses import dataclass, replace

from telegram import Update

from domain.drafts import Draft, DraftStatus
from domain.errors import NotAllowed
from domain.forms import Place
from domain.indicators import BY_KEY, REPORTED, Indicator
from domain.keys import IndicatorKey
from domain.opd import Opd, in_force
from domain.reports import Standing, standing
from handlers.buttons.conversation import TakeOver
from handlers.buttons.reports import OpenReport, Reports
from handlers.cards import present
from handlers.context import Context
from handlers.flows import flow_of
from handlers.keyboards import conversation as drafting
from handlers.keyboards import reports as keyboards
from handlers.replies import name_of, reply
from handlers.rows import report_rows
from handlers.speech import Screen, show
from handlers.texts import cards, problems, reports
from storage.ports import Stale, UnitOfWork

CORRECT = "correct"


async def start_report(update: Update, context: Context) -> None:
    """`/lapor`: straight to the list where there is one OPD, else the choice of OPD."""
    await show_list(update, context, Reports(context.person.opds[0] if len(context.person.opds) == 1 else ""))


async def show_list(update: Update, context: Context, button: Reports) -> None:
    """Show the reports of the button's OPD, or the person's OPD to choose from."""
    await show(context, update, await list_screen(context, button.opd))


async def list_screen(context: Context, code: str, note: str = "") -> Screen:
    person, year = context.person, context.year
    async with context.aside() as uow:
        own = [opd for opd in await uow.opds.all() if person.may_report_for(opd.code)]
        opd = next((one for one in own if one.code == code), None)
        rows = await report_rows(uow, opd.code, year) if opd is not None else []
    if opd is None:
        choices = [(one.code, one.name) for one in own]
        return Screen(reports.CHOOSE_OPD if own else reports.NO_OPD, keyboards.opds(choices, Reports))
    if not in_force(opd, context.today):
        return Screen(reports.OPD_CLOSED)
    icons = [row.icon(context.now) for row in rows]
    return Screen(
        reports.report_list(opd.name, year, rows, context.now, note),
        keyboards.report_list(opd.code, year, rows, icons, several=len(own) > 1),
    )


async def open_report(update: Update, context: Context, button: OpenReport) -> None:
    """Begin the report, go on with its draft, or show what is sent."""
    refused = await _refusal(context, button)
    if refused is not None:
        await show(context, update, Screen(refused))
        return
    async with context.uow() as uow:
        here = await _looked_up(uow, button)
        shown = await _instead(uow, context, here, correcting=button.mode == CORRECT)
        if shown is None:
            held = await _hold(uow, context, here)
            await uow.commit(name_of("card", held.id))
    if shown is not None:
        await show(context, update, shown)
    else:
        await present(context, update, held.id)


@dataclass(frozen=True, slots=True)
class _Here:
    """What is known about the report that was pressed."""

    opd: Opd
    indicator: Indicator
    year: int
    now: Standing
    draft: Draft | None


async def _refusal(context: Context, button: OpenReport) -> str | None:
    """Return why this person may not open this report now. A forged button reaches this point too."""
    if button.indicator not in {indicator.key for indicator in REPORTED} or button.year != context.year:
        return problems.STALE_BUTTON_WAY_ON
    if not context.person.may_report_for(button.opd):
        return reports.NOT_YOUR_OPD
    async with context.aside() as uow:
        opd = await uow.opds.get(button.opd)
    return None if in_force(opd, context.today) else reports.OPD_CLOSED


async def _looked_up(uow: UnitOfWork, button: OpenReport) -> _Here:
    key = IndicatorKey(button.indicator)
    events = await uow.reports.events(opd=button.opd, indicator=key, years=[button.year])
    return _Here(
        opd=await uow.opds.get(button.opd),
        indicator=BY_KEY[key],
        year=button.year,
        now=standing(events),
        draft=await uow.drafts.open_for(button.opd, key, button.year),
    )


async def _instead(uow: UnitOfWork, context: Context, here: _Here, *, correcting: bool) -> Screen | None:
    """Return what is shown instead of the conversation: a report that is sent, or a colleague's draft."""
    draft, now = here.draft, here.now
    if draft is not None and draft.touched_by != context.person.id:
        colleague = await uow.people.get(draft.touched_by)
        flow = flow_of(draft)
        sheet = await flow.sheet(uow, draft)
        text = cards.take_over(sheet, draft, colleague.name, context.now)
        return Screen(text, drafting.take_over(flow, draft))
    if draft is not None:
        return None
    if now.waiting is not None:
        sender = await uow.people.get(now.waiting.by)
        text = reports.waiting_card(here.indicator, now.waiting, here.opd.name, sender.name)
        return Screen(text, keyboards.waiting(now.waiting))
    if now.verified is not None and now.verified_at is not None and not correcting:
        text = reports.verified_card(here.indicator, now.verified, here.opd.name, now.verified_at)
        return Screen(text, keyboards.verified(here.opd.code, here.indicator, here.year))
    return None


async def _hold(uow: UnitOfWork, context: Context, here: _Here) -> Draft:
    """Take the draft, or begin one; a correction begins with the verified answers. Raises Stale."""
    by, at = context.person.id, context.now
    if here.draft is not None:
        return await uow.drafts.take(here.draft, by=by, at=at)
    begun = await uow.drafts.start(here.opd.code, here.indicator.key, here.year, by=by, at=at)
    if here.now.verified is None:
        return begun
    return await uow.drafts.save(replace(begun, place=Place(here.now.verified.answers)), by=by, at=at)


async def take_over(update: Update, context: Context, button: TakeOver) -> None:
    """Go on with a colleague's draft. Raises Stale when it was changed since it was shown."""
    async with context.uow() as uow:
        draft = await uow.drafts.get(button.draft)
        if not flow_of(draft).may_fill(context.person, draft):
            raise NotAllowed
        if draft.version != button.version or draft.status is not DraftStatus.OPEN:
            raise Stale
        held = await uow.drafts.take(draft, by=context.person.id, at=context.now)
        await uow.commit(name_of("taken", held.id))
    await _show_taken(context, update, held.id)


@reply("taken")
async def _show_taken(context: Context, update: Update, draft_id: int) -> None:
    await present(context, update, draft_id, cards.TAKEN_NOTE)
