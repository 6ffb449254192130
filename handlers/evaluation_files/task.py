"""The evaluation as somebody's task: a conversation that searches what is typed and reads what is sent."""

from telegram import Update

from domain.evaluation.stages import TASK_FORM
from domain.forms.drafts import Draft
from handlers.conversation.flow import Flow
from handlers.evaluation.buttons import Evaluate
from handlers.evaluation.overview import may_fill, open_evaluation, task_card, task_sheet
from handlers.evaluation.words import TASK
from handlers.evaluation_files.receive import arrived
from handlers.telegram.context import Context
from storage.ports import Stale, UnitOfWork


async def _nothing_to_send(_: UnitOfWork, __: Context, ___: Draft) -> str:
    """The task has no end of its own, so only a forged button comes here."""
    raise Stale("an evaluation task cannot be sent")


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await open_evaluation(update, context, Evaluate(draft.subject, draft.year))


TASK_FLOW = Flow(
    form=TASK_FORM,
    words=TASK,
    may_fill=may_fill,
    sheet=task_sheet,
    finish=_nothing_to_send,
    leave=_leave,
    leave_label="‹ Ringkasan",
    says_aside=False,
    takes_files=True,
    card=task_card,
    arrived=arrived,
)
