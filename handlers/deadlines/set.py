"""Setting an indicator's deadline, or moving it, with what that means before it is stored."""

from datetime import date, datetime

from telegram import Update

from domain.deadlines.form import FIRST_DEADLINE_FORM, MOVED_DEADLINE_FORM, offered_days
from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_end
from domain.years.rules import YearRules
from handlers.deadlines.buttons import SetDeadline
from handlers.deadlines.change import change_flow, opening_place
from handlers.deadlines.desk import deadline_facts, settable
from handlers.telegram.context import Context
from handlers.years import begin
from storage.ports import Stale

_AHEAD = (7, 14)
"""Days after the present deadline, or after today, that are offered."""


async def set_deadline(update: Update, context: Context, button: SetDeadline) -> None:
    """Ask for a deadline. Raises as `settable`, `deadline_facts` and `begin`, Stale for a past year."""
    indicator = settable(context, button.indicator)
    if button.year < context.year:
        raise Stale(f"no day of {button.year} is to come")
    async with context.look() as uow:
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


def _present(rules: YearRules, indicator: IndicatorKey, _: str) -> datetime | None:
    return rules.deadlines.get(indicator)


DEADLINE_FLOWS = (
    change_flow(FIRST_DEADLINE_FORM, "Tenggat", _present),
    change_flow(MOVED_DEADLINE_FORM, "Tenggat", _present),
)
