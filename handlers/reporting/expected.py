"""*Belum terbit, belum ada*: what is stored instead of a report, seen, said anew and taken back.

It is no report: nobody verifies it, and the OPD counts as not having reported (`domain.reports.expected`).
"""

from dataclasses import dataclass
from datetime import date

from telegram import Update

from domain.errors import NotAllowed, NotPossible, Problem
from domain.forms.drafts import Draft
from domain.indicators import Indicator, by_key
from domain.indicators.not_out import NOT_OUT, first_of
from domain.keys import Answers
from domain.reminders.planned import next_step_day
from domain.reports.events import (
    EventKind,
    ReportEvent,
    event_about,
    may_expect,
    may_take_back,
    standing,
)
from domain.reports.expected import EXPECTED_MONTH
from domain.units.opd import in_force
from handlers.city.changes import report_changed
from handlers.city.open_years import check_open
from handlers.city.owed import city_of, common_now
from handlers.city.reports import history_of
from handlers.conversation.card import close
from handlers.conversation.flow import flow_of
from handlers.reporting import expected_texts as texts
from handlers.reporting import keyboards
from handlers.reporting.buttons import TakeBack
from handlers.reporting.rows import next_owed, report_rows
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import UnitOfWork


async def note(uow: UnitOfWork, context: Context, draft: Draft, indicator: Indicator, opd: str) -> str:
    """Store that the report is not out yet; return the name of the reply.

    Raises NotPossible where it was sent meanwhile, the OPD is not in force any more or the year is closed.
    """
    answers = flow_of(draft).form.complete(draft.place.answers)
    if not in_force(await uow.opds.get(opd), context.today):
        raise NotPossible(Problem.OPD_CLOSED)
    await uow.reports.lock(opd, indicator.key, draft.year)
    await check_open(uow, draft.year)
    may_expect(standing(await uow.reports.events(opd=opd, indicator=indicator.key, years=[draft.year])))
    said = ReportEvent(
        id=0,
        kind=EventKind.EXPECTED,
        opd=opd,
        indicator=indicator.key,
        year=draft.year,
        at=context.now,
        by=context.person.id,
        answers={EXPECTED_MONTH: answers[EXPECTED_MONTH]},
        draft=draft.id,
        draft_version=draft.version,
        files=tuple(file.id for file in draft.usable_files),
    )
    noted = await uow.reports.append(said)
    await report_changed(uow, context, noted)
    return name_of("expected", noted.id)


@dataclass(frozen=True, slots=True)
class _Next:
    """When an OPD is reminded of a report again: on `day`; None: never, by its deadline or without any."""

    has_deadline: bool
    day: date | None


async def _next(uow: UnitOfWork, context: Context, event: ReportEvent) -> _Next:
    city = await city_of(uow, await common_now(uow, context), [], [event.opd])
    key = event.opd, event.indicator, event.year
    debt = next((one for one in city.debts if one.key == key), None)
    if debt is None:
        return _Next(has_deadline=False, day=None)
    return _Next(debt.due is not None, next_step_day(debt, city, context.today))


async def show_expected(context: Context, update: Update, event_id: int) -> None:
    """Show that it was noted, and offer the next report that is owed."""
    async with context.look() as uow:
        said = await uow.reports.get(event_id)
        draft = await uow.drafts.get(said.draft or 0)
        opd = await uow.opds.get(said.opd)
        following = next_owed(await report_rows(uow, said.opd, said.year))
        then = await _next(uow, context, said)
    text = texts.receipt(said, opd.name, texts.asked_again(then.day, has_deadline=then.has_deadline))
    await close(context, update, draft, Screen(text, keyboards.expected_receipt(said, following)))


async def card(uow: UnitOfWork, context: Context, said: ReportEvent) -> Screen:
    """Return what is seen of a report that is not out yet: who said so and when, and what can be done."""
    opd, sender = await uow.opds.get(said.opd), await uow.people.get(said.by)
    then = await _next(uow, context, said)
    again = texts.asked_again(then.day, has_deadline=then.has_deadline)
    return Screen(texts.card(said, opd.name, sender.name, context.today, again), keyboards.expected(said))


def begins_with(indicator: Indicator) -> Answers:
    """Return the answers of a draft that asks for another month at once."""
    return {} if indicator.form is None else {first_of(indicator.form): NOT_OUT}


async def take_back(update: Update, context: Context, button: TakeBack) -> None:
    """*Hapus catatan*: it is not true (any more). Raises NotAllowed, NotPossible, NotFound."""
    async with context.uow() as uow:
        said = await uow.reports.get(button.expected)
        if not context.person.may_report_for(said.opd):
            raise NotAllowed
        await uow.reports.lock(said.opd, said.indicator, said.year)
        await check_open(uow, said.year)
        may_take_back(standing(await history_of(uow, said)), said.id)
        taken = event_about(said, EventKind.WITHDRAWN, by=context.person.id, at=context.now)
        done = await uow.reports.append(taken)
        await report_changed(uow, context, done)
        await uow.commit(name_of("expected_taken_back", done.id))
    await show_taken_back(context, update, done.id)


async def show_taken_back(context: Context, update: Update, event_id: int) -> None:
    async with context.look() as uow:
        done = await uow.reports.get(event_id)
        opd = await uow.opds.get(done.opd)
    screen = Screen(texts.taken_back(done, opd.name), keyboards.taken_back(done, by_key(done.indicator)))
    await show(context, update, screen)
