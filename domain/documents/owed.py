"""The list of what the OPD still owe, as it is handed over: the rows of `/belum`, each with its state.

Source of the columns: the nota dinas of two regencies (see docs/panduan.md, "Nota dinas"). An OPD that has
said that its document is not out yet is told as such: nothing counts it as late.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.indicators import Indicator, by_key, place_of, reported
from domain.keys import IndicatorKey
from domain.language.dates import MONTHS, WIB, day_of, format_day, format_short_day
from domain.language.written import within
from domain.overdue.debts import Debt, debts
from domain.people.person import Person, SubBagian, operators_of
from domain.reports.events import ReportEvent, standing
from domain.reports.histories import by_report
from domain.units.opd import Opd, in_force_at
from domain.years.rules import YearRules

HEADINGS = (
    "No",
    "Perangkat Daerah",
    "Laporan",
    "Tenggat",
    "Terlambat (hari)",
    "Keadaan",
    "Operator",
)
NO_DEADLINE = "belum ditetapkan"
NO_OPERATOR = "belum ada operator"
UNREACHED = "tidak dapat dihubungi"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedRow:
    """One report that one OPD owes."""

    number: int
    code: str
    indicator: IndicatorKey
    opd: str
    report: str
    due: datetime | None
    extended: bool
    """Whether this OPD has longer than everybody."""
    late: int | None
    """Days since the deadline by the calendar (WIB), 0 on its own day; None for what is not late."""
    returned: bool
    not_out: bool
    """Whether the OPD has said that its document is not out yet."""
    state: str
    operators: tuple[str, ...]
    """Who reports for it, each with what is to be known of them; empty where nobody does."""

    @property
    def due_said(self) -> str:
        """The deadline: "30 Nov 2026 16.00 WIB"; that it is later than that of everybody stands behind it."""
        if self.due is None:
            return NO_DEADLINE
        when = f"{format_short_day(day_of(self.due))} {self.due.astimezone(WIB):%H.%M} WIB"
        return f"{when}{' (diperpanjang)' if self.extended else ''}"

    @property
    def late_said(self) -> str:
        return "–" if self.late is None else "hari ini" if not self.late else str(self.late)

    @property
    def operators_said(self) -> str:
        return ", ".join(self.operators) or NO_OPERATOR

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands under HEADINGS."""
        return (
            str(self.number),
            self.opd,
            self.report,
            self.due_said,
            self.late_said,
            self.state,
            self.operators_said,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOwed:
    """One report, and how many OPD owe it. Whoever has said that it is not out yet is counted apart."""

    indicator: IndicatorKey
    name: str
    """As it stands in a sentence: "laporan SAKIP"."""
    due: datetime | None
    """The deadline of everybody."""
    basis: str
    total: int
    """The OPD that it is asked of."""
    owed: int
    late: int
    returned: int
    """Of those late, how many were sent back to be repaired."""
    not_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """All that is owed of a year, of one Sub Bagian or of all, at one instant."""

    year: int
    at: datetime
    whose: str
    """Whose reports these are: the name of a Sub Bagian, of one report, or empty for all."""
    total: int
    """The OPD of that year."""
    reports: tuple[ReportOwed, ...]
    rows: tuple[OwedRow, ...]

    @property
    def late(self) -> tuple[OwedRow, ...]:
        return tuple(row for row in self.rows if row.late is not None)


def scoped(scope: str, indicator: IndicatorKey | None = None) -> tuple[Indicator, ...]:
    """Return the reports that a list is about, in the order of the form.

    `scope` is the key of a Sub Bagian, or empty for all; one indicator stands for itself. Raises ValueError
    for a scope that there is not.
    """
    if indicator is not None:
        return tuple(one for one in reported() if one.key == indicator)
    owner = SubBagian(scope) if scope else None
    return tuple(one for one in reported() if owner is None or one.owner is owner)


def owed_of(
    rules: YearRules,
    opds: Iterable[Opd],
    events: Sequence[ReportEvent],
    people: Sequence[Person],
    now: datetime,
    *,
    scope: str = "",
    indicator: IndicatorKey | None = None,
) -> Owed:
    """Return what is owed of a year at that instant, what is latest first.

    What has not passed its deadline stands below, what is not out yet at the end. Raises as `scoped`.
    """
    units, asked = list(opds), scoped(scope, indicator)
    names = {opd.code: opd.name for opd in in_force_at(units, now, rules.year)}
    keys = {one.key for one in asked}
    found = [debt for debt in debts(rules, units, events, now) if debt.indicator in keys]
    found.sort(key=lambda debt: _order(debt, names[debt.opd], now))
    told = by_report(events)
    rows = tuple(
        _row(number, debt, names[debt.opd], rules, told[debt.key], people, now)
        for number, debt in enumerate(found, 1)
    )
    whose = by_key(indicator).title if indicator is not None else SubBagian(scope).full_name if scope else ""
    return Owed(
        year=rules.year,
        at=now,
        whose=whose,
        total=len(names),
        reports=tuple(_counted(one, rules, rows, len(names)) for one in asked),
        rows=rows,
    )


def _is_late(debt: Debt, now: datetime) -> bool:
    return debt.expected is None and has_passed(debt.due, now)


def _order(debt: Debt, name: str, now: datetime) -> tuple[object, ...]:
    late = _is_late(debt, now)
    due = debt.due.timestamp() if debt.due is not None else float("inf")
    return not late, debt.expected is not None, due, name, debt.opd, place_of(debt.indicator)


def _row(
    number: int,
    debt: Debt,
    name: str,
    rules: YearRules,
    events: list[ReportEvent],
    people: Sequence[Person],
    now: datetime,
) -> OwedRow:
    due, general = debt.due, rules.deadlines.get(debt.indicator)
    late = (day_of(now) - day_of(due)).days if due is not None and _is_late(debt, now) else None
    return OwedRow(
        number=number,
        code=debt.opd,
        indicator=debt.indicator,
        opd=name,
        report=by_key(debt.indicator).title,
        due=due,
        extended=due is not None and general is not None and due > general,
        late=late,
        returned=debt.returned,
        not_out=debt.expected is not None,
        state=_state(debt, events, now),
        operators=tuple(_operator(person) for person in operators_of(people, debt.opd)),
    )


def _state(debt: Debt, events: list[ReportEvent], now: datetime) -> str:
    if debt.expected is not None:
        return _not_out(debt, now)
    returned = standing(events).returned
    if returned is not None:
        return f"Dikembalikan untuk diperbaiki sejak {format_day(day_of(returned.at))}"
    return "Belum disampaikan" if debt.due is None or _is_late(debt, now) else "Belum jatuh tempo"


def _not_out(debt: Debt, now: datetime) -> str:
    """Return what the OPD has said instead of reporting, and that it is the OPD that says so."""
    not_out, month = by_key(debt.indicator).not_out, debt.expected_in
    said = not_out.label if not_out is not None else "Belum ada"
    if month is None:
        return f"{said} (keterangan Perangkat Daerah)"
    when = f"{MONTHS[month.number - 1]} {month.year}"
    over = ", sudah lewat" if month.is_over(day_of(now)) else ""
    return f"{said}, perkiraan {when}{over} (keterangan Perangkat Daerah)"


def _operator(person: Person) -> str:
    return f"{person.name} ({UNREACHED})" if person.unreachable is not None else person.name


def _counted(indicator: Indicator, rules: YearRules, rows: Iterable[OwedRow], total: int) -> ReportOwed:
    own = [row for row in rows if row.indicator == indicator.key]
    late = [row for row in own if row.late is not None]
    return ReportOwed(
        indicator=indicator.key,
        name=f"laporan {within(indicator.title)}",
        due=rules.deadlines.get(indicator.key),
        basis=rules.legal_basis.get(indicator.key, ""),
        total=total,
        owed=len(own),
        late=len(late),
        returned=sum(row.returned for row in late),
        not_out=sum(row.not_out for row in own),
    )
