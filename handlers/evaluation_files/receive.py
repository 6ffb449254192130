"""An evaluation by file: the workbook to fill in, and reading one that is sent back.

A file is noted at once and downloaded by the tick that downloads evidence. What was read from it becomes a
conversation of its own (`handlers.evaluation_files.apply`), which a notice shows; nothing is an evaluation
before *Terapkan*.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial

from telegram import Update

from domain.evaluation.sheet import (
    FORMULA,
    SHEET_FORM,
    FilledSheet,
    InvalidSheet,
    SheetProblem,
    about,
    filled_sheet,
    packed,
)
from domain.evaluation.stages import TASK_FORM, evaluates, last_change
from domain.files.foreign import FileKind, UnfitFile
from domain.forms.drafts import Draft, DraftStatus, Evidence, FileState
from domain.forms.form import Place
from domain.indicators import by_key
from domain.indicators.kelembagaan import scale_in
from handlers.city.evaluations import Desk, desk_of, evaluable_years, pressed_desk
from handlers.city.open_years import closed
from handlers.conversation.card import refresh
from handlers.evaluation import SheetDownload, hold_task
from handlers.evaluation_files import texts
from handlers.evidence import receive as evidence
from handlers.telegram import sheets
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, change, ending, show
from handlers.words import problems
from storage.ports import Notice, UnitOfWork

BIGGEST_SHEET = 1024 * 1024
"""Bytes; the workbook of forty OPD has about twelve thousand."""
READ, REFUSED = "sheet_read", "sheet_refused"
"""Kinds of notice: about the draft that shows what would change, or about the file that cannot be used."""
_SEPARATOR = ":"


async def download(update: Update, context: Context, button: SheetDownload) -> None:
    """Send the workbook of an evaluation. Raises as `pressed_desk`."""
    async with context.look() as uow:
        desk = await pressed_desk(uow, context, button.indicator, button.year)
    made, name = partial(_workbook, desk, context.now), texts.file_name(desk.indicator, desk.year)
    await sheets.send(update, context, made, name, texts.HOW_TO_SEND)


def _workbook(desk: Desk, now: datetime) -> sheets.Book:
    # Only who asks for one pays for the library that makes it.
    from handlers.evaluation_files.workbook import workbook  # noqa: PLC0415

    return workbook(desk, now)


async def captioned(update: Update, context: Context) -> None:
    """Take a file with the caption /evaluasi as a filled-in sheet, whatever the person was doing."""
    mine = evaluates(context.person)
    if not mine:
        await show(context, update, ending(problems.NOT_FOR_YOU))
        return
    # The sheet itself says which evaluation of which year it is. Holding the task twice is the same as once.
    async with context.aside() as uow:
        held = await uow.drafts.held_by(context.person.id)
        if held is None or held.form != TASK_FORM.key:
            await hold_task(uow, context, mine[0], context.year)
            await uow.commit()
    await evidence.received(update, context)


async def arrived(context: Context, draft: Draft, file: Evidence) -> None:
    """Read a sheet whose bytes are stored; the person is told by a notice what it would change."""
    try:
        rows = await _rows(context, file)
        async with context.aside() as uow:
            year, sheet = await _checked(uow, context, draft, file, rows)
            await _propose(uow, context, file, year, sheet)
            await uow.commit()
    except InvalidSheet as refused:
        await _refuse(context, file, refused)
        await refresh(context, draft.id)
    else:
        await _let_go_of_card(context, draft, file)


async def _rows(context: Context, file: Evidence) -> list[list[str]]:
    """Return the rows; the name has the ending of the content since it was looked at. Raises InvalidSheet."""
    if file.size > BIGGEST_SHEET:
        raise InvalidSheet(SheetProblem.TOO_BIG)
    if not file.name.endswith(f".{FileKind.XLSX}"):
        raise InvalidSheet(SheetProblem.UNREADABLE)
    content = await context.services.files.get(file.sha256)
    try:
        return await context.services.foreign.rows(content, formula=FORMULA)
    except UnfitFile as broken:
        raise InvalidSheet(SheetProblem.UNREADABLE) from broken


async def _checked(
    uow: UnitOfWork, context: Context, draft: Draft, file: Evidence, rows: list[list[str]]
) -> tuple[int, FilledSheet]:
    """Return the year and what the sheet says, each proposal with the newest event it was made beside.

    The sheet itself says of which evaluation and year it is, whatever its sender has open.

    Raises InvalidSheet.
    """
    now = await uow.drafts.get(draft.id)
    if now.status is not DraftStatus.OPEN:
        raise InvalidSheet(SheetProblem.PUT_ASIDE)
    key, written = about(rows)
    years = {str(year): year for year in evaluable_years(context)}
    if written not in years or await closed(uow, years[written]):
        raise InvalidSheet(SheetProblem.OTHER_YEAR, written)
    desk = await desk_of(uow, by_key(key), years[written])
    sender = await uow.people.get(file.added_by)
    codes = {entry.opd.code for entry in desk.entries(context.now)}
    own = {code for code in codes if sender.may_report_for(code)}
    sheet = filled_sheet(rows, desk.year, codes, own, scale_in(desk.rules.chosen))
    if sheet.indicator not in {one.key for one in evaluates(sender)}:
        raise InvalidSheet(SheetProblem.NOT_YOURS)
    seen = [replace(one, seen=last_change(desk.of(one.opd))) for one in sheet.proposals]
    return desk.year, replace(sheet, proposals=tuple(seen))


async def _propose(uow: UnitOfWork, context: Context, file: Evidence, year: int, sheet: FilledSheet) -> None:
    """Begin the conversation that applies the sheet, and queue its card."""
    by, at = file.added_by, context.now
    begun = await uow.drafts.begin(SHEET_FORM.key, sheet.indicator, year, by=by, at=at)
    await uow.drafts.save(replace(begun, place=Place(packed(sheet))), by=by, at=at)
    await uow.evidence.update(file, at=at)
    await uow.evidence.remove(file.id, at)
    await uow.notices.add(by, READ, begun.id, at)


async def _refuse(context: Context, file: Evidence, refused: InvalidSheet) -> None:
    problem = f"{refused.problem}{_SEPARATOR}{refused.detail}"
    async with context.aside() as uow:
        await uow.evidence.update(replace(file, state=FileState.REFUSED, problem=problem), at=context.now)
        await uow.evidence.remove(file.id, context.now)
        await uow.notices.add(file.added_by, REFUSED, file.id, context.now)
        await uow.commit()


async def _let_go_of_card(context: Context, draft: Draft, file: Evidence) -> None:
    """Take the buttons of the card that waited for the sheet: what it would change comes below."""
    if draft.chat_id is not None and draft.message_id is not None:
        await change(context, draft.chat_id, draft.message_id, Screen(texts.was_read(file.name)))


async def say_refused(context: Context, waiting: Notice) -> Screen | None:
    async with context.look() as uow:
        file = await uow.evidence.get(waiting.about)
    problem, _, detail = file.problem.partition(_SEPARATOR)
    return ending(texts.refused_file(file.name, SheetProblem(problem), detail))
