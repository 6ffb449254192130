"""What agrees with the rekap, at every boundary; what a row says that is incomplete or contradicts itself."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.sakip import Predikat, predikat_of
from domain.rekap.comparison import (
    Changed,
    Comparison,
    RekapRow,
    RowProblem,
    agrees,
    changes,
    comparison_of,
    contradict,
)

AT = datetime(2026, 9, 1, tzinfo=UTC)


def row(
    nilai: str = "", kategori: str = "", *, opd: str = "DINKES", problem: RowProblem | None = None
) -> RekapRow:
    value = Decimal(nilai) if nilai else None
    return RekapRow(row=7, name="Dinas Kesehatan", opd=opd, nilai=value, kategori=kategori, problem=problem)


def held(nilai: str = "", kategori: str = "", **more: RowProblem) -> Comparison:
    found = comparison_of(row(nilai, kategori, **more), 3, AT)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("nilai", "kategori", "reported", "fits"),
    [
        ("75.5", "BB", "BB 75.5", True),
        ("75.5", "BB", "BB 75.50", True),
        ("75.495", "BB", "BB 75.5", True),
        ("75.4949", "BB", "BB 75.5", False),
        ("75.49999999999999", "BB", "BB 75.5", True),
        ("75.5", "BB", "BB 75.51", False),
        ("75.5", "BB", "A 75.5", False),
        ("75.5", "", "BB 75.5", True),  # the kategori is that of the nilai
        ("60", "", "CC 60", True),
        ("60.01", "", "B 60.01", True),
        ("60.004", "", "CC 60", True),  # as it is printed, at two decimals
        ("", "BB", "BB 71", True),  # the predikat alone
        ("", "BB", "BB 80", True),
        ("", "BB", "B 70", False),
        ("", "BB", "BB", True),
        ("75.5", "BB", "BB", False),  # a nilai that is not reported is not the same
        ("60", "B", "B 60", True),  # "B (60,00)" on both papers
        ("60", "B", "CC 60", False),
        ("60", "B", "B 60.01", False),
        ("0", "D", "D 0", True),
        ("100", "AA", "AA 100", True),
    ],
)
def test_what_agrees(nilai: str, kategori: str, reported: str, fits: bool) -> None:
    predikat, _, number = reported.partition(" ")
    answers = {"predikat": predikat, **({"nilai": number} if number else {})}
    assert agrees(answers, held(nilai, kategori)) is fits


def test_a_report_without_an_answer_agrees_with_nothing() -> None:
    assert not agrees({}, held("75.5", "BB"))


@pytest.mark.parametrize(
    ("nilai", "kategori", "wrong"),
    [
        ("60", "B", True),
        ("60", "CC", False),
        ("60.01", "B", False),
        ("60.004", "B", False),  # its formula is right
        ("60.004", "CC", False),  # and so is what is printed
        ("60.005", "CC", True),
        ("69.996", "BB", True),
        ("69.996", "B", False),
        ("90", "AA", True),
        ("90.01", "AA", False),
        ("30", "D", False),
        ("30.01", "D", True),
    ],
)
def test_a_row_that_contradicts_itself(nilai: str, kategori: str, wrong: bool) -> None:
    assert contradict(Decimal(nilai), Predikat(kategori)) is wrong


def test_it_is_told_of_what_is_held_too() -> None:
    marked = held("60", "B", problem=RowProblem.CONTRADICTION)
    assert marked.contradicts_itself
    assert not held("60.01", "B").contradicts_itself
    assert not held("", "B").contradicts_itself


def test_a_row_is_held_as_two_decimals_and_a_predikat() -> None:
    assert held("75.495") == Comparison(
        opd="DINKES", nilai=Decimal("75.50"), kategori="BB", sheet=3, row=7, at=AT
    )
    assert (held("75.495").fact, held("", "B").fact) == ("75.50|BB", "|B")
    assert held("", "B").predikat is Predikat.B


@pytest.mark.parametrize("problem", [None, *RowProblem])
def test_a_refused_row_is_held_beside_nothing(problem: RowProblem | None) -> None:
    counts = problem in (None, RowProblem.CONTRADICTION)
    assert (comparison_of(row("60", "B", problem=problem), 3, AT) is not None) is counts
    assert problem is None or problem.refuses is not counts


def test_nor_is_one_that_says_nothing_or_of_nobody() -> None:
    assert comparison_of(row(), 3, AT) is None
    assert comparison_of(row("75", opd=""), 3, AT) is None


@pytest.mark.parametrize("nilai", ["-0.01", "100.01", "NaN", "Infinity"])
def test_a_row_has_a_nilai_of_its_scale(nilai: str) -> None:
    with pytest.raises(ValueError, match="no nilai"):
        row(nilai)


def test_and_a_kategori_that_is_one() -> None:
    with pytest.raises(ValueError, match="E"):
        row("75", "E")


@given(st.decimals(0, 100, places=6))
def test_a_row_without_a_kategori_agrees_with_its_own_printed_values(nilai: Decimal) -> None:
    said = held(str(nilai))
    assert said.nilai is not None
    assert said.predikat is predikat_of(said.nilai)
    assert not said.contradicts_itself
    assert agrees({"predikat": said.kategori, "nilai": str(said.nilai)}, said)


def test_what_changed_since_the_last_sheet() -> None:
    old = {"A": held("75.5", "BB"), "B": held("60", "B"), "C": held("", "A")}
    new = {"D": held("1"), "A": held("75.499", "BB"), "B": held("60", "CC"), "C": held("85", "A")}
    assert changes(old, new) == (
        Changed(None, new["D"]),
        Changed(old["B"], new["B"]),
        Changed(old["C"], new["C"]),
    )
    assert changes(new, new) == ()
