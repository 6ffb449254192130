"""What a change of a year's deadlines would mean, worked out before it is stored."""

from datetime import date, datetime

from domain.deadlines.due import Planned, planned
from domain.deadlines.form import due_in
from domain.deadlines.workdays import Workdays
from domain.forms.drafts import Draft
from domain.language.dates import day_of
from domain.overdue.debts import own_due
from domain.years.rules import YearRules
from handlers.city.calendar import workdays_around
from handlers.deadlines import effect_texts as texts
from handlers.deadlines.desk import about, iso, setting_of
from handlers.deadlines.told import audience
from handlers.years import rules_with
from storage.ports import UnitOfWork


async def effect_of(uow: UnitOfWork, draft: Draft, before: YearRules) -> tuple[str, ...]:
    """Return the notes of a draft that would set the deadline which was answered, or none."""
    (indicator, code), now = about(draft), draft.touched_at
    answered = due_in(draft.place.answers)
    after = await rules_with(uow, draft.year, [(setting_of(draft), iso(answered), "")])
    due = answered if answered is not None else after.due(indicator.key, code)
    reviewed = await _with_review(uow, draft, after) if code and answered is not None else due
    found = await audience(uow, indicator, before, after, draft.touched_by, now)
    workdays = await workdays_around(uow, draft.year)
    shown = texts.Effect(
        indicator=indicator,
        due=due,
        now=now,
        workdays=workdays,
        opds=len(found.opds),
        people=len(found.people),
        following=following(reviewed, after, workdays, now) if reviewed is not None else None,
        reviewed_until=reviewed if reviewed != due else None,
        year_has_begun=draft.year <= day_of(now).year,
    )
    return (texts.effect(shown),)


async def _with_review(uow: UnitOfWork, draft: Draft, rules: YearRules) -> datetime | None:
    """Return the OPD's deadline with the days of its reviews."""
    indicator, code = about(draft)
    events = await uow.reports.events(opd=code, indicator=indicator.key, years=[draft.year])
    return own_due(rules, indicator.key, code, events)


def following(due: datetime, rules: YearRules, workdays: Workdays, now: datetime) -> Planned | None:
    """Return the next reminder of a deadline that people learn of today."""
    # Nobody is asked for a report of a year that has not begun.
    begun = max(day_of(now), date(rules.year, 1, 1))
    coming = planned(due, rules.steps, workdays, begun, learned=day_of(now))
    return coming[0] if coming else None
