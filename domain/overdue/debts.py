"""What the OPD still owe: the reports that were not sent, or that were returned and not repaired."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.deadlines.due import extended_by_review
from domain.figures.kept import Kept
from domain.indicators import place_of, reported
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_of
from domain.reports.events import ReportEvent, standing
from domain.reports.expected import Month, expected_month
from domain.reports.histories import by_report
from domain.units.opd import Opd, in_force, in_force_at
from domain.years.rules import DEADLINE, YearRules, extension_key, setting_key
from domain.years.steps import MOST_DAYS

_EARLY_MONTHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A report that an OPD owes. `due` None: nobody has set a deadline."""

    opd: str
    indicator: IndicatorKey
    year: int
    due: datetime | None = None
    since: datetime | None = None
    """When the OPD last learned of it otherwise: by a deadline set, a report returned or withdrawn.

    Or when it spoke of it itself: that it is not out yet."""
    returned: bool = False
    expected: ReportEvent | None = None
    """What the OPD said instead: that it is not out yet, and when it will be."""

    @property
    def expected_in(self) -> Month | None:
        """The month in which it is expected, if the OPD said one."""
        return expected_month(self.expected) if self.expected is not None else None

    @property
    def key(self) -> tuple[str, IndicatorKey, int]:
        return self.opd, self.indicator, self.year


def debts(
    rules: YearRules,
    opds: Iterable[Opd],
    events: Iterable[ReportEvent],
    now: datetime,
    set_at: Mapping[str, datetime] | None = None,
) -> tuple[Debt, ...]:
    """Return what is owed of one year, in the order in which it is due (see `by_due`).

    A report that waits or is verified is not owed; a correction never is. A closed year owes nothing, and an
    OPD owes while it is in force and counts in that year (domain.md, the denominator). `set_at` says when
    each setting of the year was last set.
    """
    if rules.closed_at is not None:
        return ()
    told = by_report(events)
    found = (
        _debt(rules, opd.code, indicator.key, told[opd.code, indicator.key, rules.year], set_at or {})
        for opd in in_force_at(opds, now, rules.year)
        if in_force(opd, day_of(now))
        for indicator in reported()
    )
    return by_due(debt for debt in found if debt is not None)


def _debt(
    rules: YearRules,
    opd: str,
    indicator: IndicatorKey,
    events: list[ReportEvent],
    set_at: Mapping[str, datetime],
) -> Debt | None:
    now = standing(events)
    if now.verified is not None or now.waiting is not None:
        return None
    keys = _keys_of_due(rules, indicator, opd)
    learned = [set_at[key] for key in keys if key in set_at] + [event.at for event in events]
    return Debt(
        opd=opd,
        indicator=indicator,
        year=rules.year,
        due=own_due(rules, indicator, opd, events),
        since=max(learned, default=None),
        returned=now.returned is not None,
        expected=now.expected,
    )


def debts_kept(
    rules: YearRules,
    reports: Iterable[tuple[Opd, IndicatorKey, Kept | None]],
    expected: Mapping[int, ReportEvent],
    now: datetime,
    set_at: Mapping[str, datetime] | None = None,
) -> tuple[Debt, ...]:
    """Return what `debts` does, from what is kept of reports that operators send, of OPD in their figure.

    `expected` are the EXPECTED events that are kept of them, by id.
    """
    if rules.closed_at is not None:
        return ()
    found = (
        _debt_kept(rules, opd.code, indicator, row, expected, set_at or {})
        for opd, indicator, row in reports
        if in_force(opd, day_of(now))
    )
    return by_due(debt for debt in found if debt is not None)


def is_debt(row: Kept | None) -> bool:
    """Return whether a report is owed of which that is kept."""
    return row is None or (row.waiting is None and (row.verified is None or row.carried_from is not None))


def _debt_kept(
    rules: YearRules,
    opd: str,
    indicator: IndicatorKey,
    row: Kept | None,
    expected: Mapping[int, ReportEvent],
    set_at: Mapping[str, datetime],
) -> Debt | None:
    if not is_debt(row):
        return None
    keys = _keys_of_due(rules, indicator, opd)
    learned = [set_at[key] for key in keys if key in set_at]
    if row is not None and row.last_at is not None:
        learned.append(row.last_at)
    return Debt(
        opd=opd,
        indicator=indicator,
        year=rules.year,
        due=due_kept(rules, indicator, opd, row),
        since=max(learned, default=None),
        returned=row is not None and row.returned is not None,
        expected=expected.get(row.expected or 0) if row is not None else None,
    )


def due_kept(rules: YearRules, indicator: IndicatorKey, opd: str, row: Kept | None) -> datetime | None:
    """Return the deadline that `own_due` returns, from what is kept of the report."""
    due = rules.due(indicator, opd)
    return due if due is None or row is None else due + timedelta(days=row.review_days)


def own_due(
    rules: YearRules, indicator: IndicatorKey, opd: str, events: Iterable[ReportEvent]
) -> datetime | None:
    """Return the deadline that one OPD has in the end: with its extension, and without what a review took.

    `events` are those of this OPD, indicator and year. None where nobody has set a deadline.
    """
    due = rules.due(indicator, opd)
    return extended_by_review(due, events) if due is not None else None


def _keys_of_due(rules: YearRules, indicator: IndicatorKey, opd: str) -> tuple[str, ...]:
    """Return the settings that the OPD's deadline follows from.

    While its own extension holds, it does not concern the OPD when that of everybody else is moved. One that
    was overtaken and holds again counts from when it was given.
    """
    own, due = extension_key(indicator, opd), rules.due(indicator, opd)
    if due is not None and rules.extensions.get((indicator, opd)) == due:
        return (own,)
    return (own, setting_key(DEADLINE, indicator))


def is_pursued(debt: Debt, now: datetime) -> bool:
    """Return whether people are still asked for the report at that moment.

    What is left of an earlier year is only if it has a deadline, and until MOST_DAYS days after that.
    """
    return is_year_pursued(debt.year, debt.due, now)


def is_early(today: date) -> bool:
    """Return whether last year's reports and evaluations are offered, whether or not they are asked for.

    So they are until the end of March: an LHE often comes after New Year.
    """
    return today.month <= _EARLY_MONTHS


def is_year_pursued(year: int, due: datetime | None, now: datetime) -> bool:
    """Return whether people are still asked for what had that deadline in that year (see `is_pursued`)."""
    if year >= year_of(now):
        return True
    return due is not None and now - due <= timedelta(days=MOST_DAYS)


def by_due(owed: Iterable[Debt]) -> tuple[Debt, ...]:
    """Return debts in the order of their deadlines; those without one come last."""
    return tuple(
        sorted(
            owed,
            key=lambda debt: (
                debt.due is None,
                debt.due.timestamp() if debt.due is not None else 0,
                debt.opd,
                debt.year,
                place_of(debt.indicator),
            ),
        )
    )
