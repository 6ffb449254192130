"""What keeping a rekap would come to: counted and listed before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.rekap.comparison import Changed, Comparison, RekapRow, RowProblem, agrees, changes, comparison_of
from domain.reports.events import Standing
from domain.units.opd import Opd

_NO_FAULT = frozenset({RowProblem.NOT_AN_OPD, RowProblem.REPEATED})
"""Rows that do not count, and with which nothing is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    rows: tuple[RekapRow, ...]
    after: Mapping[str, Comparison]
    """What the sheet says, by OPD code."""
    changed: tuple[Changed, ...]
    """What would be new or different beside the reports."""
    missing: tuple[Opd, ...]
    """The OPD of the year that the sheet does not name with a value."""
    staying: int
    """How many of the missing an earlier sheet names: what it says stays beside their reports."""
    agreeing: tuple[str, ...]
    differing: tuple[str, ...]
    """Codes of OPD whose report, waiting or verified, says the same or something else."""

    @property
    def refused(self) -> tuple[RekapRow, ...]:
        """Return the rows that are left out for something that is wrong with them."""
        faults = [one for one in self.rows if one.problem is not None and one.problem.refuses]
        return tuple(one for one in faults if one.problem not in _NO_FAULT)

    @property
    def marked(self) -> tuple[RekapRow, ...]:
        """Return the rows that are kept although they contradict themselves."""
        return tuple(one for one in self.rows if one.problem is RowProblem.CONTRADICTION and one.counts)

    def counted(self, problem: RowProblem) -> int:
        return sum(one.problem is problem for one in self.rows)


def preview(
    rows: Sequence[RekapRow],
    before: Mapping[str, Comparison],
    opds: Sequence[Opd],
    standings: Mapping[str, Standing],
    now: datetime,
) -> Preview:
    """Return what keeping these rows would come to; `before` is what is held beside the reports so far."""
    held = [one for one in (comparison_of(row, 0, now) for row in rows) if one is not None]
    after = {one.opd: one for one in held}
    reported = {opd: answers for opd in after if (answers := _answers(standings.get(opd))) is not None}
    agreeing = tuple(opd for opd, answers in reported.items() if agrees(answers, after[opd]))
    missing = tuple(opd for opd in opds if opd.code not in after)
    return Preview(
        rows=tuple(rows),
        after=after,
        changed=changes(before, after),
        missing=missing,
        staying=sum(opd.code in before for opd in missing),
        agreeing=agreeing,
        differing=tuple(opd for opd in reported if opd not in agreeing),
    )


def _answers(standing: Standing | None) -> Mapping[str, str] | None:
    """Return what an OPD has reported: what waits, or else what was verified."""
    event = None if standing is None else standing.waiting or standing.verified
    return None if event is None else event.answers
