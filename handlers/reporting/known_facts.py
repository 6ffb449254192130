"""What the form of a report knows beside its answers: each fact is looked up here, under its key."""

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
from domain.reports.events import EventKind, standing
from storage.ports import UnitOfWork


async def known_facts(uow: UnitOfWork, draft: Draft) -> Answers:
    """Return what is known at this moment about the report that a draft is for (`domain.forms.known`)."""
    chosen = (await uow.years.rules(draft.year)).chosen
    return {
        REPORT_YEAR: str(draft.year),
        DOCUMENT_AGE: validity(chosen),
        UNSUR_ORDER: order_of(chosen),
        **await _verified_periods(uow, draft),
        **await _service_units(uow, draft),
        **await _comparison(uow, draft),
    }


async def _verified_periods(uow: UnitOfWork, draft: Draft) -> Answers:
    events = await uow.reports.events(opd=draft.opd, indicator=draft.indicator, years=[draft.year])
    found = [one.event.period.value for one in standing(events).accepted]
    return {VERIFIED_PERIODS: ",".join(found)} if found else {}


async def _service_units(uow: UnitOfWork, draft: Draft) -> Answers:
    """Return the units of the last report that had some: by name, or with all they had if it is repaired."""
    if draft.indicator is not IndicatorKey.IKM:
        return {}
    events = await uow.reports.events(opd=draft.opd, indicator=draft.indicator)
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
    found = (await uow.rekap.comparisons(draft.year)).get(draft.opd)
    return {COMPARISON: found.fact} if found is not None else {}
