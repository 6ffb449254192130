"""Changing until when a report is due: what each of these conversations shows, checks, stores and tells."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import TypeAlias

from domain.deadlines.form import OFFERED, PRESENT, REASON, YEAR, due_in
from domain.errors import NotPossible, Problem
from domain.forms.drafts import Draft
from domain.forms.form import Form, Place
from domain.keys import IndicatorKey
from domain.years.rules import YearRules
from handlers.city.open_years import lock_open_year
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.deadlines import texts
from handlers.deadlines.desk import about, iso, may_fill
from handlers.deadlines.effect import effect_of
from handlers.deadlines.overview import leave
from handlers.deadlines.told import store_told
from handlers.telegram.context import Context
from storage.ports import UnitOfWork

Present: TypeAlias = Callable[[YearRules, IndicatorKey, str], datetime | None]
"""Returns the deadline that is changed, by the code of its OPD ("": everybody's)."""
Check: TypeAlias = Callable[[UnitOfWork, Context, Draft], Awaitable[object]]


def opening_place(year: int, present: datetime | None, offered: list[date]) -> Place:
    """Return where a conversation about a deadline begins: with what its questions have to know."""
    days = ",".join(day.isoformat() for day in offered)
    return Place({YEAR: str(year), PRESENT: iso(present), OFFERED: days})


async def _anyway(_: UnitOfWork, __: Context, ___: Draft) -> None:
    pass


def change_flow(
    form: Form,
    heading: str,
    present: Present,
    check: Check = _anyway,
) -> Flow:
    """Return a conversation that sets the deadline which was answered, or none where no day is asked.

    It begins with the present deadline as PRESENT, and is refused when another one holds in the end. `check`
    raises NotPossible where something else is against it, asked when nobody else can change the year's
    settings.
    """

    async def sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
        indicator, code = about(draft)
        rules = await uow.years.rules(draft.year)
        held = present(rules, indicator.key, code)
        return Sheet(
            title=f"{heading} {indicator.title} {draft.year}",
            place=(await uow.opds.get(code)).name if code else "",
            present=texts.present(held) if held is not None or not code else "",
            notes=await effect_of(uow, draft, rules) if form.current(draft.place) is None else (),
        )

    async def store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
        (indicator, code), answers = about(draft), form.complete(draft.place.answers)
        await lock_open_year(uow, draft.year)
        await check(uow, context, draft)
        before, due = await uow.years.rules(draft.year), due_in(answers)
        if iso(present(before, indicator.key, code)) != draft.place.answers[PRESENT]:
            raise NotPossible(Problem.DEADLINE_CHANGED)
        if due is not None and due <= context.now:
            raise NotPossible(Problem.DEADLINE_HAS_PASSED)
        return await store_told(uow, context, draft, before, due, answers[REASON])

    return Flow(
        form=form,
        may_fill=may_fill,
        sheet=sheet,
        finish=store,
        leave=leave,
        leave_label="‹ Tenggat",
        send_label="Simpan",
    )
