"""What the conversations that judge one OPD share: what their cards know, and their way back."""

from dataclasses import dataclass
from functools import partial

from telegram import Update

from domain.evaluation.stages import evaluates
from domain.forms.drafts import Draft
from domain.people.person import Person
from handlers.city.evaluations import Desk, desk_of
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.evaluation import EvaluateOpd
from handlers.judging.card import judge_of, open_opd
from handlers.judging.judge import about
from handlers.telegram.context import Context
from storage.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdSheet(Sheet):
    """What the cards of one OPD are made from; `by` gave its last result."""

    desk: Desk
    opd: str
    by: str


def _may_fill(person: Person, draft: Draft) -> bool:
    return about(draft)[0] in evaluates(person)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    indicator, opd = about(draft)
    desk = await desk_of(uow, indicator, draft.year)
    last = desk.last(opd)
    return OpdSheet(
        title=f"{indicator.title} {draft.year}",
        place=(await uow.opds.get(opd)).name,
        previous=(str(last.year), last.answers) if last is not None else None,
        desk=desk,
        opd=opd,
        by=await judge_of(uow, desk, opd),
    )


async def to_card(update: Update, context: Context, draft: Draft) -> None:
    """Show the card of the OPD that a draft is about."""
    indicator, opd = about(draft)
    await open_opd(update, context, EvaluateOpd(indicator.key, draft.year, opd))


judging_flow = partial(
    Flow,
    may_fill=_may_fill,
    sheet=_sheet,
    leave_label="‹ Kembali",
    send_label="Simpan",
    takes_files=True,
)
