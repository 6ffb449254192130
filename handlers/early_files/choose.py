"""Let kept files be the evidence of a report: its conversation opens with them already in it."""

from dataclasses import replace

from telegram import Update

from domain.errors import NotAllowed, NotPossible, Problem
from domain.forms.drafts import MOST_FILES, Draft, DraftStatus
from domain.forms.form import Place
from domain.forms.questions import EVIDENCE, WITH_FILES
from domain.indicators import reported
from domain.units.opd import in_force
from handlers.conversation.card import present, show_card
from handlers.conversation.ending import fillable
from handlers.early_files import texts
from handlers.early_files.buttons import ForReport
from handlers.early_files.flow import drop, is_early, until
from handlers.early_files.reports import Open
from handlers.home import above_home_keys
from handlers.reporting import REPAIR, OpenReport, take_up
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import show
from storage.ports import Stale, UnitOfWork


async def choose(update: Update, context: Context, button: ForReport) -> None:
    """Open the chosen report with the files in it; what was kept too long is dropped, and said to be.

    Raises NotAllowed, NotPossible(OPD_CLOSED, YEAR_CLOSED), Stale for what has ended or is no such report.
    """
    async with context.uow() as uow:
        draft = await fillable(uow, context, button.draft)
        if not is_early(draft) or draft.status is DraftStatus.SENT:
            raise Stale(f"draft {draft.id} keeps no files")
        over = draft.status is DraftStatus.CANCELLED or context.now >= until(draft)
        if over:
            moved, stored = None, name_of("early_dropped", draft.id)
            if draft.status is DraftStatus.OPEN:
                await drop(uow, context, draft)
        else:
            moved = await moved_to(uow, context, draft, Open(button.opd, button.indicator, button.year))
            stored = reply_of(moved) if moved is not None else ""
        if stored:
            await uow.commit(stored)
    if stored:
        await show_again(context, update, stored)
    else:
        await present(context, update, draft.id, texts.NOT_OPEN)


async def moved_to(uow: UnitOfWork, context: Context, kept: Draft, report: Open) -> Draft | None:
    """Return the report's draft with the kept files as its evidence, None where it takes none any more.

    Then nothing has been stored, and the files are kept on. Raises as `choose`.
    """
    if not context.person.may_report_for(report.opd):
        raise NotAllowed
    if not in_force(await uow.opds.get(report.opd), context.today):
        raise NotPossible(Problem.OPD_CLOSED)
    known = report.indicator in {one.key for one in reported()}
    if not known or report.year not in (context.year, context.year - 1):
        raise Stale(f"no report: {report}")
    by, at = context.person.id, context.now
    opened = await take_up(uow, context, OpenReport(report.opd, report.indicator, report.year, REPAIR))
    if not isinstance(opened, Draft):
        return None
    let_go = await uow.drafts.get(kept.id)  # a person holds one draft: that of the report from now on
    await uow.drafts.save(replace(let_go, status=DraftStatus.SENT, holder=None), by=by, at=at)
    room = MOST_FILES - len(opened.usable_files)
    for file in kept.usable_files[:room]:
        await uow.evidence.remove(file.id, at)
        await uow.evidence.add(replace(file, id=0, draft=opened.id, opd=report.opd))
    if kept.usable_files and not opened.only:
        told = Place({**opened.place.answers, EVIDENCE: WITH_FILES}, opened.place.at)
        opened = await uow.drafts.save(replace(opened, place=told), by=by, at=at)
    return opened


def reply_of(moved: Draft) -> str:
    """Return the name of the reply: a returned report begins with its reason."""
    return name_of("repairing" if moved.repairs is not None else "early_moved", moved.id)


async def show_moved(context: Context, update: Update, draft_id: int) -> None:
    async with context.look() as uow:
        count = len((await uow.drafts.get(draft_id)).usable_files)
    await show_card(context, update, draft_id, texts.moved(count))


async def show_not_open(context: Context, update: Update, draft_id: int) -> None:
    await show_card(context, update, draft_id, texts.NOT_OPEN)


async def show_dropped(context: Context, update: Update, _: int) -> None:
    await show(context, update, await above_home_keys(context, texts.DROPPED))
