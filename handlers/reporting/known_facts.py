"""What the form of a report knows beside its answers: each fact is looked up here, under its key."""

from collections.abc import Sequence

from domain.forms.drafts import Draft
from domain.forms.known import (
    COMPARISON,
    DOCUMENT_AGE,
    REPORT_YEAR,
    SERVICE_UNITS,
    UNSUR_ORDER,
    VERIFIED_PERIODS,
)
from domain.indicators.anjab import validity
from domain.indicators.ikm import order_of
from domain.indicators.ikm.answers import UNITS, units_of
from domain.indicators.ikm.service_units import names_only
from domain.keys import Answers, IndicatorKey
from domain.reports.events import EventKind, ReportEvent, standing
from handlers.city.kept import kept_comparisons, kept_history, kept_rules
from storage.ports import CITY, REPORTS, UnitOfWork, once

_TABLES = (*CITY, *REPORTS)


async def known_facts(uow: UnitOfWork, draft: Draft) -> Answers:
    """Return what is known at this moment about the report that a draft is for (`domain.forms.known`)."""
    about = ("facts", draft.opd, draft.indicator, draft.year, draft.repairs)
    return await once(uow, _TABLES, about, lambda: _known_facts(uow, draft))


async def _known_facts(uow: UnitOfWork, draft: Draft) -> Answers:
    chosen = (await kept_rules(uow, draft.year)).chosen
    events = await kept_history(uow, draft.opd, draft.indicator)
    return {
        REPORT_YEAR: str(draft.year),
        DOCUMENT_AGE: validity(chosen),
        UNSUR_ORDER: order_of(chosen),
        **_verified_periods(events, draft),
        **_service_units(events, draft),
        **await _comparison(uow, draft),
    }


def _verified_periods(events: Sequence[ReportEvent], draft: Draft) -> Answers:
    of_the_year = standing(event for event in events if event.year == draft.year)
    found = [one.event.period.value for one in of_the_year.accepted]
    return {VERIFIED_PERIODS: ",".join(found)} if found else {}


def _service_units(events: Sequence[ReportEvent], draft: Draft) -> Answers:
    """Return the units of the last report that had some: by name, or with all they had if it is repaired."""
    if draft.indicator is not IndicatorKey.IKM:
        return {}
    withdrawn = {event.about for event in events if event.kind is EventKind.WITHDRAWN}
    listed = [
        event
        for event in events
        if event.kind is EventKind.SUBMITTED and event.id not in withdrawn and units_of(event.answers)
    ]
    if not listed:
        return {}
    last = listed[-1].answers[UNITS]
    return {SERVICE_UNITS: last if listed[-1].id == draft.repairs else names_only(last)}


async def _comparison(uow: UnitOfWork, draft: Draft) -> Answers:
    if draft.indicator is not IndicatorKey.SAKIP or draft.opd is None:
        return {}
    found = (await kept_comparisons(uow, draft.year)).get(draft.opd)
    return {COMPARISON: found.fact} if found is not None else {}
