"""Adding a day off to a year: the date, its name, and what it rests on."""

from collections.abc import Iterable
from datetime import date

from telegram import Update

from domain.days_off.days import Whose, days_off_of
from domain.deadlines.form import DATE, DAY_OFF_FORM, NAME, OFF, REASON, YEAR
from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.keys import Answers
from domain.years.rules import YearRules, day_off_key
from handlers.city.calendar import national_days
from handlers.conversation.texts import Sheet
from handlers.days_off.buttons import AddDayOff
from handlers.days_off.overview import DAYS_OFF
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.years import Value, begin, setting_flow
from storage.ports import Stale


async def add_day_off(update: Update, context: Context, button: AddDayOff) -> None:
    """Ask for a day. Raises NotAllowed, as `begin`, Stale for a year that is over."""
    if button.year < context.year:
        raise Stale(f"no day of {button.year} is to come")
    async with context.look() as uow:
        listed = days_off_of(await uow.years.rules(button.year), national_days(button.year))
    known = ",".join(
        one.day.isoformat() for one in listed if one.whose is not Whose.WORKING and one.day >= context.today
    )
    check_admin(context)
    place = Place({YEAR: str(button.year), OFF: known})
    await begin(update, context, DAY_OFF_FORM, button.year, place=place)


def _sheet(draft: Draft, _: YearRules) -> Sheet:
    return Sheet(title=f"Tambah hari libur {draft.year}", place="")


def _values(_: Draft, answers: Answers) -> Iterable[Value]:
    return [(day_off_key(date.fromisoformat(answers[DATE])), answers[NAME], answers[REASON])]


DAY_OFF_FLOW = setting_flow(DAY_OFF_FORM, DAYS_OFF, _sheet, _values)
