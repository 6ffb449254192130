"""A filled-in sheet that waits to be applied: what it would change, and applying it."""

from dataclasses import dataclass

from telegram import Update

from domain.evaluation.sheet import SHEET_FORM, Change, FilledSheet, Proposal, change_of, unpacked
from domain.evaluation.stages import last_change
from domain.forms.drafts import Draft, DraftStatus
from domain.indicators import by_key, key_of
from domain.indicators.kelembagaan import contradicts, scale_in, scale_of
from domain.indicators.ketatalaksanaan import required as required_items
from domain.indicators.ketatalaksanaan import taken_as_unmet, undecided
from domain.reports.events import standing
from handlers.city.evaluations import Desk, desk_of, evaluation, subject_of
from handlers.city.open_years import check_open
from handlers.conversation.ending import own_draft
from handlers.conversation.flow import Flow, Unfit
from handlers.conversation.texts import Sheet
from handlers.evaluation import TASK, hold_task, overview_screen
from handlers.evaluation_files import keyboards, texts
from handlers.evaluation_files.buttons import SheetPreview
from handlers.evaluation_files.texts import Row
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.words import words
from storage.ports import Notice, Stale, UnitOfWork

LINES_A_PAGE = 15


def _sheet_of(draft: Draft) -> FilledSheet:
    return unpacked(key_of(draft.subject), draft.place.answers)


def _row(desk: Desk, proposal: Proposal) -> Row:
    """Return what a proposal would change, compared with what is stored now.

    A compulsory item that is not judged becomes unmet when the sheet is applied, as it counts in a result
    that was stored without it.
    """
    required = required_items(desk.rules.chosen) if desk.indicator.by_checklist else ()
    result = standing(desk.of(proposal.opd)).verified
    before = taken_as_unmet(result.answers, required) if result is not None else None
    after = taken_as_unmet(proposal.answers, required)
    names = {opd.code: opd.name for opd in desk.opds}
    left_open = len(undecided(proposal.answers, required))
    return Row(names[proposal.opd], change_of(before, after), before, after, left_open)


def _is_doubted(desk: Desk, row: Row) -> bool:
    return not desk.indicator.by_checklist and contradicts(row.after)


def _preview(draft: Draft, desk: Desk, number: int, note: str = "") -> Screen:
    sheet = _sheet_of(draft)
    rows = [_row(desk, one) for one in sheet.proposals]
    changed = [row for row in rows if row.change is not Change.UNCHANGED]
    changes = len(changed)
    page = page_of(texts.listed(desk.indicator, rows, sheet.refusals), number, LINES_A_PAGE)
    text = words.paragraphs(
        note,
        texts.head(desk.indicator, desk.year, rows, sheet.refusals),
        "\n".join(page.items),
        texts.taken_as_unmet([row for row in changed if row.left_open]),
        texts.contradicting([row for row in changed if _is_doubted(desk, row)]),
        texts.question(changes, len(sheet.refusals)),
    )
    label = texts.apply_label(changes, len(sheet.refusals)) if changes else ""
    return Screen(text, keyboards.preview(draft, label, page))


@dataclass(frozen=True, slots=True, kw_only=True)
class _DeskSheet(Sheet):
    desk: Desk


def _card(_: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    return _preview(draft, sheet.desk, 0, note) if isinstance(sheet, _DeskSheet) else None


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    desk = await desk_of(uow, subject_of(draft), draft.year)
    return _DeskSheet(title="Isian evaluasi", place=f"{desk.indicator.title} {desk.year}", desk=desk)


async def say_read(context: Context, waiting: Notice) -> Screen | None:
    """Show what the sheet would change, unless the person has gone on to something else."""
    async with context.look() as uow:
        draft = await uow.drafts.get(waiting.about)
        desk = await desk_of(uow, subject_of(draft), draft.year)
    return _preview(draft, desk, 0) if draft.status is DraftStatus.OPEN else None


async def turn(update: Update, context: Context, button: SheetPreview) -> None:
    """Show a page of the preview. Raises NotAllowed and Stale as every press on a draft does."""
    async with context.look() as uow:
        draft = await own_draft(uow, context, button.draft, button.version)
        if draft.form != SHEET_FORM.key:
            raise Stale
        desk = await desk_of(uow, subject_of(draft), draft.year)
    await show(context, update, _preview(draft, desk, button.page))


async def _apply(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Store what the sheet changes; left as it is: what changed since the sheet was read, and the own OPD.

    Raises NotPossible(YEAR_CLOSED), and Unfit where the year has come to score on another scale meanwhile.
    """
    sheet = _sheet_of(draft)
    for one in sorted(sheet.proposals, key=lambda one: one.opd):
        await uow.reports.lock(one.opd, sheet.indicator, draft.year)
    await check_open(uow, draft.year)
    desk = await desk_of(uow, by_key(sheet.indicator), draft.year)
    _check_scale(desk, sheet)
    in_force = {entry.opd.code for entry in desk.entries(context.now)}
    for one in sheet.proposals:
        if context.person.may_report_for(one.opd):
            continue
        as_read = last_change(desk.of(one.opd)) == one.seen and one.opd in in_force
        row = _row(desk, one)
        if as_read and row.change is not Change.UNCHANGED:
            made = evaluation(context, one.opd, sheet.indicator, draft.year, row.after, draft)
            await uow.reports.append(made)
    await hold_task(uow, context, desk.indicator, draft.year)
    return name_of("sheet_applied", draft.id)


def _check_scale(desk: Desk, sheet: FilledSheet) -> None:
    scale = scale_in(desk.rules.chosen)
    if not desk.indicator.by_checklist and any(scale_of(one.answers) is not scale for one in sheet.proposals):
        raise Unfit(texts.other_scale(scale.regulation))


async def show_applied(context: Context, update: Update, draft_id: int) -> None:
    """Show what applying a sheet has come to, above where the evaluation stands now."""
    async with context.look() as uow:
        draft = await uow.drafts.get(draft_id)
        desk = await desk_of(uow, subject_of(draft), draft.year)
    stored = {event.opd for event in desk.events if event.draft == draft.id}
    rows = {one.opd: _row(desk, one) for one in _sheet_of(draft).proposals if one.opd not in stored}
    left = {opd: row.name for opd, row in rows.items() if row.change is not Change.UNCHANGED}
    own = [name for opd, name in left.items() if context.person.may_report_for(opd)]
    note = texts.applied(len(stored), [name for name in left.values() if name not in own], own)
    await show(context, update, overview_screen(context, desk, context.person, note=note))


SHEET_FLOW = Flow(
    form=SHEET_FORM,
    may_fill=TASK.may_fill,
    sheet=_sheet,
    finish=_apply,
    leave=TASK.leave,
    leave_label=TASK.leave_label,
    undone="Belum diterapkan",
    card=_card,
    typed_at_end=texts.APPLY_OR_CANCEL,
)
