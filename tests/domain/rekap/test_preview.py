"""What keeping a rekap would come to, counted before anything is stored."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from domain.keys import IndicatorKey
from domain.rekap.comparison import RekapRow, RowProblem, comparison_of
from domain.rekap.preview import Preview, preview
from domain.reports.events import EventKind, ReportEvent, Standing
from domain.units.opd import Opd

NOW = datetime(2026, 9, 1, tzinfo=UTC)
OPDS = [Opd(code, f"Dinas {code}", "dinas", date(2024, 1, 1)) for code in "ABC"]


def row(number: int, opd: str, nilai: str, **more: Any) -> RekapRow:  # noqa: ANN401 - fields
    return RekapRow(row=number, name=f"Dinas {opd}", opd=opd, nilai=Decimal(nilai), **more)


def sent(opd: str, nilai: str, predikat: str) -> ReportEvent:
    answers = {"predikat": predikat, "nilai": nilai}
    return ReportEvent(
        id=1,
        kind=EventKind.SUBMITTED,
        opd=opd,
        indicator=IndicatorKey.SAKIP,
        year=2026,
        at=NOW,
        by=1,
        answers=answers,
    )


def seen(
    *rows: RekapRow, before: tuple[RekapRow, ...] = (), standings: dict[str, Standing] | None = None
) -> Preview:
    held = {one.opd: one for one in (comparison_of(each, 1, NOW) for each in before) if one is not None}
    return preview(rows, held, OPDS, standings or {}, NOW)


def test_what_counts_what_is_refused_and_what_is_missing() -> None:
    found = seen(
        row(1, "A", "75.5"),
        row(2, "B", "60", kategori="B", problem=RowProblem.CONTRADICTION),
        row(3, "", "70", problem=RowProblem.NOT_AN_OPD),
        row(4, "A", "75.5", problem=RowProblem.REPEATED),
        row(5, "", "70", problem=RowProblem.UNKNOWN_NAME),
    )
    assert list(found.after) == ["A", "B"]
    assert [one.row for one in found.refused] == [5]
    assert [one.row for one in found.marked] == [2]
    assert [opd.code for opd in found.missing] == ["C"]
    assert found.staying == 0
    assert (found.counted(RowProblem.REPEATED), found.counted(RowProblem.NOT_AN_OPD)) == (1, 1)


def test_what_is_new_or_different() -> None:
    before = (row(1, "A", "75.5"), row(2, "B", "60"))
    found = seen(row(8, "A", "75.50"), row(9, "B", "61"), row(10, "C", "70"), before=before)
    assert [(one.before is None, one.after.opd) for one in found.changed] == [(False, "B"), (True, "C")]


def test_what_an_earlier_sheet_says_of_the_missing_stays() -> None:
    found = seen(row(8, "A", "75.5"), before=(row(1, "A", "75.5"), row(2, "B", "60")))
    assert [opd.code for opd in found.missing] == ["B", "C"]
    assert found.staying == 1


def test_reports_that_say_the_same_or_something_else() -> None:
    standings = {
        "A": Standing(waiting=sent("A", "75.5", "BB"), verified=sent("A", "1", "D")),
        "B": Standing(verified=sent("B", "60", "CC")),
        "C": Standing(),
        "X": Standing(waiting=sent("X", "1", "D")),
    }
    found = seen(row(1, "A", "75.5"), row(2, "B", "61"), row(3, "C", "70"), standings=standings)
    assert (found.agreeing, found.differing) == (("A",), ("B",))
