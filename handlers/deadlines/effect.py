"""What a change of a year's deadlines would mean, worked out before it is stored."""

from datetime import date, datetime

from domain.deadlines.due import Planned, planned
from domain.deadlines.workdays import Workdays
from domain.forms.drafts import Draft
from domain.language.dates import day_of
from domain.years.rules import YearRules
from handlers.city.calendar import workdays_around
from handlers.deadlines import effect_texts as texts
from handlers.deadlines.desk import about
from handlers.deadlines.told import audience
from storage.ports import UnitOfWork


async def effect_of(
    uow: UnitOfWork,
    draft: Draft,
    before: YearRules,
    after: YearRules,
    due: datetime | None,
    reviewed: datetime | None = None,
) -> tuple[str, ...]:
    """Return the notes of a draft that would put `after` in the place of `before`, so that `due` holds.

    `reviewed` is the deadline with the days of the OPD's reviews, where that is later.
    """
    (indicator, _), now = about(draft), draft.touched_at
    found = await audience(uow, indicator, before, after, draft.touched_by, now)
    workdays, until = await workdays_around(uow, draft.year), reviewed or due
    shown = texts.Effect(
        indicator=indicator,
        due=due,
        now=now,
        workdays=workdays,
        opds=len(found.opds),
        people=len(found.people),
        following=following(until, after, workdays, now) if until is not None else None,
        reviewed_until=reviewed,
        year_has_begun=draft.year <= day_of(now).year,
    )
    return (texts.effect(shown),)


def following(due: datetime, rules: YearRules, workdays: Workdays, now: datetime) -> Planned | None:
    """Return the next reminder of a deadline that people learn of today."""
    # Nobody is asked for a report of a year that has not begun.
    begun = max(day_of(now), date(rules.year, 1, 1))
    coming = planned(due, rules.steps, workdays, begun, learned=day_of(now))
    return coming[0] if coming else None
