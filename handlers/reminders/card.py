"""A reminder as it stands at this moment: what it named, and what has become of that since."""

from collections.abc import Sequence
from datetime import datetime

from domain.indicators import place_of
from domain.overdue.debts import Debt
from domain.people.person import Person
from domain.reminders.planned import City, Reminded, Why, named_to, owed_by
from domain.reminders.snoozing import Wish, snoozed_until
from handlers.reminders import keyboards, texts
from handlers.reminders.texts import Line, Reminding
from handlers.reporting import report_rows
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, lasting
from handlers.words.people import sender
from storage.ports import UnitOfWork


async def reminder_screen(
    uow: UnitOfWork, context: Context, line: Reminded, person: Person, city: City
) -> Screen:
    """Return the message: what the person's OPD owe now, and what the reminder named and is reported now."""
    now, owed = context.now, owed_by(person, city.debts)
    named = named_to(person, city, now, line.items)
    noted = [debt for debt in named if debt.expected is not None and debt.expected.at >= line.at]
    asked = [debt for debt in named if debt not in noted]
    told = Reminding(
        name=person.name,
        lines=await _lines(uow, person, asked, noted, line),
        repeated=line.why is Why.SNOOZE,
        again_at=line.again_at if line.again_at is not None and line.again_at > now else None,
        asker=await _asker(uow, line),
    )
    if not told.owed:
        return lasting(texts.reminder(told, now))
    keyboard = keyboards.reminder(line.id, told.owed, offers(now, owed, city), now)
    return Screen(texts.reminder(told, now), keyboard)


async def _asker(uow: UnitOfWork, line: Reminded) -> str:
    return sender(await uow.people.get(line.asked_by)) if line.asked_by is not None else ""


def offers(now: datetime, owed: Sequence[Debt], city: City) -> list[tuple[Wish, datetime]]:
    """Return the wishes that can be fulfilled now, each moment once."""
    found: dict[datetime, Wish] = {}
    for wish in Wish:
        until = snoozed_until(now, wish, owed, city.workdays)
        if until is not None:
            found.setdefault(until, wish)
    return [(wish, until) for until, wish in found.items()]


async def _lines(
    uow: UnitOfWork, person: Person, owed: Sequence[Debt], noted: Sequence[Debt], told: Reminded
) -> tuple[Line, ...]:
    """Return what the reminder shows; of what is `noted` its OPD has said since when it is expected."""
    owing, not_out = {debt.key for debt in owed}, {debt.key for debt in noted}
    items = [item for item in told.items if person.may_report_for(item.opd)]
    named = owing | not_out | {item.key for item in items}
    lines = list[Line]()
    for code, year in sorted({(code, year) for code, _, year in named}):
        opd, rows = await uow.opds.get(code), await report_rows(uow, code, year)
        lines += [
            Line(opd=opd, year=year, row=row, owed=key in owing, reader=person.id)
            for row in rows
            # What is neither owed nor reported is not asked for any more: its OPD or its year was closed.
            if (key := (code, row.indicator.key, year)) in owing | not_out or (key in named and not row.owed)
        ]
    return tuple(sorted(lines, key=_pressing))


def _pressing(line: Line) -> tuple[bool, float, str, int]:
    due = line.row.due
    place = place_of(line.row.indicator.key)
    return due is None, due.timestamp() if due is not None else 0.0, line.opd.code, place
