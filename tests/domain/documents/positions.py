"""Positions for the tests of documents, made of a story as briefly as it is told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.documents.measurement import Measuring
from domain.documents.position import Position
from domain.figures.asking import period
from domain.figures.figure import figure
from domain.indicators import INDICATORS
from domain.language.dates import year_end
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from domain.years.rules import rules_from

YEAR = 2026


def opd(code: str, name: str = "", since: date = date(2020, 1, 1), until: date | None = None) -> Opd:
    return Opd(code, name or f"Dinas {code}", "dinas", since, until)


def position(
    events: Sequence[ReportEvent],
    opds: Sequence[Opd],
    now: datetime,
    quarter: int = 0,
    settings: Mapping[str, str] | None = None,
    year: int = YEAR,
) -> Position:
    """Return how a year or quarter stands; one that is closed stands as of now."""
    as_of = period(year, quarter, now).as_of
    rules = rules_from(year, (settings or {}).items())
    return Position(
        year=year,
        quarter=quarter,
        as_of=as_of,
        final=rules.closed_at is not None,
        rules=rules,
        figures=tuple(
            figure(
                one.key,
                year,
                as_of,
                opds,
                events,
                lambda answers, one=one: one.rule(answers, rules.chosen),  # type: ignore[misc]
                one.validity_years(rules.chosen),
            )
            for one in INDICATORS
        ),
    )


def measuring(
    events: Sequence[ReportEvent],
    opds: Sequence[Opd],
    now: datetime,
    quarter: int = 0,
    settings: Mapping[str, str] | None = None,
) -> Measuring:
    """Return what a measurement of YEAR is made of."""
    return Measuring(
        now=position(events, opds, now, quarter, settings),
        quarters=[position(events, opds, now, one, settings) for one in (1, 2, 3, 4)],
        before=position(events, opds, min(now, year_end(YEAR)), 0, settings, YEAR - 1),
    )
