"""The reports of one OPD in one year, read once for every list that shows them."""

from collections.abc import Sequence

from domain.indicators import Indicator, evaluated, reported
from domain.overdue.debts import own_due
from domain.reports.events import ReportEvent, Standing, standing
from domain.reports.histories import by_report
from domain.years.rules import YearRules
from handlers.city.reports import submission_of
from handlers.reporting.submissions import field_names
from handlers.reporting.texts import Row
from storage.ports import UnitOfWork


async def report_rows(uow: UnitOfWork, opd: str, year: int) -> list[Row]:
    """Return a row for each report that the OPD's operators owe."""
    events = await uow.reports.events(opd=opd, years=[year])
    rules = await uow.years.rules(year)
    drafts = {draft.indicator: draft for draft in await uow.drafts.open_of(opd, year)}
    names = {draft.touched_by: (await uow.people.get(draft.touched_by)).name for draft in drafts.values()}
    told, rows = by_report(events), []
    for indicator in reported():
        history = told[opd, indicator.key, year]
        draft, now = drafts.get(indicator.key), standing(history)
        rows.append(
            Row(
                indicator=indicator,
                standing=now,
                draft=draft,
                due=own_due(rules, indicator.key, opd, history),
                touched_by=names[draft.touched_by] if draft else "",
                returned_fields=await _returned_fields(uow, now.returned),
                met=_met(indicator, now, rules),
            )
        )
    return rows


def next_owed(rows: Sequence[Row]) -> Indicator | None:
    """Return the report to offer next: the first that is still owed, in the form's order.

    One that is not out yet is not asked for.
    """
    owed = (row for row in rows if row.owed and row.standing.waiting is None)
    return next((row.indicator for row in owed if row.standing.expected is None), None)


async def evaluation_rows(uow: UnitOfWork, opd: str, year: int) -> list[Row]:
    """Return a row for each evaluation that the Sub Bagian make of the OPD, carried-over results included."""
    rules = await uow.years.rules(year)
    rows = []
    for indicator in evaluated():
        years = range(year - indicator.validity_years(rules.chosen) + 1, year + 1)
        events = await uow.reports.events(opd=opd, indicator=indicator.key, years=years)
        found = [standing(event for event in events if event.year == one) for one in reversed(years)]
        latest = next((one for one in found if one.verified is not None), found[0])
        met = _met(indicator, latest, rules)
        rows.append(Row(indicator=indicator, standing=latest, draft=None, due=None, met=met))
    return rows


def _met(indicator: Indicator, now: Standing, rules: YearRules) -> bool:
    """Return whether the verified answer meets the rules of the year whose figure it is in."""
    return now.verified is not None and indicator.rule(now.verified.answers, rules.chosen)


async def _returned_fields(uow: UnitOfWork, event: ReportEvent | None) -> tuple[str, ...]:
    if event is None:
        return ()
    return field_names(await submission_of(uow, event), event.fields)
