"""Keep a rekap as what the reports of a year are held beside; and let one that was wrong say nothing more."""

from dataclasses import replace

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft, DraftStatus
from domain.indicators.sakip import SAKIP
from domain.rekap.comparison import agrees
from domain.rekap.form import chosen_in
from domain.rekap.names import NOT_AN_OPD, SKIPPED
from domain.reports.events import standing
from domain.reports.histories import by_report
from handlers.city.open_years import check_open
from handlers.conversation.card import present
from handlers.rekap import keyboards, texts
from handlers.rekap.buttons import KeepRekap, WithdrawRekap
from handlers.rekap.choose import pressed
from handlers.rekap.state import State, may_take
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import Screen, ending, show
from storage.ports import RekapName, RekapSheet, Stale, UnitOfWork


async def keep(update: Update, context: Context, button: KeepRekap) -> None:
    """Keep what the preview showed, once; where something has changed since, show it again.

    Raises NotAllowed, Stale, NotPossible(YEAR_CLOSED).
    """
    async with context.uow() as uow:
        draft, _ = await pressed(uow, context, button.draft, button.version)
        await uow.rekap.lock(draft.year)
        # Read anew behind the lock: a colleague may have kept another rekap while this one waited for it.
        draft, state = await pressed(uow, context, button.draft, button.version)
        if state.found is None or state.open or not state.found.after:
            raise Stale("nothing to keep")
        stored = ""
        if state.shown == button.shown:
            stored = await _keep(uow, context, draft, state)
            await uow.commit(stored)
    if stored:
        await show_again(context, update, stored)
    else:
        await present(context, update, button.draft, texts.CHANGED_MEANWHILE)


async def _keep(uow: UnitOfWork, context: Context, draft: Draft, state: State) -> str:
    received, found = state.received, state.found
    if received is None or found is None:
        raise Stale("nothing was read")
    await check_open(uow, draft.year)
    by, at = context.person.id, context.now
    await uow.drafts.save(replace(draft, status=DraftStatus.SENT, holder=None), by=by, at=at)
    new = RekapSheet(
        id=0,
        year=draft.year,
        by=by,
        at=at,
        name=received.name,
        sha256=received.sha256,
        evidence=received.evidence,
        rows=found.rows,
    )
    sheet = await uow.rekap.keep(new)
    names = {one.row: one.name for one in found.rows}
    for row, opd in sorted(chosen_in(draft.place.answers).items()):
        if opd != SKIPPED and row in names:
            said = "" if opd == NOT_AN_OPD else opd
            await uow.rekap.remember(RekapName(name=names[row], opd=said, by=by, at=at))
    return name_of("rekap_kept", sheet.id)


async def show_kept(context: Context, update: Update, sheet_id: int) -> None:
    """Show what keeping a rekap has come to, as the reports stand now."""
    async with context.look() as uow:
        sheet = await uow.rekap.sheet(sheet_id)
        waiting, compared, agreeing = await _compared(uow, sheet)
    text = texts.kept(sheet.year, len(sheet.comparisons()), waiting, compared, agreeing)
    await show(context, update, Screen(text, keyboards.kept(sheet.id)))


async def _compared(uow: UnitOfWork, sheet: RekapSheet) -> tuple[int, int, int]:
    """Return how many reports wait, how many of them a sheet names, and how many of these say the same."""
    held = sheet.comparisons()
    events = await uow.reports.events(indicator=SAKIP.key, years=[sheet.year])
    waiting = {
        opd: sent.answers
        for (opd, _, _), history in by_report(events).items()
        if (sent := standing(history).waiting) is not None
    }
    agreeing = sum(agrees(answers, held[opd]) for opd, answers in waiting.items() if opd in held)
    return len(waiting), len(waiting.keys() & held.keys()), agreeing


async def withdraw(update: Update, context: Context, button: WithdrawRekap) -> None:
    """Let a sheet say nothing any more. Raises NotAllowed, NotFound, Stale, NotPossible(YEAR_CLOSED)."""
    if not may_take(context.person):
        raise NotAllowed
    async with context.uow() as uow:
        sheet = await uow.rekap.sheet(button.sheet)
        await uow.rekap.lock(sheet.year)
        await check_open(uow, sheet.year)
        await uow.rekap.withdraw(sheet.id, by=context.person.id, at=context.now)
        await uow.commit(name_of("rekap_withdrawn", sheet.id))
    await show_withdrawn(context, update, sheet.id)


async def show_withdrawn(context: Context, update: Update, _: int) -> None:
    await show(context, update, ending(texts.WITHDRAWN))
