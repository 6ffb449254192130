"""The picture that somebody is sent every Monday at 07.30, before the meeting.

A Monday that is off moves to the next working day of its week; a week without any has no picture. A bot that
was away makes up for it until 17.00 of that day, and never later. The ledger has one line a week for each
person and picture, so that it comes once.
"""

from datetime import date, datetime, time, timedelta

from domain.documents.said import figures_said
from domain.documents.wanted import DocumentKind, Wanted
from domain.language.dates import WIB, next_at
from domain.reminders.planned import LATEST
from handlers.charts import texts
from handlers.charts.chart import CHART
from handlers.charts.keyboards import picture as keys_of
from handlers.charts.subscribe import numbered, picture_of
from handlers.city.calendar import workdays_around
from handlers.city.working_year import year_at_work
from handlers.delivery.notices import Act
from handlers.papers.at_once import made_at_once
from handlers.papers.pictures import send_picture
from handlers.papers.positions import numbers_at
from handlers.papers.texts import called
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import Notice, Subscription, UnitOfWork, Urgency

WEEKLY = "chart.weekly"
"""The kind of notice; about the day and the picture (`_about`)."""
AT = time(7, 30)
"""WIB."""
_PICTURES = 100
"""More than there are."""


def _about(day: date, number: int) -> int:
    """Return what the line of that day and picture is about: 2026113001."""
    return (day.year * 10_000 + day.month * 100 + day.day) * _PICTURES + number


async def _is_due(uow: UnitOfWork, context: Context) -> bool:
    """Return whether the pictures of this week go out at this moment."""
    if not AT <= context.now.astimezone(WIB).time() < LATEST:
        return False
    monday = context.today - timedelta(days=context.today.weekday())
    return (await workdays_around(uow, context.year)).on_or_after(monday) == context.today


async def _to_send(context: Context) -> list[Subscription]:
    """Return who has no line of this day for what they subscribed to before."""
    if not AT <= context.now.astimezone(WIB).time() < LATEST:
        return []
    async with context.look() as uow:
        subscribed = await uow.subscriptions.everyone()
        if not subscribed or not await _is_due(uow, context):
            return []
        begin = datetime.combine(context.today, AT, tzinfo=WIB)
        lines = {
            (number, line.person)
            for number in {numbered(one.indicator) for one in subscribed}
            for line in await uow.notices.about(WEEKLY, _about(context.today, number))
        }
    return [
        one for one in subscribed if one.since < begin and (numbered(one.indicator), one.person) not in lines
    ]


async def _send(context: Context, one: Subscription) -> None:
    """Queue a picture for one person; twice is once."""
    async with context.aside() as uow:
        about = _about(context.today, numbered(one.indicator))
        await uow.notices.add(one.person, WEEKLY, about, context.now, urgency=Urgency.DUTY)
        await uow.commit()


async def _next(context: Context) -> datetime:
    return next_at(context.now, AT)


send = Chore("charts.weekly", _to_send, _send, lambda one: f"subscription {one.id}", next_due=_next)


async def picture(context: Context, waiting: Notice) -> Act | Screen | None:
    """Return how it is sent: drawn, or its numbers alone where it cannot be. None for what is too late."""
    number = waiting.about % _PICTURES
    async with context.look() as uow:
        if _about(context.today, number) != waiting.about or not await _is_due(uow, context):
            return None
        indicator = picture_of(number)
        person = await uow.people.get(waiting.person)
        if indicator not in [one.indicator for one in await uow.subscriptions.of(person.id)]:
            return None
        wanted = Wanted(kind=DocumentKind.CHART, year=await year_at_work(uow, context), indicator=indicator)
    if not CHART.may(person, wanted):
        return None
    keys, found = keys_of(wanted, subscribed=True), await made_at_once(context, wanted)
    if found is None:
        async with context.look() as uow:
            said = figures_said(await numbers_at(uow, wanted.year, 0, context.now))
        lines = [one for one in said if indicator in (None, one.about)]
        return Screen(texts.not_drawn(called(CHART, wanted), lines), keys)

    async def act(context: Context, chat_id: int) -> int:
        return await send_picture(context, chat_id, found, found.document.caption, keys)

    return act
