"""Adding a day off to a year: the date, its name, and what it rests on."""

from datetime import date

from telegram import Update

from domain.days_off.days import Whose, days_off_of
from domain.deadlines.form import DATE, DAY_OFF_FORM, NAME, OFF, REASON, YEAR
from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.years.rules import day_off_key
from handlers.city.calendar import national_days
from handlers.city.open_years import lock_open_year
from handlers.conversation.admin import may_fill
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.days_off.buttons import AddDayOff
from handlers.days_off.overview import days_screen
from handlers.deadlines.words import DAY_OFF
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import show
from handlers.years.desk import begin
from storage.ports import Stale, UnitOfWork


async def add_day_off(update: Update, context: Context, button: AddDayOff) -> None:
    """Ask for a day. Raises as `years_desk.begin`, Stale for a year that is over."""
    if button.year < context.year:
        raise Stale(f"no day of {button.year} is to come")
    async with context.aside() as uow:
        listed = days_off_of(await uow.years.rules(button.year), national_days(button.year))
    known = ",".join(
        one.day.isoformat() for one in listed if one.whose is not Whose.WORKING and one.day >= context.today
    )
    place = Place({YEAR: str(button.year), OFF: known})
    await begin(update, context, DAY_OFF_FORM, button.year, place=place)


async def _sheet(_: UnitOfWork, draft: Draft) -> Sheet:
    return Sheet(title=f"{DAY_OFF.title} {draft.year}", place="")


async def _store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    answers = DAY_OFF_FORM.complete(draft.place.answers)
    day = date.fromisoformat(answers[DATE])
    await lock_open_year(uow, draft.year)
    by, at, reason = context.person.id, context.now, answers[REASON]
    await uow.years.set(draft.year, day_off_key(day), answers[NAME], by=by, at=at, legal_basis=reason)
    return name_of("day_off", day.toordinal())


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await show(context, update, await days_screen(context, draft.year, 0))


DAY_OFF_FLOW = Flow(
    form=DAY_OFF_FORM,
    words=DAY_OFF,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_store,
    leave=_leave,
    leave_label="‹ Hari libur",
    send_label="Simpan",
)
