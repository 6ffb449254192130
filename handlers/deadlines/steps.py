"""On which days reminders go: the steps of a year, which everybody may read and an admin sets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from telegram import Update

from domain.deadlines.due import Steps
from domain.deadlines.form import DAYS, REASON, STEPS_AFTER_FORM, STEPS_BEFORE_FORM
from domain.forms.drafts import Draft
from domain.forms.form import Form
from domain.forms.words import FormWords
from domain.indicators import REPORTED
from domain.years.rules import STEPS_AFTER, STEPS_BEFORE
from handlers.city.calendar import workdays_around
from handlers.city.open_years import lock_open_year
from handlers.conversation.admin import may_fill
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.deadlines import keyboards, texts, words
from handlers.deadlines import steps_texts as deadline_steps
from handlers.deadlines.buttons import ReminderSteps, SetSteps
from handlers.deadlines.desk import deadline_facts
from handlers.deadlines.effect import following
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.years.desk import begin
from storage.ports import Stale, UnitOfWork


@dataclass(frozen=True, slots=True)
class Side:
    """The steps before the deadlines, or those after them."""

    form: Form
    words: FormWords
    key: str
    put_in: Callable[[Steps, tuple[int, ...]], Steps]


SIDES: Mapping[str, Side] = {
    "before": Side(
        STEPS_BEFORE_FORM,
        words.STEPS_BEFORE,
        STEPS_BEFORE,
        lambda steps, days: replace(steps, before=days),
    ),
    "after": Side(
        STEPS_AFTER_FORM, words.STEPS_AFTER, STEPS_AFTER, lambda steps, days: replace(steps, after=days)
    ),
}


async def show_steps(update: Update, context: Context, button: ReminderSteps) -> None:
    """Show the steps of a year, who set them and when. Raises as `deadline_facts`."""
    await _show(context, update, button.year)


async def _show(context: Context, update: Update, year: int, note: str = "") -> None:
    async with context.aside() as uow:
        facts = await deadline_facts(uow, context, year)
    await show(context, update, Screen(deadline_steps.steps_screen(facts, note), keyboards.steps(facts)))


async def set_steps(update: Update, context: Context, button: SetSteps) -> None:
    """Ask for the steps of one side. Raises as `years_desk.begin`, Stale for a side that there is not."""
    if button.side not in SIDES:
        raise Stale(f"no side {button.side}")
    await begin(update, context, SIDES[button.side].form, button.year, button.side)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    side = SIDES[draft.subject]
    steps = (await uow.years.rules(draft.year)).steps
    told = steps.before if side.key == STEPS_BEFORE else steps.after
    present = side.words.shown[DAYS](",".join(str(days) for days in told))
    return Sheet(
        title=f"{side.words.title} {draft.year}",
        place="",
        present=f"kini {present}",
        notes=await _effect(uow, draft, side),
    )


async def _effect(uow: UnitOfWork, draft: Draft, side: Side) -> tuple[str, ...]:
    """Return when the next reminder of each report would go."""
    typed = draft.place.answers.get(DAYS)
    if typed is None:
        return ()
    rules = await uow.years.rules(draft.year)
    steps = side.put_in(rules.steps, tuple(int(days) for days in typed.split(",")))
    workdays = await workdays_around(uow, draft.year)
    after = replace(rules, steps=steps)
    return tuple(
        deadline_steps.next_reminder(
            one, following(due, after, workdays, draft.touched_at), workdays, draft.year
        )
        for one in REPORTED
        if (due := rules.deadlines.get(one.key)) is not None
    )


async def _store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    side = SIDES[draft.subject]
    answers = side.form.complete(draft.place.answers)
    await lock_open_year(uow, draft.year)
    by, at, reason = context.person.id, context.now, answers[REASON]
    await uow.years.set(draft.year, side.key, answers[DAYS], by=by, at=at, legal_basis=reason)
    return name_of("steps", draft.year)


async def show_stored(context: Context, update: Update, year: int) -> None:
    await _show(context, update, year, texts.SAVED)


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await _show(context, update, draft.year)


STEPS_FLOWS = tuple(
    Flow(
        form=side.form,
        words=side.words,
        may_fill=may_fill,
        sheet=_sheet,
        finish=_store,
        leave=_leave,
        leave_label="‹ Pengingat",
        send_label="Simpan",
    )
    for side in SIDES.values()
)
