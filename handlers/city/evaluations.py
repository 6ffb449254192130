"""What an evaluation is made on: the OPD of the year, and every result that still matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import NotAllowed, NotPossible, Problem
from domain.evaluation.stages import Stage, entries_of, evaluates, stage_of
from domain.figures.figure import Entry
from domain.forms.drafts import Draft
from domain.indicators import Indicator, by_key, longest_validity
from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reports.events import EventKind, ReportEvent
from domain.reports.histories import latest_verified
from domain.units.opd import Opd
from domain.years.rules import YearRules
from handlers.city.open_years import check_open, closed
from handlers.telegram.context import Context
from storage.ports import Stale, UnitOfWork


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything about one evaluation of one year, read in one unit of work."""

    indicator: Indicator
    rules: YearRules
    opds: Sequence[Opd]
    events: Sequence[ReportEvent]
    """Of this year and of the years whose results may still count or be taken over."""
    follows_open_year: bool
    """Whether the year before can still be evaluated."""

    @property
    def year(self) -> int:
        return self.rules.year

    def entries(self, now: datetime) -> tuple[Entry, ...]:
        return entries_of(self.indicator, self.rules, now, self.opds, self.events)

    def entry(self, code: str, now: datetime) -> Entry:
        """Return the entry of an OPD. Raises NotPossible(OPD_CLOSED) for one not in this year's figure."""
        found = next((entry for entry in self.entries(now) if entry.opd.code == code), None)
        if found is None:
            raise NotPossible(Problem.OPD_CLOSED)
        return found

    def of(self, code: str) -> list[ReportEvent]:
        """Return what happened to this year's evaluation of an OPD."""
        return [event for event in self.events if (event.opd, event.year) == (code, self.year)]

    def last(self, code: str) -> ReportEvent | None:
        """Return the newest result of an OPD, an earlier year's included."""
        return latest_verified(event for event in self.events if event.opd == code)

    def stage_before(self, event: ReportEvent) -> Stage:
        """Return where the OPD stood just before that evaluation: the list the person was going through."""
        before = [one for one in self.events if one.id < event.id]
        entries = entries_of(self.indicator, self.rules, event.at, self.opds, before)
        return next((stage_of(entry) for entry in entries if entry.opd.code == event.opd), Stage.DUE)


async def desk_of(uow: UnitOfWork, indicator: Indicator, year: int) -> Desk:
    return Desk(
        indicator=indicator,
        rules=await uow.years.rules(year),
        opds=await uow.opds.all(),
        events=await uow.reports.events(
            indicator=indicator.key, years=range(year - longest_validity() + 1, year + 1)
        ),
        follows_open_year=not await closed(uow, year - 1),
    )


async def pressed_desk(uow: UnitOfWork, context: Context, key: str, year: int) -> Desk:
    """Return the desk that a button is about.

    Raises NotAllowed for another Sub Bagian's, Stale as `check_year`, NotPossible(YEAR_CLOSED).
    """
    indicator = evaluated_by(context.person, key)
    check_year(context, year)
    await check_open(uow, year)
    return await desk_of(uow, indicator, year)


def evaluable_years(context: Context) -> tuple[int, int]:
    """Return the years whose evaluations may be made, unless they are closed: what is late is still made."""
    return context.year, context.year - 1


def check_year(context: Context, year: int) -> None:
    """Raises Stale for a card of a year whose time is over, or of one that no card of ours has."""
    if year not in evaluable_years(context):
        raise Stale(f"a card of {year}")


def evaluated_by(person: Person, key: str) -> Indicator:
    """Return the indicator of that key. Raises NotAllowed unless this person's Sub Bagian evaluates it."""
    for indicator in evaluates(person):
        if indicator.key == key:
            return indicator
    raise NotAllowed


def subject_of(draft: Draft) -> Indicator:
    """Return the evaluation that a draft about no single OPD is about."""
    return by_key(draft.subject)


def evaluation(
    context: Context,
    opd: str,
    indicator: IndicatorKey,
    year: int,
    answers: Mapping[str, str],
    draft: Draft | None = None,
) -> ReportEvent:
    """Return the result that the person who acts now gives an OPD, from that draft if there is one."""
    given = ReportEvent(
        id=0,
        kind=EventKind.EVALUATED,
        opd=opd,
        indicator=by_key(indicator).key,
        year=year,
        at=context.now,
        by=context.person.id,
        answers=dict(answers),
    )
    if draft is None:
        return given
    files = tuple(file.id for file in draft.files)
    return replace(given, draft=draft.id, draft_version=draft.version, files=files)
