"""On which days reminders go: the steps of a year, which everybody may read and an admin sets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from telegram import Update

from domain.deadlines.form import DAYS, REASON, STEPS_AFTER_FORM, STEPS_BEFORE_FORM, days_text
from domain.forms.drafts import Draft
from domain.forms.form import Form
from domain.indicators import reported
from domain.keys import Answers
from domain.years.rules import STEPS_AFTER, STEPS_BEFORE, YearRules
from handlers.city.calendar import workdays_around
from handlers.conversation.texts import Sheet
from handlers.deadlines import deadline_facts, following
from handlers.reminder_steps import keyboards, texts
from handlers.reminder_steps.buttons import SetSteps
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.years import Value, YearScreen, begin, setting_flow
from storage.ports import Stale, UnitOfWork


@dataclass(frozen=True, slots=True)
class Side:
    """The steps before the deadlines, or those after them."""

    form: Form
    title: str
    key: str


SIDES: Mapping[str, Side] = {
    "before": Side(STEPS_BEFORE_FORM, "Pengingat sebelum tenggat", STEPS_BEFORE),
    "after": Side(STEPS_AFTER_FORM, "Pengingat sesudah tenggat", STEPS_AFTER),
}


async def set_steps(update: Update, context: Context, button: SetSteps) -> None:
    """Ask for the steps of one side. Raises NotAllowed, as `begin`, Stale for a side that there is not."""
    if button.side not in SIDES:
        raise Stale(f"no side {button.side}")
    check_admin(context)
    await begin(update, context, SIDES[button.side].form, button.year, button.side)


def _sheet(draft: Draft, rules: YearRules) -> Sheet:
    side = SIDES[draft.subject]
    told = rules.steps.before if side.key == STEPS_BEFORE else rules.steps.after
    present = side.form.question(DAYS).told(days_text(told), {})
    return Sheet(title=f"{side.title} {draft.year}", place="", present=f"kini {present}")


def _values(draft: Draft, answers: Answers) -> Iterable[Value]:
    return [(SIDES[draft.subject].key, answers[DAYS], answers[REASON])]


async def _effect(uow: UnitOfWork, draft: Draft, after: YearRules) -> tuple[str, ...]:
    """Return when the next reminder of each report would go."""
    workdays = await workdays_around(uow, draft.year)
    return tuple(
        texts.next_reminder(one, following(due, after, workdays, draft.touched_at), workdays, draft.year)
        for one in reported()
        if (due := after.deadlines.get(one.key)) is not None
    )


STEPS = YearScreen.of(deadline_facts, texts.steps_screen, keyboards.steps, "steps", "‹ Pengingat")
STEPS_FLOWS = tuple(setting_flow(side.form, STEPS, _sheet, _values, _effect) for side in SIDES.values())
