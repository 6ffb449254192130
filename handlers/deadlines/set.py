"""Setting an indicator's deadline, or moving it, with what that means before it is stored."""

from dataclasses import replace
from datetime import date, datetime

from telegram import Update

from domain.deadlines.form import (
    FIRST_DEADLINE_FORM,
    MOVED_DEADLINE_FORM,
    OFFERED,
    PRESENT,
    REASON,
    YEAR,
    due_in,
    offered_days,
)
from domain.deadlines.workdays import Workdays
from domain.errors import NotPossible, Problem
from domain.forms.drafts import Draft
from domain.forms.form import Form, Place
from domain.forms.words import FormWords
from domain.indicators import Indicator
from domain.language.dates import day_of, year_end
from domain.years.rules import DEADLINE, YearRules, setting_key
from handlers.city.open_years import lock_open_year
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.deadlines import texts
from handlers.deadlines.buttons import SetDeadline
from handlers.deadlines.desk import about, deadline_facts, iso, may_fill, settable
from handlers.deadlines.effect import effect_of
from handlers.deadlines.overview import leave
from handlers.deadlines.told import store_told
from handlers.deadlines.words import FIRST_DEADLINE, MOVED_DEADLINE
from handlers.telegram.context import Context
from handlers.words.names import title
from handlers.years import begin
from storage.ports import Stale, UnitOfWork

_AHEAD = (7, 14)
"""Days after the present deadline, or after today, that are offered."""


async def set_deadline(update: Update, context: Context, button: SetDeadline) -> None:
    """Ask for a deadline. Raises as `settable`, `deadline_facts` and `begin`, Stale for a past year."""
    indicator = settable(context, button.indicator)
    if button.year < context.year:
        raise Stale(f"no day of {button.year} is to come")
    async with context.aside() as uow:
        facts = await deadline_facts(uow, context, button.year)
    present, workdays = facts.rules.deadlines.get(indicator.key), facts.workdays
    form = FIRST_DEADLINE_FORM if present is None else MOVED_DEADLINE_FORM
    last = day_of(year_end(button.year))
    offered = {*_offered(context, present, button.year, workdays), workdays.on_or_before(last)}
    place = opening_place(button.year, present, sorted(day for day in offered if day > context.today))
    await begin(update, context, form, button.year, indicator.key, place)


def _offered(context: Context, present: datetime | None, year: int, workdays: Workdays) -> tuple[date, ...]:
    begun = max(context.today, date(year, 1, 1), day_of(present) if present is not None else date.min)
    return offered_days(begun, _AHEAD, date(year, 12, 31), workdays)


def opening_place(year: int, present: datetime | None, offered: list[date]) -> Place:
    """Return where a conversation about a deadline begins: with what its questions have to know."""
    days = ",".join(day.isoformat() for day in offered)
    return Place({YEAR: str(year), PRESENT: iso(present), OFFERED: days})


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    indicator, _ = about(draft)
    rules = await uow.years.rules(draft.year)
    return Sheet(
        title=f"Tenggat {title(indicator)} {draft.year}",
        place="",
        present=texts.present(rules.deadlines.get(indicator.key)),
        notes=await _effect(uow, draft, indicator, rules),
    )


async def _effect(uow: UnitOfWork, draft: Draft, indicator: Indicator, rules: YearRules) -> tuple[str, ...]:
    due = due_in(draft.place.answers)
    if due is None:
        return ()
    after = replace(rules, deadlines={**rules.deadlines, indicator.key: due})
    return await effect_of(uow, draft, rules, after, due)


async def _store(uow: UnitOfWork, context: Context, draft: Draft, form: Form) -> str:
    indicator, _ = about(draft)
    answers = form.complete(draft.place.answers)
    await lock_open_year(uow, draft.year)
    before = await uow.years.rules(draft.year)
    due = checked_due(context, draft, before.deadlines.get(indicator.key))
    key = setting_key(DEADLINE, indicator.key)
    return await store_told(uow, context, draft, key, iso(due), before, reason=answers[REASON])


def checked_due(context: Context, draft: Draft, present: datetime | None) -> datetime:
    """Return the deadline that was answered.

    Raises NotPossible: DEADLINE_CHANGED if another one holds than when the conversation began,
    DEADLINE_HAS_PASSED if it is not to come any more.
    """
    if iso(present) != draft.place.answers[PRESENT]:
        raise NotPossible(Problem.DEADLINE_CHANGED)
    due = due_in(draft.place.answers)
    if due is None or due <= context.now:
        raise NotPossible(Problem.DEADLINE_HAS_PASSED)
    return due


def _flow(form: Form, said: FormWords) -> Flow:
    async def finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
        return await _store(uow, context, draft, form)

    return Flow(
        form=form,
        words=said,
        may_fill=may_fill,
        sheet=_sheet,
        finish=finish,
        leave=leave,
        leave_label="‹ Tenggat",
        send_label="Simpan",
    )


DEADLINE_FLOWS = (_flow(FIRST_DEADLINE_FORM, FIRST_DEADLINE), _flow(MOVED_DEADLINE_FORM, MOVED_DEADLINE))
